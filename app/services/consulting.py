"""Looking things up: what a tag, a source type, a relation type or a level of a note means."""

from app import paths
from app.domain.codebook import Codebook
from app.domain.language import Code
from app.domain.rubric import Rubric
from app.formats import codebook_file, rubric_file


def codebook(code: Code) -> Codebook:
    """The codebook that ships with the program, in one language."""
    return codebook_file.read(paths.seeds() / "codebook.toml", code)


def rubric(code: Code) -> Rubric:
    """The rubric that ships with the program, in one language."""
    return rubric_file.read(paths.seeds() / "rubric.toml", code)

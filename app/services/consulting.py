"""Looking things up while marking: what each tag, source type and relation type means."""

from app import paths
from app.domain.codebook import Codebook
from app.domain.language import Code
from app.formats import codebook_file


def codebook(code: Code) -> Codebook:
    """The codebook that ships with the program, in one language."""
    return codebook_file.read(paths.seeds() / "codebook.toml", code)

"""What stands on the printed report of a class: everything the pages say, ready to be set."""

from dataclasses import dataclass
from datetime import date

from app.domain.language import Code, Digits
from app.domain.report import Report
from app.domain.worksheet import Paper, PrintedArticle


@dataclass(frozen=True, slots=True)
class StageLine:
    """An assignment in the course of a class. ``percent`` None: no mean."""

    name: str
    percent: float | None
    handed_in: int
    here: bool = False


@dataclass(frozen=True, slots=True)
class MarkLine:
    """A student's mark on the assignment's scale; None where nothing was handed in."""

    name: str
    mark: float | None
    percent: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """A report may be projected, so nobody is named in it but in ``marks``, empty unless asked for.

    ``articles`` bear the ids of ``report.heat`` in ``article_ids``, in the same order; ``day`` is
    that of the last hand-in; ``confidence_asked``: whether students were asked how sure they are.
    """

    title: str
    report: Report
    articles: tuple[PrintedArticle, ...]
    article_ids: tuple[str, ...]
    scale: int = 20
    confidence_asked: bool = True
    course: tuple[StageLine, ...] = ()
    marks: tuple[MarkLine, ...] = ()
    day: date | None = None
    school: str = ""
    classroom: str = ""
    subject: str = ""
    logo: bytes = b""
    language: Code = "ar"
    digits: Digits = "arab"
    paper: Paper = Paper.A4
    colour: bool = True
    hijri: bool = False

    def article_number(self, id: str) -> int:
        """The number that an article bears here. ValueError where it is not one of them."""
        return self.article_ids.index(id) + 1

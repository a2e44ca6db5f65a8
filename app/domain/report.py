"""What a class did with an assignment: figures that inform the teacher, never a mark.

Everything here follows from the grades and the works alone, in whatever order the students come.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property

from app.domain.agreement import FEWEST_RATERS, class_alpha
from app.domain.annotation import Annotation, Tag
from app.domain.debate import counted, entropy
from app.domain.grade import Grade
from app.domain.grading import TYPED, Work
from app.domain.heat import Heat, heat
from app.domain.relation import Relation

SURE = 3  # the highest confidence
_TYPICAL = 5  # judgements from which a share of a tag's row is more than chance


@dataclass(frozen=True, slots=True)
class ClaimFigures:
    """A claim of the key over the class.

    ``number`` counts the key's claims from 1 in reading order over all articles. ``tags`` is the
    tag that each student who found it (by id) gave it; ``sure`` who were sure of a tag that the key
    does not accept; ``of`` how many handed in.
    """

    key: Annotation
    number: int
    of: int
    tags: Mapping[str, Tag]
    sure: frozenset[str] = frozenset()

    @property
    def found(self) -> int:
        return len(self.tags)

    @property
    def share(self) -> float:
        """Share of the class that found it, 0 to 1."""
        return self.found / self.of if self.of else 0.0

    @property
    def counts(self) -> dict[Tag, int]:
        """How many gave it each tag."""
        return counted(self.tags.values())

    @property
    def split(self) -> float:
        """Bits of entropy of its tags: the higher, the better it is for a debate."""
        return entropy(self.counts.values())

    @property
    def majority(self) -> Tag | None:
        """The tag of more than half of those who found it."""
        return next((tag for tag, n in self.counts.items() if 2 * n > self.found), None)

    def accepts(self, tag: Tag) -> bool:
        """Whether the key gives points for a tag."""
        return tag is self.key.tag or self.key.acceptable.get(tag, 0) > 0

    @property
    def alarm(self) -> bool:
        """Whether the key may be wrong: most of at least three who found it gave it a tag that the
        key does not accept."""
        most = self.majority
        return self.found >= FEWEST_RATERS and most is not None and not self.accepts(most)


@dataclass(frozen=True, slots=True)
class RelationFigures:
    """A relation of the key over the class: ``drawn`` between the right two claims, ``typed`` with
    the right type too."""

    key: Relation
    number: int
    of: int
    drawn: int
    typed: int


@dataclass(frozen=True, slots=True)
class Confusion:
    """``count`` times (``share`` of all times it was found) a claim that the key tags ``key`` was
    tagged ``given``. ``example`` is the claim that it befell most."""

    key: Tag
    given: Tag
    count: int
    share: float
    example: ClaimFigures


@dataclass(frozen=True, kw_only=True)
class Report:
    """``students`` on the roster, of whom ``handed_in`` did; ``percents`` are their marks by id.

    ``has_key`` False: only what needs none is here. ``alpha`` is hidden (None) under ten claims or
    three students. ``heat`` is by article. ``waiting``: notes without a level yet, so that the mean
    is provisional.
    """

    students: int
    handed_in: int
    has_key: bool
    percents: Mapping[str, float] = field(default_factory=dict[str, float])
    claims: tuple[ClaimFigures, ...] = ()
    relations: tuple[RelationFigures, ...] = ()
    alpha: float | None = None
    heat: Mapping[str, Heat] = field(default_factory=dict[str, Heat])
    waiting: int = 0

    @property
    def mean(self) -> float | None:
        """Mean mark of those who handed in, in percent; None where there is no mark."""
        return mean(self.percents.values()) if self.percents else None

    def mean_of(self, scale: int) -> float | None:
        """The mean on another scale, to one decimal, halves up."""
        percent = self.mean
        return None if percent is None else int(percent * scale / 10 + 0.5 + 1e-9) / 10

    @property
    def found(self) -> float | None:
        """Share of the key's claims that were found, over all who handed in."""
        possible = len(self.claims) * self.handed_in
        return sum(one.found for one in self.claims) / possible if possible else None

    @property
    def most_missed(self) -> list[ClaimFigures]:
        """All claims, the one found by fewest first."""
        return sorted(self.claims, key=lambda one: (one.found, one.number))

    @property
    def most_split(self) -> list[ClaimFigures]:
        """All claims that somebody found, the best for a debate first: the highest entropy of tags.
        Those that less than a third of the class noticed come last: few could take part."""
        present = (one for one in self.claims if one.found)
        return sorted(
            present, key=lambda one: (3 * one.found < one.of, -one.split, -one.found, one.number)
        )

    @property
    def alarms(self) -> list[ClaimFigures]:
        """Claims on which the class differs from the key, the plainest first."""
        alarmed = (one for one in self.claims if one.alarm)
        return sorted(alarmed, key=lambda one: (-max(one.counts.values()), one.number))

    @property
    def sure_but_wrong(self) -> list[ClaimFigures]:
        """Claims of which somebody was sure and mistaken, the most first."""
        mistaken = (one for one in self.claims if one.sure)
        return sorted(mistaken, key=lambda one: (-len(one.sure), one.number))

    @cached_property
    def confusion(self) -> Mapping[tuple[Tag, Tag], int]:
        """(the key's tag, the students' tag) → how often; all nine."""
        table = {(key, given): 0 for key in Tag for given in Tag}
        for one in self.claims:
            for given, n in one.counts.items():
                table[one.key.tag, given] += n
        return table

    def judged(self, key: Tag) -> int:
        """How often a claim of the key with this tag was found."""
        return sum(self.confusion[key, given] for given in Tag)

    @property
    def worst_confusion(self) -> Confusion | None:
        """The tag most often taken for another one: the highest share of its row. Tags that were
        judged a handful of times come last; None where nobody confused any."""
        cells = [
            (key, given, n) for (key, given), n in self.confusion.items() if n and key is not given
        ]
        if not cells:
            return None

        def weight(cell: tuple[Tag, Tag, int]) -> tuple[bool, Fraction, int]:
            row = self.judged(cell[0])
            return row >= _TYPICAL, Fraction(cell[2], row), cell[2]

        key, given, n = max(cells, key=weight)
        example = max(
            (one for one in self.claims if one.key.tag is key),
            key=lambda one: (one.counts[given], -one.number),
        )
        return Confusion(key, given, n, n / self.judged(key), example)


def mean(percents: Iterable[float]) -> float:
    """Their mean, the same in whatever order they come. ZeroDivisionError for none."""
    values = [Fraction(value) for value in percents]
    return float(sum(values, Fraction(0)) / len(values))


def report(
    texts: Mapping[str, str],
    works: Sequence[Work],
    grades: Sequence[Grade],
    students: int,
) -> Report:
    """The figures of a class. ``texts`` maps article id to text, in the assignment's order.

    ``works`` are of those who handed in, ``grades`` theirs in the same order: none where there is
    no key. ``students`` counts the roster.
    """
    marked = {
        id: heat(text, ([c for c in work.claims if c.article_id == id] for work in works))
        for id, text in texts.items()
    }
    if not grades:
        return Report(students=students, handed_in=len(works), has_key=False, heat=marked)
    claims = _claims(grades)
    everyone = sorted(grade.student_id for grade in grades)
    alpha = class_alpha([[one.tags.get(student) for student in everyone] for one in claims])
    return Report(
        students=students,
        handed_in=len(works),
        has_key=True,
        percents={grade.student_id: grade.total for grade in grades},
        claims=claims,
        relations=_relations(grades),
        alpha=None if alpha is None else round(alpha, 9),
        heat=marked,
        waiting=sum(grade.waiting_notes for grade in grades),
    )


def _claims(grades: Sequence[Grade]) -> tuple[ClaimFigures, ...]:
    figures: list[ClaimFigures] = []
    for number, rows in enumerate(zip(*(grade.claims for grade in grades), strict=True), 1):
        key = rows[0].key
        found = {
            grade.student_id: row.match
            for grade, row in zip(grades, rows, strict=True)
            if row.match is not None
        }
        plain = ClaimFigures(key, number, len(grades), {id: m.tag for id, m in found.items()})
        sure = (id for id, m in found.items() if m.confidence == SURE and not plain.accepts(m.tag))
        figures.append(replace(plain, sure=frozenset(sure)))
    return tuple(figures)


def _relations(grades: Sequence[Grade]) -> tuple[RelationFigures, ...]:
    rows = zip(*(grade.relations for grade in grades), strict=True)
    return tuple(
        RelationFigures(
            key=every[0].key,
            number=number,
            of=len(grades),
            drawn=sum(row.match is not None for row in every),
            typed=sum(row.match is not None and row.typed == TYPED for row in every),
        )
        for number, every in enumerate(rows, 1)
    )

"""Feedback («العمل المصحَّح»): one student's graded work, to be opened beside it.

One part, ``feedback.json``: the lines of the graded worksheet, already worded, and the marks on
each article, which is named by the SHA-256 of its text. Whoever reads it takes it for hostile.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Literal, TypeVar, cast

from app.domain import worksheet as sheet
from app.domain.annotation import Tag
from app.domain.canonical import json_bytes
from app.domain.errors import KnownError
from app.domain.language import CODES, Code, Digits
from app.domain.relation import RelationType
from app.domain.returned import Returned
from app.domain.submission import is_student_id
from app.formats import parcel, strict_json
from app.formats.fields import Fields, plain
from app.formats.parcel import Kind, Parcel

ENDING = ".bayyina-feedback"
_PART = "feedback.json"
_MOST_ROWS, _MOST_SPANS, _MOST_ARTICLES = 2_000, 50, 60
_LAST_PLACE = 2_000_000  # no article is longer
_MOST_POINTS = 1_000_000
_KINDS: tuple[Literal["found", "extra", "missed"], ...] = ("found", "extra", "missed")
_PARTS: tuple[Literal["claims", "relations", "notes"], ...] = ("claims", "relations", "notes")
_POINTS = ("found", "tagged", "source", "total", "auto")
T = TypeVar("T")


def write(returned: Returned) -> bytes:
    """The bytes of the file: the same from the same. KnownError ``parcel.too_much``."""
    facts: dict[str, object] = {
        "assignment": {"id": returned.assignment_id, "name": plain(returned.sheet.title)},
        "students": [returned.student_id],
        "given": returned.given,
        "receipt": returned.receipt,
        "articles": [
            {"id": id, "sha256": sha256, "title": plain(article.title or "")}
            for id, sha256, article in zip(
                returned.article_ids, returned.texts, returned.sheet.articles, strict=True
            )
        ],
    }
    return parcel.pack(Kind.FEEDBACK, facts, {_PART: document(returned).encode()})


def read(path: Path) -> Returned:
    """Read a feedback file. KnownError ``parcel.*``, ``import.*``."""
    return _read(parcel.read(path, Kind.FEEDBACK))


def document(returned: Returned) -> str:
    """What was returned as JSON: what a classroom file keeps of it."""
    page = returned.sheet
    told: dict[str, object] = {
        "assignment": {"id": returned.assignment_id, "name": page.title},
        "student": returned.student_id,
        "given": returned.given,
        "receipt": returned.receipt,
        "attempt": returned.attempt,
        "attempts": returned.attempts,
        "provisional": returned.provisional,
        "handed_in": page.handed_in.isoformat() if page.handed_in else None,
        "language": page.language,
        "digits": page.digits,
        "articles": [
            {
                "id": id,
                "sha256": sha256,
                "title": article.title,
                "claims": [_mark(mark) for mark in article.claims],
                "missed": [_mark(mark) for mark in article.missed],
            }
            for id, sha256, article in zip(
                returned.article_ids, returned.texts, page.articles, strict=True
            )
        ],
        "claims": [_claim(row) for row in page.claims],
        "relations": [_relation(row) for row in page.relations],
        "notes": [_note(row) for row in page.notes],
        "notes_hint": page.notes_hint,
        "arithmetic": _arithmetic(page.arithmetic),
        "comment": page.comment,
        "improvements": list(page.improvements),
    }
    return json_bytes(_plain(told)).decode()


def of_document(text: str, name: str) -> Returned:
    """What a document says. KnownError ``parcel.*``, with the file's ``name``."""
    told = Fields(strict_json.read_object(text.encode(), name, _PART), name)
    return _returned(told)


def _read(found: Parcel) -> Returned:
    if set(found.parts) != {_PART}:
        missing = _PART not in found.parts
        message = "parcel.missing_part" if missing else "parcel.extra_part"
        part = _PART if missing else sorted(set(found.parts) - {_PART})[0]
        raise KnownError(message, name=found.name, part=part)
    told = Fields(strict_json.read_object(found.parts[_PART], found.name, _PART), found.name)
    returned = _returned(told)
    facts = Fields(found.manifest, found.name)
    if (facts.within("assignment").text("id"), facts.strings("students", 1, 64)) != (
        returned.assignment_id, (returned.student_id,),
    ):  # fmt: skip
        raise facts.wrong("students")
    return returned


def _plain(value: object) -> object:
    """Every text without what a reader would refuse."""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, list):
        return [_plain(one) for one in cast("list[object]", value)]
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in cast("Mapping[str, object]", value).items()}
    return value


def _mark(mark: sheet.ClaimMark) -> dict[str, object]:
    spans = [list(span) for span in mark.spans]
    return {"number": mark.number, "tag": mark.tag.value, "spans": spans}


def _claim(row: sheet.ClaimRow) -> dict[str, object]:
    points = {name: getattr(row, name) for name in _POINTS}
    return {
        "article": row.article, "number": row.number, "kind": row.kind, "tag": row.tag.value,
        "quote": row.quote, "who": row.who, "starred": row.starred,
        # A missed claim's note is the teacher's own, for her alone.
        "note": "" if row.kind == "missed" else row.note,
        "reason": row.reason, "comment": row.comment, **points,
    }  # fmt: skip


def _end(end: sheet.RelationEnd) -> dict[str, object]:
    return {"quote": end.quote, "article": end.article, "number": end.number}


def _relation(row: sheet.RelationRow) -> dict[str, object]:
    return {
        "type": row.type.value, "source": _end(row.source), "target": _end(row.target),
        "note": "" if row.missed else row.note, "reason": row.reason, "points": row.points,
        "possible": row.possible, "auto": row.auto, "comment": row.comment, "missed": row.missed,
    }  # fmt: skip


def _note(row: sheet.NoteRow) -> dict[str, object]:
    return {
        "article": row.article, "number": row.number, "tag": row.tag.value, "text": row.text,
        "level": row.level, "level_name": row.level_name, "points": row.points,
        "possible": row.possible, "reason": row.reason, "comment": row.comment,
    }  # fmt: skip


def _arithmetic(sums: sheet.Arithmetic | None) -> dict[str, object] | None:
    if sums is None:
        return None
    terms = [
        {"part": t.part, "weight": t.weight, "points": t.points, "possible": t.possible}
        for t in sums.terms
    ]
    return {"terms": terms, "percent": sums.percent, "mark": sums.mark, "scale": sums.scale,
            "extras": sums.extras}  # fmt: skip


def _returned(told: Fields) -> Returned:
    assignment = told.within("assignment")
    student = told.text("student", 64)
    if not all(is_student_id(one) for one in student.split("+")):  # a pair without a roster
        raise told.wrong("student")
    listed = told.each("articles", _MOST_ARTICLES)
    texts = tuple(one.sha256("sha256") for one in listed)
    if len(set(texts)) < len(texts):
        raise told.wrong("articles")
    articles = tuple(
        sheet.PrintedArticle(
            number=number,
            text="",
            title=one.text_or_none("title", 500),
            claims=tuple(_read_mark(mark) for mark in one.each("claims", _MOST_ROWS)),
            missed=tuple(_read_mark(mark) for mark in one.each("missed", _MOST_ROWS)),
        )
        for number, one in enumerate(listed, 1)
    )
    language, digits = _read_language(told)
    handed_in = told.text_or_none("handed_in", 40)
    page = sheet.Worksheet(
        kind=sheet.Kind.GRADED,
        title=assignment.text("name", 200),
        articles=articles,
        handed_in=datetime.fromisoformat(told.moment("handed_in")) if handed_in else None,
        receipt=told.text("receipt", 20),
        claims=tuple(_read_claim(row) for row in told.each("claims", _MOST_ROWS)),
        relations=tuple(_read_relation(row) for row in told.each("relations", _MOST_ROWS)),
        notes=tuple(_read_note(row) for row in told.each("notes", _MOST_ROWS)),
        notes_hint=told.text("notes_hint", 500),
        arithmetic=_read_arithmetic(told),
        comment=told.text("comment"),
        improvements=told.strings("improvements", 10, 1_000),
        language=language,
        digits=digits,
    )
    return Returned(
        assignment_id=assignment.text("id", 200, least=1),
        student_id=student,
        given=told.moment("given"),
        sheet=page,
        article_ids=tuple(one.text("id", 200, least=1) for one in listed),
        texts=texts,
        receipt=told.text("receipt", 20),
        attempt=told.whole("attempt", 0, 10_000),
        attempts=told.whole("attempts", 0, 10_000),
        provisional=told.flag("provisional"),
    )


def _read_language(told: Fields) -> tuple[Code, Digits]:
    codes: dict[str, Code] = {code: code for code in CODES}
    kinds: dict[str, Digits] = {"arab": "arab", "latin": "latin"}
    code, digits = codes.get(told.text("language", 10)), kinds.get(told.text("digits", 10))
    if code is None or digits is None:
        raise told.wrong("language")
    return code, digits


def _read_mark(told: Fields) -> sheet.ClaimMark:
    spans: list[tuple[int, int]] = []
    for value in told.list("spans", _MOST_SPANS):
        pair = cast("list[object]", value) if isinstance(value, list) else []
        start, end = pair if len(pair) == 2 else (None, None)
        if type(start) is not int or type(end) is not int or not 0 <= start < end <= _LAST_PLACE:
            raise told.wrong("spans")
        spans.append((start, end))
    if not spans:
        raise told.wrong("spans")
    return sheet.ClaimMark(told.whole("number", 1, 100_000), told.member("tag", Tag), tuple(spans))


def _one_of(told: Fields, field: str, known: tuple[T, ...]) -> T:
    named = {str(one): one for one in known}
    found = named.get(told.text(field, 20))
    if found is None:
        raise told.wrong(field)
    return found


def _figure(told: Fields) -> Callable[[str], float | None]:
    return lambda name: told.number_or_none(name, -_MOST_POINTS, _MOST_POINTS)


def _read_claim(told: Fields) -> sheet.ClaimRow:
    figure = _figure(told)
    return sheet.ClaimRow(
        article=told.whole("article", 1, _MOST_ARTICLES),
        number=told.whole("number", 1, 100_000),
        kind=_one_of(told, "kind", _KINDS),
        tag=told.member("tag", Tag),
        quote=told.text("quote"),
        who=told.text("who", 1_000),
        note=told.text("note"),
        starred=told.flag("starred"),
        reason=told.text("reason"),
        comment=told.text("comment"),
        found=figure("found"),
        tagged=figure("tagged"),
        source=figure("source"),
        total=figure("total"),
        auto=figure("auto"),
    )


def _read_end(told: Fields) -> sheet.RelationEnd:
    article = told.number_or_none("article", 1, _MOST_ARTICLES)
    number = told.number_or_none("number", 1, 100_000)
    return sheet.RelationEnd(
        told.text("quote"),
        None if article is None else int(article),
        None if number is None else int(number),
    )


def _read_relation(told: Fields) -> sheet.RelationRow:
    figure = _figure(told)
    return sheet.RelationRow(
        type=told.member("type", RelationType),
        source=_read_end(told.within("source")),
        target=_read_end(told.within("target")),
        note=told.text("note"),
        reason=told.text("reason"),
        points=figure("points"),
        possible=figure("possible"),
        auto=figure("auto"),
        comment=told.text("comment"),
        missed=told.flag("missed"),
    )


def _read_note(told: Fields) -> sheet.NoteRow:
    figure = _figure(told)
    level = told.number_or_none("level", 0, 3)
    return sheet.NoteRow(
        article=told.whole("article", 1, _MOST_ARTICLES),
        number=told.whole("number", 1, 100_000),
        tag=told.member("tag", Tag),
        text=told.text("text"),
        level=None if level is None else int(level),
        level_name=told.text("level_name", 100),
        points=figure("points"),
        possible=figure("possible"),
        reason=told.text("reason"),
        comment=told.text("comment"),
    )


def _read_arithmetic(told: Fields) -> sheet.Arithmetic | None:
    sums = told.within("arithmetic")
    terms = tuple(
        sheet.Term(
            _one_of(term, "part", _PARTS),
            term.number("weight", 0, 100),
            term.number("points", 0, _MOST_POINTS),
            term.number("possible", 0, _MOST_POINTS),
        )
        for term in sums.each("terms", 3)
    )
    return sheet.Arithmetic(
        terms,
        sums.number("percent", 0, 100),
        sums.number("mark", 0, 1_000),
        sums.whole("scale", 1, 1_000),
        sums.text("extras", 1_000),
    )

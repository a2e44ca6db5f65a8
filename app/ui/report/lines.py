"""The rows of a report's lists, worded."""

from app.domain.language import Language, isolate
from app.domain.report import ClaimFigures, RelationFigures, Report
from app.domain.report_sentences import found_by, tag_counts, tag_name
from app.services.reporting import ClassReport
from app.ui.report.figure_list import FigureLine


def missed_lines(report: Report, words: Language) -> list[FigureLine]:
    """The key's claims, the one found by fewest first."""
    return [
        FigureLine(
            claim=one.key.id,
            words=one.key.quote,
            figure=words.number(one.found),
            rest=words.say("report.slash", n=one.of),
            share=one.share,
            tag=one.key.tag,
            number=words.number(one.number),
            spoken=found_by(one, words),
        )
        for one in report.most_missed
    ]


def sure_lines(report: Report, words: Language) -> list[FigureLine]:
    """The claims of which somebody was sure and mistaken."""
    return [_sure_line(one, words) for one in report.sure_but_wrong]


def _sure_line(one: ClaimFigures, words: Language) -> FigureLine:
    given = dict.fromkeys((one.tags[student] for student in sorted(one.sure)), 0)
    for student in one.sure:
        given[one.tags[student]] += 1
    told = words.say(
        "report.spoken.sure",
        n=one.number,
        tag=tag_name(one.key.tag, words),
        words=one.key.quote,
        counts=tag_counts(given, words),
    )
    return FigureLine(
        claim=one.key.id,
        words=one.key.quote,
        figure=tag_counts(given, words),
        tag=one.key.tag,
        number=words.number(one.number),
        spoken=told,
    )


def relation_lines(told: ClassReport, words: Language) -> list[FigureLine]:
    """The key's relations, the one drawn by fewest first."""
    ends = {one.key.id: one for one in told.report.claims}
    order = sorted(told.report.relations, key=lambda one: (one.drawn, one.number))
    return [_relation_line(one, ends, words) for one in order]


def _relation_line(
    one: RelationFigures, ends: dict[str, ClaimFigures], words: Language
) -> FigureLine:
    name = words.say(f"relation_type.{one.key.type.value}")
    source, target = ends.get(one.key.source_id), ends.get(one.key.target_id)
    numbers = [words.number(end.number) if end else "–" for end in (source, target)]
    short = words.say("report.relation_ends", source=numbers[0], target=numbers[1], type=name)
    quotes = " · ".join(isolate(end.key.quote) for end in (source, target) if end)
    return FigureLine(
        claim=one.key.source_id,
        words=f"{short} · {quotes}" if quotes else short,
        figure=words.number(one.drawn),
        rest=words.say("report.slash", n=one.of),
        share=one.drawn / one.of if one.of else 0.0,
        relation=one.key.type,
        ours=True,
        spoken=words.say(
            "report.spoken.relation", words=short, drawn=one.drawn, of=one.of, typed=one.typed
        ),
    )

"""The verb ``report``."""

from argparse import Namespace
from dataclasses import replace

from app.cli.assignments import choices_of
from app.cli.output import Output
from app.domain.assignment import Assignment
from app.domain.report import ClaimFigures
from app.domain.report_sentences import agreement, confusion, percent
from app.services import browsing, reporting
from app.services.reporting import ClassReport
from app.services.workspace import Workspace


def report(workspace: Workspace, arguments: Namespace, out: Output) -> int:
    """Write the PDF; tell the figures."""
    from app.services import issuing  # the page is much to load

    assignment = workspace.read(browsing.find, Assignment, arguments.assignment)
    looks = replace(choices_of(workspace, arguments, out), named=arguments.names)
    issued = issuing.issue(workspace, assignment.id, arguments.out, looks)
    stages = workspace.read(reporting.course_of, assignment.id)
    course = [
        {"assignment": one.assignment.id, "mean": _rounded(one.percent), "handed_in": one.handed_in}
        for one in stages
    ]
    out.result(
        {"file": str(issued.file), "pages": issued.pages, **_figures(issued.told), "course": course}
    )
    _say(issued.told, out)
    out.count("cli.report_written", issued.pages, path=str(issued.file))
    return 0


def _figures(told: ClassReport) -> dict[str, object]:
    """What the report says, by stable names. Shares are 0 to 1, ``mean`` is on the assignment's
    scale and ``mean_percent`` of 100; what is not known is null."""
    report = told.report
    worst = report.worst_confusion
    return {
        "students": report.students,
        "handed_in": report.handed_in,
        "mean": report.mean_of(told.assignment.scale),
        "mean_percent": _rounded(report.mean),
        "scale": told.assignment.scale,
        "provisional": report.waiting > 0,
        "found": _rounded(report.found),
        "alpha": _rounded(report.alpha),
        "claims": [_claim(one) for one in report.claims],
        "alarms": [
            {
                "key": one.key.id,
                "tag": one.key.tag.value,
                "majority": one.majority.value if one.majority else None,
                "tags": {tag.value: n for tag, n in one.counts.items()},
            }
            for one in report.alarms
        ],
        "most_missed": [one.key.id for one in report.most_missed],
        "most_split": [one.key.id for one in report.most_split],
        "confusion": {
            key.value: {given.value: report.confusion[key, given] for given in type(key)}
            for key in dict.fromkeys(key for key, _ in report.confusion)
        },
        "worst_confusion": worst
        and {"key": worst.key.value, "given": worst.given.value, "count": worst.count},
        "sure_but_wrong": [
            {"key": one.key.id, "students": len(one.sure)} for one in report.sure_but_wrong
        ],
        "relations": [
            {"key": one.key.id, "drawn": one.drawn, "typed": one.typed} for one in report.relations
        ],
        "heat": {
            article.id: [
                {"start": start, "end": end, "students": count}
                for (start, end), count in zip(
                    report.heat[article.id].words, report.heat[article.id].counts, strict=True
                )
            ]
            for article in told.articles
        },
    }


def _claim(one: ClaimFigures) -> dict[str, object]:
    return {
        "key": one.key.id,
        "number": one.number,
        "found": one.found,
        "share": _rounded(one.share),
        "tags": {tag.value: n for tag, n in one.counts.items()},
        "sure_but_wrong": len(one.sure),
        "entropy": _rounded(one.split),
    }


def _say(told: ClassReport, out: Output) -> None:
    """The same in a few lines for people."""
    words, report = out.words, told.report
    lines = [(words.say("report.hand_ins"), f"{words.number(report.handed_in)} "
              f"{words.say('report.of', n=report.students)}")]  # fmt: skip
    if report.has_key:
        mean, scale = report.mean_of(told.assignment.scale), told.assignment.scale
        alpha = agreement(report, words)
        if mean is not None:
            of = words.say("report.of", n=scale)
            lines.append((words.say("report.mean"), f"{words.number(mean, 1)} {of}"))
        if report.found is not None:
            lines.append((words.say("report.found"), percent(report.found, words)))
        verdict = " ".join(part for part in (alpha.figure, alpha.verdict) if part)
        lines.append((words.say("report.agreement"), verdict))
    for label, figure in lines:
        out.line(f"{label}: {figure}")
    for one in report.alarms:
        out.line(words.say("report.alarm", n=one.number))
    if report.has_key:
        out.line(confusion(report.worst_confusion, words))


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)

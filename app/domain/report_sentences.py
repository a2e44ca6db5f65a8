"""What a class report says in words: the same on the screen and on paper."""

from collections.abc import Mapping
from typing import NamedTuple

from app.domain.agreement import FEWEST_RATERS, FEWEST_UNITS, band
from app.domain.annotation import Tag
from app.domain.language import Language
from app.domain.report import ClaimFigures, Confusion, Report


class Agreement(NamedTuple):
    """A figure («—» for none), what it is called, and what it means in a sentence."""

    figure: str
    verdict: str
    meaning: str


def agreement(report: Report, words: Language) -> Agreement:
    """The class's alpha, never without words."""
    if report.alpha is not None:
        name = band(report.alpha).value
        return Agreement(
            signed(report.alpha, words),
            words.say(f"report.band.{name}"),
            words.say(f"report.meaning.{name}", zero=0, one=1),
        )
    if len(report.claims) >= FEWEST_UNITS and report.handed_in >= FEWEST_RATERS:
        return Agreement("—", "", words.say("report.alpha_none"))
    least = {"claims": FEWEST_UNITS, "students": FEWEST_RATERS}
    return Agreement("—", "", words.say("report.alpha_hidden", **least))


def signed(value: float, words: Language) -> str:
    """A figure to two decimals that keeps its sign before it whatever runs around it."""
    if round(value, 2) >= 0:
        return words.number(value)
    opening = "\u2067" if words.digits == "arab" else "\u2066"
    return f"{opening}−{words.number(abs(value))}\u2069"


def percent(share: float, words: Language) -> str:
    """A share of 1 in whole hundredths."""
    return words.say("report.percent", n=int(100 * share + 0.5))


def tag_name(tag: Tag, words: Language) -> str:
    return words.say(f"tag.{tag.value}")


def tag_counts(counts: Mapping[Tag, int], words: Language) -> str:
    """«مُسنَد ١٥، غير متحقَّق منه ٢، رأي ٦»."""
    each = (f"{tag_name(tag, words)} {words.number(n)}" for tag, n in counts.items())
    return f"{words.say('report.comma')} ".join(each)


def confusion(found: Confusion | None, words: Language) -> str:
    """The most frequent confusion, why it is one, and where to show it."""
    if found is None:
        return words.say("report.no_confusion")
    what = words.say(f"report.confused.{found.key.value}.{found.given.value}")
    return f"{what} {words.say('report.example', n=found.example.number)}"


def matrix(report: Report, words: Language) -> str:
    """The table of tags, told: a sentence for each tag of the key."""
    return "\n".join(
        words.say(
            "report.row",
            tag=tag_name(key, words),
            counts=tag_counts({given: report.confusion[key, given] for given in Tag}, words),
        )
        for key in Tag
    )


def sure(report: Report, words: Language) -> str:
    """How many were sure and mistaken, and where most."""
    mistaken = report.sure_but_wrong
    if not mistaken:
        return words.say("report.no_sure")
    count = sum(len(one.sure) for one in mistaken)
    return words.count("report.sure_count", count, claim=mistaken[0].number)


def found_by(claim: ClaimFigures, words: Language) -> str:
    """A claim of the key in a sentence, for who cannot see its bar."""
    return words.say(
        "report.spoken.claim",
        n=claim.number,
        tag=tag_name(claim.key.tag, words),
        words=claim.key.quote,
        found=claim.found,
        of=claim.of,
    )

"""The rows of a key, worded."""

from collections.abc import Iterable
from enum import StrEnum

from app.domain.grading import Key
from app.domain.language import Language
from app.ui.assignments.differences import listed
from app.ui.assignments.key_rows import KeyRow


def rows_of(key: Key, language: Language) -> list[KeyRow]:
    """Claims, then relations; beside each what was set on it."""
    say = language.say
    rows: list[KeyRow] = []
    for claim in key.claims:
        beside = [_accepted(claim.acceptable, "tag", language)] if claim.acceptable else []
        if claim.core is not None:
            beside.append(say("assignments.core"))
        if not claim.scored:
            beside.append(say("assignments.not_scored"))
        shown = " · ".join(beside)
        spoken = f"{say(f'tag.{claim.tag}')}: {claim.quote} {shown}".strip()
        rows.append(KeyRow(claim, (claim.quote,), shown, spoken, faint=not claim.scored))
    claims = {claim.id: claim for claim in key.claims}
    for tie in key.relations:
        source, target = claims[tie.source_id].quote, claims[tie.target_id].quote
        label = say(f"relation_type.{tie.type}")
        accepted = _accepted(tie.acceptable, "relation_type", language) if tie.acceptable else ""
        spoken = say("grading_page.spoken.ends", source=source, type=label, target=target)
        rows.append(KeyRow(tie, (source, target), accepted, f"{spoken} {accepted}".strip()))
    return rows


def _accepted(members: Iterable[StrEnum], prefix: str, language: Language) -> str:
    """«أو رأي، مُسنَد»: what is accepted too."""
    names = [language.say(f"{prefix}.{member}") for member in members]
    return language.say("assignments.or", names=listed(names, language))

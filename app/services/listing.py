"""Listing claims and relations as lines of a worksheet, before anybody judged them."""

from collections.abc import Sequence

from app.domain import worksheet as sheet
from app.domain.annotation import Annotation, Attribution
from app.domain.language import Language
from app.domain.relation import Relation, RelationType
from app.services.numbering import Numbers


def who_said_it(attribution: Attribution | None, words: Language) -> str:
    """«شخص مسمّى: ليلى حدّاد», or the type alone; empty where nobody has answered."""
    if attribution is None:
        return ""
    label = words.say(f"source_type.{attribution.source_type}")
    if not attribution.name:
        return label
    return words.say("grade.who", type=label, name=attribution.name)


def claim_line(claim: Annotation, numbers: Numbers, words: Language) -> sheet.ClaimRow:
    article, number = numbers.place(claim.id)
    return sheet.ClaimRow(
        number=number,
        tag=claim.tag,
        article=article,
        quote=claim.quote,
        who=who_said_it(claim.attribution, words),
        note=claim.note,
        starred=claim.starred,
    )


def link_lines(drawn: Sequence[Relation], numbers: Numbers) -> tuple[sheet.RelationRow, ...]:
    """Relations whose ends are both on the worksheet, in the order of their first end."""
    claims = {claim.id: claim for claim in (*numbers.claims, *numbers.missed)}
    here = [link for link in drawn if link.source_id in claims and link.target_id in claims]

    def order(link: Relation) -> tuple[object, ...]:
        return numbers.place(link.source_id), numbers.place(link.target_id), link.id

    return tuple(
        sheet.RelationRow(
            type=link.type,
            source=numbers.end(claims[link.source_id]),
            target=numbers.end(claims[link.target_id]),
            note=link.note,
            acceptable=tuple((type, link.acceptable[type]) for type in RelationType
                             if link.acceptable.get(type)),
        )
        for link in sorted(here, key=order)
    )  # fmt: skip

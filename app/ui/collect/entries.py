"""The hand-ins of a preview, put into words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain import receipt
from app.domain.errors import KnownError
from app.domain.folding import fold
from app.domain.language import Language, isolate, isolate_path
from app.services.collecting import Candidate, Preview, State
from app.ui.telling import told

NOTHING = "–"
TAKEN = "taken"  # what was to be added has been
_ADDED = (State.NEW, State.NEWER, State.OLDER)
_FILTERS: Mapping[str, tuple[State, ...]] = {
    "all": tuple(State),
    "new": (State.NEW,),
    "newer": (State.NEWER,),
    "older": (State.OLDER,),
    "already": (State.ALREADY,),
    "refused": (State.REFUSED,),
    TAKEN: (),
}
FILTERS = tuple(_FILTERS)
# What a refusal is called in three words; its message tells the rest.
_CARDS: Mapping[str, frozenset[str]] = {
    "cut": frozenset({
        "parcel.cut", "parcel.cut_early", "parcel.cut_somewhere", "parcel.unfinished",
        "parcel.empty",
    }),
    "other_assignment": frozenset({"collect.other_assignment"}),
    "unknown_assignment": frozenset({"collect.unknown_assignment"}),
    "draft": frozenset({"collect.draft"}),
    "not_on_roster": frozenset({"collect.not_on_roster"}),
    "foreign_text": frozenset({"collect.foreign_text"}),
    "newer": frozenset({"parcel.newer"}),
    "not_ours": frozenset({
        "parcel.not_ours", "parcel.is_pack", "parcel.is_feedback", "parcel.no_manifest",
    }),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """A row, worded. ``look`` names its icon and colour: a state, or ``TAKEN``."""

    candidate: Candidate
    look: str
    words: str
    student: str
    receipt: str
    time: str
    claims: str
    file: str
    spoken: str
    tip: str

    @property
    def name(self) -> str:
        return self.candidate.where

    @property
    def is_flagged(self) -> bool:
        return bool(self.candidate.warnings)


def entries_of(
    preview: Preview, language: Language, *, taken: bool, shown: str = "all", query: str = ""
) -> list[Entry]:
    """The rows of a filter that hold ``query`` in a name, a receipt code or a file's name."""
    wanted = fold(query.replace("-", "")).split()
    found = preview.of(*_states(shown, taken=taken))
    entries = [_entry(one, preview, language, taken=taken) for one in found]
    return [entry for entry in entries if all(word in _sought(entry) for word in wanted)]


def counts_of(preview: Preview, *, taken: bool) -> dict[str, int]:
    """How many there are of each filter."""
    return {name: len(preview.of(*_states(name, taken=taken))) for name in FILTERS}


def _states(shown: str, *, taken: bool) -> tuple[State, ...]:
    """What a filter lets through: once they are collected, new ones are called nothing else."""
    if not taken or shown == "all":
        return _FILTERS[shown]
    return _ADDED if shown == TAKEN else tuple(set(_FILTERS[shown]) - set(_ADDED))


def student_of(students: Sequence[str], names: Mapping[str, str], language: Language) -> str:
    """The name of a student or both of a pair; a pseudonym where nobody knows it."""
    known = [isolate(names.get(id, id)) for id in students]
    if len(known) == 2:
        return language.say("collect_page.pair", one=known[0], other=known[1])
    return known[0] if known else NOTHING


def card_title(reason: KnownError, language: Language) -> str:
    """What a refusal is called."""
    message = reason.message
    for name, messages in _CARDS.items():
        if message in messages:
            return language.say(f"collect_page.card.{name}")
    group = message.split(".")[0]
    name = {"parcel": "altered", "work": "altered", "import": "unreadable"}.get(group, "refused")
    return language.say(f"collect_page.card.{name}")


def is_curable(reason: KnownError) -> bool:
    """Whether the file may be sound once it is copied again, or its stick is back."""
    return reason.message in _CARDS["cut"] or reason.message.startswith("import.")


def _entry(one: Candidate, preview: Preview, language: Language, *, taken: bool) -> Entry:
    say, kept = language.say, one.submission
    new = one.state in _ADDED
    words = say("collect_page.taken") if taken and new else say(f"collect.state.{one.state}")
    student = student_of(one.students, preview.names, language)
    code = time = claims = NOTHING
    spoken = say("collect_page.spoken", state=words, student=student, file=isolate(one.name))
    tips = [f"{words} · {student}"]
    if kept is not None:
        at = datetime.fromisoformat(kept.handed_in).astimezone()
        code, time = receipt.shown(kept.receipt), _time(at, language)
        claims = language.number(kept.claims)
        counted = language.count("collect_page.claims", kept.claims)
        tips.append(say("collect_page.attempt", number=one.attempt))
        tips.append(language.moment(at))
        more = say("collect_page.spoken_more", receipt=isolate(code), time=at, claims=counted)
        spoken = f"{spoken}. {more}"
    if one.warnings:
        spoken = f"{spoken}. {say('collect_page.spoken_flagged')}"
    tips += [told(language, reason) for reason in (*((one.reason,) if one.reason else ()),
                                                   *one.warnings)]  # fmt: skip
    tips.append(isolate_path(one.where))
    return Entry(
        one, TAKEN if taken and new else one.state.value, words, student, code, time, claims,
        one.name, spoken, "\n".join(tips),
    )  # fmt: skip


def _time(at: datetime, language: Language) -> str:
    """The hour; of another day, the day as well."""
    if at.date() == datetime.now().astimezone().date():
        return language.time(at)
    day = language.figures(f"{at.day}/{at.month}")
    return language.say("collect_page.day_time", date=day, time=language.time(at))


def _sought(entry: Entry) -> str:
    code = entry.receipt.replace("-", "")
    return fold(" ".join((entry.student, code, entry.file, *entry.candidate.students)))

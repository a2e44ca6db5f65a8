"""The three catalogues say the same things, and everything that the program says is in them."""

import ast
import json
import re
import string
from pathlib import Path

import pytest
from bidi import get_display

from app import paths
from app.domain import language
from app.domain.language import CODES

ARABIC_PLURALS = {"zero", "one", "two", "few", "many", "other"}
PLURALS = {"ar": ARABIC_PLURALS, "en": {"one", "other"}, "fr": {"one", "other"}}
APP = Path(language.__file__).parent.parent


def catalogue(code: str) -> dict[str, str | dict[str, str]]:
    file = paths.resources() / "i18n" / f"{code}.json"
    return json.loads(file.read_text(encoding="utf-8"))


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_the_catalogues_have_the_same_keys_in_order():
    keys = {code: list(catalogue(code)) for code in CODES}
    assert set(keys["ar"]) == set(keys["en"]) == set(keys["fr"])
    for code in CODES:
        assert keys[code] == sorted(keys[code])


def test_french_signs_do_not_part_from_their_words():
    """A colon or a closing guillemet alone on the next line: a no-break space prevents it."""
    for key, message in catalogue("fr").items():
        forms = [message] if isinstance(message, str) else list(message.values())
        for words in forms:
            assert not re.search(r"« | »|\S [:;?!](\s|$)", words), key


def test_every_message_is_filled_from_the_same_values():
    ar, en, fr = (catalogue(code) for code in CODES)
    for key, arabic in ar.items():
        assert isinstance(arabic, str) == isinstance(en[key], str) == isinstance(fr[key], str), key
        if isinstance(arabic, str):
            assert placeholders(arabic) == placeholders(en[key]) == placeholders(fr[key]), key
        else:
            # «ادعاءان» needs no number: only what is not the number must be everywhere.
            others = [placeholders(t) - {"n"} for c in (ar, en, fr) for t in c[key].values()]
            assert all(other == others[0] for other in others), key


@pytest.mark.parametrize("code", CODES)
def test_counted_messages_have_every_plural_of_their_language(code: str):
    for key, message in catalogue(code).items():
        if isinstance(message, dict):
            assert PLURALS[code] <= set(message), key


@pytest.mark.parametrize("code", CODES)
def test_no_message_is_empty_or_shouts(code: str):
    for key, message in catalogue(code).items():
        texts = {"": message} if isinstance(message, str) else message
        for category, text in texts.items():
            assert text or category == "zero", key  # of nothing, nothing may be said
            assert text == text.strip(), key
            assert "!" not in text, key


def literal_keys() -> list[tuple[str, str, str]]:
    """(file, function, key) of each message named in the program by a literal."""
    found: list[tuple[str, str, str]] = []
    for file in sorted(APP.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and node.args):
                continue
            function = node.func
            name = function.attr if isinstance(function, ast.Attribute) else ""
            name = function.id if isinstance(function, ast.Name) else name
            first = node.args[0]
            key = first.value if isinstance(first, ast.Constant) else None
            if name not in ("say", "count", "KnownError") or not isinstance(key, str):
                continue
            if "." in key:  # str.count takes other things
                found.append((str(file.relative_to(APP)), name, key))
    return found


def test_everything_said_is_in_the_catalogue():
    arabic = catalogue("ar")
    keys = literal_keys()
    assert len(keys) > 50
    # The page of a worksheet puts its own prefix before what it says.
    keys = [
        (file, name, f"worksheet.{key}" if "worksheet" in file and key not in arabic else key)
        for file, name, key in keys
    ]
    missing = [(file, key) for file, _, key in keys if key not in arabic]
    assert missing == []
    wrong = [
        (file, key) for file, name, key in keys if (name == "count") == isinstance(arabic[key], str)
    ]
    assert wrong == []


def spoken() -> tuple[set[str], set[str], set[str]]:
    """The literals of the program, the patterns of keys that it puts together («ui.{page}»), and
    the endings that it puts after a whole key («{key}_hint»)."""
    literals: set[str] = set()
    patterns: set[str] = set()
    endings: set[str] = set()
    for file in sorted(APP.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str | int):
                literals.add(str(node.value))
            if not isinstance(node, ast.JoinedStr):
                continue
            first, last = node.values[0], node.values[-1]
            if isinstance(first, ast.Constant) and re.match(r"[a-z_]+\.", first.value):
                parts = (
                    re.escape(part.value) if isinstance(part, ast.Constant) else r"([\w.]+)"
                    for part in node.values
                )
                patterns.add("".join(parts))
            elif len(node.values) == 2 and isinstance(last, ast.Constant):
                endings.add(str(last.value))
    return literals, patterns, endings


def test_everything_in_the_catalogue_is_said():
    """A key is a literal, or its variable parts are: a tag's name, a segment's kind, a digit."""
    literals, patterns, endings = spoken()

    def said(key: str) -> bool:
        if key in literals:
            return True
        for match in filter(None, (re.fullmatch(pattern, key) for pattern in patterns)):
            if literals.issuperset(".".join(match.groups()).split(".")):
                return True
        return any(key.endswith(end) and said(key.removesuffix(end)) for end in endings)

    # The page of a worksheet puts its own prefix before what it says.
    unsaid = {k for k in catalogue("ar") if not (said(k) or said(k.removeprefix("worksheet.")))}
    assert unsaid == set()
    assert not said("grading_page.no_such_message")


def test_known_errors_are_filled_with_the_values_that_their_message_wants():
    arabic = catalogue("ar")
    for file in sorted(APP.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            if node.func.id != "KnownError" or not node.args:
                continue
            first, given = node.args[0], {keyword.arg for keyword in node.keywords}
            if isinstance(first, ast.Constant) and None not in given:
                wanted = placeholders(str(arabic[first.value]))
                assert wanted <= given, (file.name, first.value)


def test_arabic_plurals_follow_the_number():
    arabic = language.load("ar")
    shown = {n: arabic.count("cli.articles", n) for n in (0, 1, 2, 3, 10, 11, 99, 100, 103, 111)}
    assert shown == {
        0: "لا مقالات",
        1: "مقال واحد",
        2: "مقالان",
        3: "٣ مقالات",
        10: "١٠ مقالات",
        11: "١١ مقالًا",
        99: "٩٩ مقالًا",
        100: "١٠٠ مقال",
        103: "١٠٣ مقالات",
        111: "١١١ مقالًا",
    }


def test_digits_and_decimals_follow_the_language():
    assert language.load("ar").number(71.5) == "٧١٫٥"
    assert language.load("ar", "latin").number(71.5) == "71,5"
    assert language.load("en").number(0.0) == "0"
    assert language.load("fr").number(2 / 3) == "0,67"


def test_a_missing_message_is_a_fault():
    with pytest.raises(KeyError):
        language.load("en").say("no.such.message")
    with pytest.raises(KeyError):
        language.load("en").say("cli.articles")


def test_a_files_name_runs_as_it_is_written():
    """Between Arabic words in Arabic figures: in the order of the file system, on one line."""
    name = "935_0536_٢-١_الثامن-أ.bayyina-work"
    shown = get_display(f"الملف {language.isolate_path(name)} هنا", base_dir="R")
    seen = re.sub("[\u200e\u2060\u2066\u2069]", "", shown)
    assert "935_0536_٢-١_نماثلا-أ.bayyina-work" in seen
    assert all(
        after == "\u200e\u2060" for after in re.findall("-(..)", language.ordered_path(name))
    )

"""The sample classroom is consistent in itself: every quote stands where its selector says.

Standard library only, and nothing of the app: these files are checked as anybody could check them.
"""

import json
import tomllib
import unicodedata
from collections import Counter
from datetime import date, datetime
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

SEEDS = Path(__file__).parents[2] / "seeds"
STUDENTS = ("tj01", "tj02", "tj03", "tj04", "tj05", "tj06")
UNGRADED = ("tj05", "tj06")
LANGUAGES = ("ar", "en", "fr")
TAGS = {"sourced", "unverified", "opinion"}
SOURCE_TYPES = {
    "named_person", "named_org", "document", "media_secondary", "anonymous", "none",
}  # fmt: skip
RELATION_TYPES = {"repeats", "supports", "contradicts", "qualifies", "same_origin"}
SEGMENT_KINDS = {
    "title", "standfirst", "byline", "dateline", "subheading", "source_credit", "source_url",
    "site_name", "masthead", "clock", "page_dates", "weather_widget", "ad_marker", "promo_link",
    "engagement_prompt", "comment_counter", "comment_notice", "comment_disclaimer",
    "crawler_prefix", "publisher_disclaimer", "related_heading", "related_links",
    "paywall_prompt", "share_widget", "ui_text",
}  # fmt: skip
NOT_BODY = SEGMENT_KINDS - {"title", "standfirst", "subheading"}
CONTEXT = 32  # code points of prefix and suffix
COLLECTIONS = ("key.jsonld", *(f"work/{student}.jsonld" for student in STUDENTS))


def read_toml(name: str) -> dict[str, Any]:
    return tomllib.loads((SEEDS / name).read_text(encoding="utf-8"))


def items(name: str) -> list[dict[str, Any]]:
    return json.loads((SEEDS / name).read_text(encoding="utf-8"))["items"]


def claims(name: str) -> list[dict[str, Any]]:
    return [item for item in items(name) if item["motivation"] == "tagging"]


def relations(name: str) -> list[dict[str, Any]]:
    return [item for item in items(name) if item["motivation"] == "linking"]


def said(item: dict[str, Any], purpose: str) -> str:
    """The value of the body with this purpose; empty where there is none."""
    return next((body["value"] for body in item["body"] if body["purpose"] == purpose), "")


def article_text(article: dict[str, Any]) -> str:
    return (SEEDS / article["file"]).read_bytes().decode("utf-8")


CLASSROOM = read_toml("classroom.toml")
ARTICLES = CLASSROOM["article"]
TEXTS = {
    "urn:sha256:" + sha256(text.encode("utf-8")).hexdigest(): text
    for text in map(article_text, ARTICLES)
}


def is_letter(character: str) -> bool:
    return unicodedata.category(character)[0] in "LMN" or character == "\u0640"


def cuts(text: str, at: int) -> bool:
    """Whether a span that starts or ends at ``at`` cuts a grapheme or a word."""
    if at in (0, len(text)):
        return False
    return is_letter(text[at - 1]) and is_letter(text[at])


def spans(item: dict[str, Any]) -> list[list[dict[str, Any]]]:
    """All selectors of a claim: its target, its core, its evidence."""
    evidence = item.get("bayyina:attribution", {}).get("evidence")
    return [
        selector
        for selector in (item["target"]["selector"], item.get("bayyina:core"), evidence)
        if selector is not None
    ]


def test_there_are_five_articles_each_with_its_own_file_and_id():
    assert len(ARTICLES) == 5
    files = {article["file"] for article in ARTICLES}
    assert files == {f"articles/{path.name}" for path in (SEEDS / "articles").iterdir()}
    assert all(file.isascii() for file in files)
    assert len({UUID(article["id"]) for article in ARTICLES}) == 5


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article["file"])
def test_an_article_is_plain_utf8_of_the_promised_length(article: dict[str, Any]):
    raw = (SEEDS / article["file"]).read_bytes()
    text = raw.decode("utf-8")
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert "\r" not in text
    assert not text.endswith("\n")
    assert 450 <= len(text.split()) <= 900
    outside = [s for s in article["segments"] if s["kind"] in NOT_BODY]
    body = "".join(
        c for i, c in enumerate(text) if not any(s["start"] <= i < s["end"] for s in outside)
    )
    assert len(body.split()) >= 430


def test_one_article_is_not_nfc_and_one_has_no_break_spaces():
    normal = [unicodedata.is_normalized("NFC", text) for text in TEXTS.values()]
    assert normal.count(False) == 1
    assert any(text.count("\u00a0") > 5 for text in TEXTS.values())
    together = "".join(TEXTS.values())
    assert all(sign in together for sign in '"“”«»٢2%')


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article["file"])
def test_segments_are_in_order_and_hold_whole_lines_or_prefixes(article: dict[str, Any]):
    text = article_text(article)
    end = 0
    for segment in article["segments"]:
        assert segment["kind"] in SEGMENT_KINDS
        assert end <= segment["start"] < segment["end"] <= len(text)
        assert "\n" not in text[segment["start"] : segment["end"]]
        assert segment["start"] == 0 or text[segment["start"] - 1] == "\n"
        if segment["kind"] != "crawler_prefix":
            assert segment["end"] == len(text) or text[segment["end"]] == "\n"
        end = segment["end"]


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article["file"])
def test_a_source_card_states_only_what_the_text_states(article: dict[str, Any]):
    text = article_text(article)
    titles = [s for s in article["segments"] if s["kind"] == "title"]
    stated = [text[s["start"] : s["end"]] for s in titles]
    assert stated == ([article["title"]] if "title" in article else [])
    assert article.get("publisher", "") in text
    if "published" in article:
        day = date.fromisoformat(article["published"])
        written = (f"{day}", f"{day:%Y/%m/%d}", f"{day:%B} {day.day}, {day.year}")
        assert any(form in text for form in written)
    if "origin" in article:
        assert any(word.strip("«»،") in text for word in article["origin"].split()[1:])


def test_classroom_has_six_students_and_an_assignment():
    assert tuple(student["id"] for student in CLASSROOM["student"]) == STUDENTS
    assert len({student["name"] for student in CLASSROOM["student"]}) == 6
    assert CLASSROOM["classroom"]["name"] == "الصف التاسع ب"
    assignment = CLASSROOM["assignment"]
    assert (assignment["notes_asked"], assignment["scale"]) == (4, 20)
    assert assignment["weights"] == {"claims": 60, "relations": 20, "notes": 20}
    assert assignment["instructions"].strip()
    UUID(assignment["id"])
    UUID(CLASSROOM["classroom"]["id"])


@pytest.mark.parametrize("name", COLLECTIONS)
def test_every_selector_quotes_what_stands_there(name: str):
    for claim in claims(name):
        text = TEXTS[claim["target"]["source"]]
        for position, quote in spans(claim):
            start, end = position["start"], position["end"]
            assert position["type"] == "TextPositionSelector"
            assert quote["type"] == "TextQuoteSelector"
            assert 0 <= start < end <= len(text)
            assert quote["exact"] == text[start:end]
            assert quote["prefix"] == text[max(0, start - CONTEXT) : start]
            assert quote["suffix"] == text[end : end + CONTEXT]
            assert not cuts(text, start), quote["exact"]
            assert not cuts(text, end), quote["exact"]
            assert quote["exact"] == quote["exact"].strip()


@pytest.mark.parametrize("name", COLLECTIONS)
def test_a_core_lies_inside_its_claim(name: str):
    for claim in claims(name):
        if "bayyina:core" in claim:
            outer, inner = claim["target"]["selector"][0], claim["bayyina:core"][0]
            assert outer["start"] <= inner["start"] < inner["end"] <= outer["end"]


@pytest.mark.parametrize("name", COLLECTIONS)
def test_words_come_from_the_vocabulary(name: str):
    whole = json.loads((SEEDS / name).read_text(encoding="utf-8"))
    assert whole["type"] == "AnnotationCollection"
    assert whole["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    for claim in claims(name):
        assert claim["type"] == "Annotation"
        assert said(claim, "tagging") in TAGS
        assert set(claim.get("bayyina:acceptable", {})) <= TAGS - {said(claim, "tagging")}
        if attribution := claim.get("bayyina:attribution"):
            assert attribution["sourceType"] in SOURCE_TYPES
            assert attribution["sourceType"] != "none" or "evidence" not in attribution
    for relation in relations(name):
        assert relation["type"] == "Annotation"
        assert said(relation, "classifying") in RELATION_TYPES
        accepted = relation.get("bayyina:acceptable", {})
        assert set(accepted) <= RELATION_TYPES - {said(relation, "classifying")}
    for item in whole["items"]:
        assert all(0 < share <= 1 for share in item.get("bayyina:acceptable", {}).values())


def test_ids_are_unique_across_all_files():
    ids = [item["id"] for name in COLLECTIONS for item in items(name)]
    assert len(ids) == len(set(ids))
    assert all(UUID(id.removeprefix("urn:uuid:")).urn == id for id in ids)


@pytest.mark.parametrize("name", COLLECTIONS)
def test_a_relation_joins_two_claims_of_its_own_file_once(name: str):
    ids = {claim["id"] for claim in claims(name)}
    pairs = [frozenset(relation["target"]) for relation in relations(name)]
    assert all(len(pair) == 2 and pair <= ids for pair in pairs)
    assert len(pairs) == len(set(pairs))


def test_the_key_is_large_and_balanced():
    key = claims("key.jsonld")
    tags = Counter(said(claim, "tagging") for claim in key)
    assert len(key) >= 45
    assert tags["opinion"] >= 8
    assert tags["unverified"] >= 15
    assert tags["sourced"] >= 15
    assert {claim["bayyina:attribution"]["sourceType"] for claim in key} == SOURCE_TYPES
    per_article = Counter(claim["target"]["source"] for claim in key)
    assert set(per_article) == set(TEXTS)
    assert min(per_article.values()) >= 8
    assert sum("bayyina:core" in claim for claim in key) > len(key) / 2
    places = [(c["target"]["source"], c["target"]["selector"][0]["start"]) for c in key]
    assert len(places) == len(set(places))


def test_the_key_gives_a_reason_for_everything():
    assert all(said(item, "commenting").strip() for item in items("key.jsonld"))


def test_key_claims_name_whom_they_are_sourced_to():
    for claim in claims("key.jsonld"):
        attribution = claim["bayyina:attribution"]
        if said(claim, "tagging") == "sourced":
            assert attribution["sourceType"] not in ("none", "anonymous")
            assert attribution["name"]
            assert "evidence" in attribution
        if said(claim, "tagging") == "unverified":
            assert attribution["sourceType"] in ("none", "anonymous")


def test_key_relations_are_of_all_types_and_nearly_all_cross_articles():
    key = relations("key.jsonld")
    assert len(key) >= 20
    assert {said(relation, "classifying") for relation in key} == RELATION_TYPES
    place = {claim["id"]: claim["target"]["source"] for claim in claims("key.jsonld")}
    inside = [r for r in key if len({place[end] for end in r["target"]}) == 1]
    assert len(inside) <= len(key) / 5


def created(item: dict[str, Any]) -> datetime:
    return datetime.strptime(item["created"], "%Y-%m-%dT%H:%M:%S%z")


@pytest.mark.parametrize("name", COLLECTIONS)
def test_items_stand_in_the_order_in_which_they_were_made(name: str):
    assert all(item["created"].endswith("Z") for item in items(name))
    times = [created(item) for item in items(name)]
    assert all(earlier < later for earlier, later in pairwise(times))


def test_the_key_was_made_before_the_week_of_the_lesson():
    work = [created(item).date() for name in COLLECTIONS[1:] for item in items(name)]
    assert date(2025, 2, 10) == min(work)
    assert max(work) == date(2025, 2, 16)
    assert max(created(item).date() for item in items("key.jsonld")) < min(work)


@pytest.mark.parametrize("student", STUDENTS)
def test_a_student_did_a_plausible_amount(student: str):
    name = f"work/{student}.jsonld"
    assert 30 <= len(claims(name)) <= 55
    assert 5 <= len(relations(name)) <= 20
    per_article = Counter(claim["target"]["source"] for claim in claims(name))
    assert set(per_article) == set(TEXTS)
    assert min(per_article.values()) >= 5
    places = [(c["target"]["source"], c["target"]["selector"][0]["start"]) for c in claims(name)]
    assert len(places) == len(set(places))
    assert sum(bool(said(claim, "commenting")) for claim in claims(name)) >= 7
    starred = [claim for claim in claims(name) if claim.get("bayyina:starred")]
    assert len(starred) == CLASSROOM["assignment"]["notes_asked"]
    assert all(said(claim, "commenting").strip() for claim in starred)
    assert all(claim["bayyina:confidence"] in (1, 2, 3) for claim in claims(name))
    assert not any("bayyina:core" in c or "bayyina:acceptable" in c for c in items(name))


def test_students_differ_as_the_readme_says():
    work = {student: claims(f"work/{student}.jsonld") for student in STUDENTS}
    length = {
        student: sum(len(c["target"]["selector"][1]["exact"].split()) for c in made) / len(made)
        for student, made in work.items()
    }
    assert max(length, key=lambda student: length[student]) == "tj02"
    assert min(work, key=lambda student: len(work[student])) == "tj04"
    assert max(work, key=lambda student: len(work[student])) == "tj06"
    links = {student: len(relations(f"work/{student}.jsonld")) for student in STUDENTS}
    assert max(links, key=links.__getitem__) == "tj01"
    assert min(links, key=links.__getitem__) == "tj05"
    assert not any("bayyina:attribution" in claim for claim in work["tj05"])
    assert all(claim["bayyina:confidence"] == 3 for claim in work["tj06"])
    assert not any(said(claim, "tagging") == "opinion" for claim in work["tj06"])


def test_scores_refer_to_starred_notes_of_the_graded_students():
    starred = {
        claim["id"].removeprefix("urn:uuid:"): student
        for student in STUDENTS
        for claim in claims(f"work/{student}.jsonld")
        if claim.get("bayyina:starred")
    }
    scores = read_toml("scores.toml")["score"]
    for score in scores:
        assert starred[score["annotation"]] == score["student"]
        assert score["level"] in (0, 1, 2, 3)
        assert score.get("comment", "x").strip()
    graded = Counter(score["student"] for score in scores)
    assert graded == {student: 4 for student in STUDENTS if student not in UNGRADED}
    assert len({score["annotation"] for score in scores}) == len(scores)


def test_codebook_explains_every_word_in_three_languages():
    codebook = read_toml("codebook.toml")
    arabic = [question["ar"]["text"] for question in codebook["question"]]
    assert arabic == ["هل يمكن إثباته أو نفيه؟", "من قال؟"]
    assert set(codebook["tag"]) == TAGS
    assert set(codebook["source_type"]) == SOURCE_TYPES
    assert set(codebook["relation_type"]) == RELATION_TYPES
    for group in ("tag", "source_type", "relation_type"):
        for entry in codebook[group].values():
            assert tuple(entry) == LANGUAGES
            assert all(entry[code]["label"] and entry[code]["definition"] for code in LANGUAGES)
    for entry in codebook["tag"].values():
        assert entry["ar"]["example"]
        assert entry["ar"]["counter_example"]
    for group in ("question", "reminder"):
        assert all(tuple(entry) == LANGUAGES for entry in codebook[group])
    assert len(codebook["reminder"]) >= 4


def test_rubric_has_four_levels_in_three_languages():
    levels = read_toml("rubric.toml")["level"]
    assert [(level["level"], level["points"]) for level in levels] == [
        (0, 0), (1, 4), (2, 7), (3, 10),
    ]  # fmt: skip
    assert [level["ar"]["name"] for level in levels] == ["لا شيء", "مبتدئ", "نامٍ", "متقن"]
    for level in levels:
        assert all(level[code]["name"] and level[code]["description"] for code in LANGUAGES)

"""Two questions decide every tag."""

import pytest

from app.domain.annotation import SourceType, Tag
from app.domain.codebook import proposed_tag

NAMED = (
    SourceType.NAMED_PERSON, SourceType.NAMED_ORG, SourceType.DOCUMENT, SourceType.MEDIA_SECONDARY,
)  # fmt: skip


@pytest.mark.parametrize("said_by", [None, *SourceType])
def test_what_cannot_be_shown_is_opinion_whoever_said_it(said_by):
    assert proposed_tag(False, said_by) is Tag.OPINION


@pytest.mark.parametrize("said_by", list(SourceType))
def test_what_can_be_shown_hangs_on_who_said_it(said_by):
    wanted = Tag.SOURCED if said_by in NAMED else Tag.UNVERIFIED
    assert proposed_tag(True, said_by) is wanted


def test_without_the_second_answer_nothing_is_proposed():
    assert proposed_tag(True, None) is None

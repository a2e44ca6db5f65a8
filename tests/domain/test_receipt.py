from base64 import b32encode
from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from app.domain import receipt

RFC_4648, CROCKFORD = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@given(st.text(alphabet="0123456789abcdef", min_size=64, max_size=64))
def test_a_code_is_forty_bits_that_can_be_read_out(digest):
    code = receipt.code_of(digest)
    first = b32encode(sha256(digest.encode()).digest()[:5]).decode()
    assert code == first.translate(str.maketrans(RFC_4648, CROCKFORD))
    assert len(code) == 8
    assert not set(code) & set("ILOU")


def test_codes_do_not_change_under_papers_that_bear_them():
    assert receipt.code_of("ab" * 32) == "4WD42EYK"
    assert receipt.shown("4WD42EYK") == "4WD4-2EYK"

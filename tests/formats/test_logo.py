"""A school's logo, from whatever file a teacher has of it."""

import io
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from app.domain.errors import KnownError
from app.formats import logo


def picture(size=(40, 20), mode="RGB", form="PNG", **more) -> bytes:
    """A gradient, the same each time."""
    out = io.BytesIO()
    image = Image.linear_gradient("L").resize(size).convert("RGB").convert(mode)
    image.save(out, form, **more)
    return out.getvalue()


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize(
    ("mode", "form"),
    [("RGB", "PNG"), ("RGBA", "PNG"), ("L", "PNG"), ("RGB", "JPEG"), ("CMYK", "JPEG")],
)
def test_a_picture_is_kept_as_a_small_png(mode: str, form: str) -> None:
    kept = logo.read(picture((1500, 900), mode, form))
    image = opened(kept)
    assert (image.format, image.size) == ("PNG", (500, 300))
    assert image.mode == ("RGBA" if mode == "RGBA" else "RGB")
    assert logo.read(picture((1500, 900), mode, form)) == kept


def test_a_photo_is_made_smaller_until_it_is_light() -> None:
    out = io.BytesIO()
    Image.effect_noise((1000, 700), 90).convert("RGB").save(out, "JPEG", quality=95)
    kept = logo.read(out.getvalue())
    assert len(kept) <= logo.LARGEST_KEPT
    assert opened(kept).size[0] > 100


def test_a_small_one_keeps_its_size_and_is_kept_once() -> None:
    kept = logo.read(picture((40, 20)))
    assert opened(kept).size == (40, 20)
    assert logo.read(kept) == kept


def test_it_is_turned_as_its_camera_says_and_says_nothing_else() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # a quarter turn
    exif[0x010E] = "taken at school"
    kept = logo.read(picture((40, 20), form="JPEG", exif=exif))
    assert opened(kept).size == (20, 40)
    assert b"school" not in kept
    assert opened(kept).info == {}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "logo.not_a_picture"),
        (b"%PDF-1.7", "logo.not_a_picture"),
        (picture()[:60], "logo.not_a_picture"),
        (picture(form="JPEG")[:200], "logo.not_a_picture"),
        (picture(form="GIF"), "logo.not_a_picture"),
        (b"\0" * (logo.LARGEST_FILE + 1), "logo.too_large"),
        (picture((logo.LARGEST_SIDE + 1, 1)), "logo.too_many_pixels"),
    ],
)
def test_what_is_no_logo_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(KnownError) as refused:
        logo.read(content)
    assert refused.value.message == message


def test_a_bomb_is_not_unfolded() -> None:
    """The size is read from the head: no pixel of these 900 million is."""
    head = picture((10, 10))
    bomb = head[:16] + (30_000).to_bytes(4) + (30_000).to_bytes(4) + head[24:]
    with pytest.raises(KnownError):
        logo.read(bomb)


@given(st.data())
@settings(deadline=None, max_examples=60)
def test_damage_is_never_a_fault(data: st.DataObject) -> None:
    content = bytearray(data.draw(st.sampled_from([picture(), picture(form="JPEG")])))
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=6)):
        content[place] = data.draw(st.integers(0, 255))
    with suppress(KnownError):  # and nothing else
        assert opened(logo.read(bytes(content))).format == "PNG"

"""What an uploaded picture really is."""

import struct

import pytest
from django.core.exceptions import ValidationError

from pakten.parties.pacts.pictures import LARGEST, read_picture
from pakten.parties.pacts.states import ImageKind
from tests.factories.shape import png


def webp(width: int, height: int) -> bytes:
    """The smallest lossless WebP that says its size."""
    bits = (width - 1) | (height - 1) << 14
    body = b"VP8L" + struct.pack("<I", 6) + b"\x2f" + struct.pack("<I", bits) + b"\0"
    return b"RIFF" + struct.pack("<I", 4 + len(body)) + b"WEBP" + body


def said(data: bytes) -> str:
    with pytest.raises(ValidationError) as refused:
        read_picture(data)
    return str(refused.value.message_dict["logo"][0])


def test_read_picture_tells_kind_and_size() -> None:
    found = read_picture(png(64, 32))
    assert (found.kind, found.width, found.height) == (ImageKind.PNG, 64, 32)
    found = read_picture(webp(120, 40))
    assert (found.kind, found.width, found.height) == (ImageKind.WEBP, 120, 40)


@pytest.mark.parametrize(
    "data",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"  <?xml version='1.0'?><svg/>",
        b"\n<!DOCTYPE svg>",
    ],
)
def test_read_picture_refuses_svg(data: bytes) -> None:
    assert said(data) == "An SVG file can carry a program. Save the logo as PNG or WebP."


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a",
        b"\x89PNG\r\n\x1a\n",
        png()[:-1],
        png() + b"<script>",
        png().replace(b"IDAT", b"IDAX"),
        webp(64, 64) + b"more",
        b"RIFF\x04\0\0\0WEBP",
        b"not a picture at all",
    ],
)
def test_read_picture_refuses_what_is_not_whole(data: bytes) -> None:
    assert said(data) == "This is not a whole PNG or WebP picture."


def test_read_picture_refuses_the_large_and_the_odd() -> None:
    assert said(png() + b"\0" * LARGEST) == "The file is 200 kB. Choose one of at most 200 kB."
    assert said(png(8, 64)) == ("The picture is 8 × 64. Each side must be from 16 to 3000 pixels.")

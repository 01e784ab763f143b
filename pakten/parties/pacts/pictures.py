"""What an uploaded picture really is: read from its bytes, never from its name.

Only PNG and WebP are taken: neither can carry a program, and both say where they end, so that
nothing can ride behind the picture. SVG can, and is refused.
"""

import struct
import zlib
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pakten.parties.pacts.states import ImageKind

LARGEST = 200_000
LONGEST_SIDE, SHORTEST_SIDE = 3000, 16
_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that has been read through. Sizes in pixels."""

    kind: ImageKind
    data: bytes
    width: int
    height: int


def read_picture(data: bytes) -> Picture:
    """The picture in these bytes; `ValidationError` under `logo` says what is wrong with it."""
    if len(data) > LARGEST:
        raise _refused(
            _("The file is %(size)d kB. Choose one of at most 200 kB.")
            % {"size": len(data) // 1000}
        )
    if data.lstrip()[:100].lower().startswith((b"<svg", b"<?xml", b"<!doctype")):
        raise _refused(_("An SVG file can carry a program. Save the logo as PNG or WebP."))
    try:
        kind, width, height = _measure(data)
    except (struct.error, IndexError, ValueError) as error:
        raise _refused(_("This is not a whole PNG or WebP picture.")) from error
    if not all(SHORTEST_SIDE <= side <= LONGEST_SIDE for side in (width, height)):
        raise _refused(
            _("The picture is %(width)d × %(height)d. Each side must be from 16 to 3000 pixels.")
            % {"width": width, "height": height}
        )
    return Picture(kind, data, width, height)


def _refused(message: str) -> ValidationError:
    return ValidationError({"logo": message})


def _measure(data: bytes) -> tuple[ImageKind, int, int]:
    if data.startswith(_PNG):
        return ImageKind.PNG, *_png(data)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return ImageKind.WEBP, *_webp(data)
    raise ValueError("neither PNG nor WebP")


def _png(data: bytes) -> tuple[int, int]:
    """Walk all chunks with their checksums; the last one must be the last byte."""
    place, names = len(_PNG), []
    while place < len(data):
        length, name = struct.unpack(">I4s", data[place : place + 8])
        body = data[place + 8 : place + 8 + length]
        (checksum,) = struct.unpack(">I", data[place + 8 + length : place + 12 + length])
        if checksum != zlib.crc32(name + body):
            raise ValueError("a chunk is damaged")
        names.append(name)
        place += 12 + length
    if names[0] != b"IHDR" or names[-1] != b"IEND" or b"IDAT" not in names:
        raise ValueError("chunks are missing")
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def _webp(data: bytes) -> tuple[int, int]:
    (length,) = struct.unpack("<I", data[4:8])
    if len(data) != length + 8 + (length % 2 and len(data) == length + 9):
        raise ValueError("the file is longer or shorter than it says")
    name = data[12:16]
    if name == b"VP8X":
        width, height = (int.from_bytes(data[i : i + 3], "little") + 1 for i in (24, 27))
        return width, height
    if name == b"VP8L" and data[20] == 0x2F:
        bits = int.from_bytes(data[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if name == b"VP8 " and data[23:26] == b"\x9d\x01\x2a":
        width, height = struct.unpack("<HH", data[26:30])
        return width & 0x3FFF, height & 0x3FFF
    raise ValueError("no picture in it")

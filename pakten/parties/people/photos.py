"""A person's picture: drawn anew, so that only what can be seen is kept."""

from __future__ import annotations

from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

LARGEST_FILE = 10 * 1024 * 1024
LARGEST_SIDE = 12_000  # pixels: more is refused before it is unpacked
# A JPEG is unpacked small at once; the others are unpacked whole, four bytes a pixel.
LARGEST_AREA = {"JPEG": LARGEST_SIDE**2, "PNG": 40_000_000, "WEBP": 40_000_000}
SIDE = 480
_FORMATS = ("JPEG", "PNG", "WEBP")


def draw_anew(file: File[bytes]) -> bytes:
    """A square JPEG of what the file shows, without place, time, camera or anything else in it."""
    if (file.size or 0) > LARGEST_FILE:
        raise ValidationError({"picture": _("The picture is too large. Choose one under 10 MB.")})
    try:
        with Image.open(file, formats=_FORMATS) as image:
            wide, high = image.size
            if max(wide, high) > LARGEST_SIDE or wide * high > LARGEST_AREA[image.format or "PNG"]:
                raise ValidationError(
                    {"picture": _("The picture is too large. Choose a smaller one.")}
                )
            return _square(image)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValidationError(
            {"picture": _("We cannot read this picture. Choose a JPG or PNG.")}
        ) from error


def _square(image: Image.Image) -> bytes:
    # made smaller before anything copies it: a phone's picture is a hundred times what we keep
    image.thumbnail((SIDE * 4, SIDE * 4))
    upright = ImageOps.exif_transpose(image)
    small = ImageOps.fit(upright.convert("RGB"), (SIDE, SIDE))
    out = BytesIO()
    small.save(out, "JPEG", quality=82, optimize=True)
    return out.getvalue()

"""Pictures for tests: with a place in them, or none at all."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

MAKE, PLACE = 0x010F, 0x8825


def make_picture(size: tuple[int, int] = (900, 600)) -> SimpleUploadedFile:
    """A JPEG that tells which camera took it."""
    image = Image.new("RGB", size, (200, 120, 40))
    exif = image.getexif()
    exif[MAKE] = "A camera"
    exif.get_ifd(PLACE)[1] = "N"
    out = BytesIO()
    image.save(out, "JPEG", exif=exif)
    return SimpleUploadedFile("me.jpg", out.getvalue(), "image/jpeg")

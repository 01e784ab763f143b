"""Small PDF documents for the tests of seals."""

from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from typing import Any

import typst
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from pakten.base.documents.seals import seal_pdf
from tests.factories.sealing import city_signer
from tests.factories.world import NOW

TEXT = b"""
#set document(title: "A letter", author: "The city")
#set text(lang: "sv", font: "Libertinus Serif")
#pdf.attach("letter.json", bytes("{}"), relationship: "data", mime-type: "application/json", description: "For machines")
= A letter
Hire four people.
"""


@cache
def paper() -> bytes:
    """A tagged page that nobody has sealed."""
    made: bytes = typst.compile(  # type: ignore[call-overload]
        {"main": TEXT},
        format="pdf",
        ignore_system_fonts=True,
        pdf_standards=["ua-1", "a-3a"],
        timestamp=datetime(2026, 11, 20, tzinfo=UTC),
    )
    return made


@cache
def sealed() -> bytes:
    """The same with the city's seal."""
    return seal(paper())


def seal(document: bytes, signer: Any = None, **options: Any) -> bytes:
    given = {"reason": "The signed letter", "place": "Exempelstaden", "at": NOW}
    return seal_pdf(document, signer or city_signer(), **{**given, **options})


def flipped(data: bytes, place: int, bits: int = 1) -> bytes:
    """The file with one byte changed."""
    changed = bytearray(data)
    changed[place] ^= bits
    return bytes(changed)


def root_of(data: bytes) -> Any:
    return PdfFileReader(BytesIO(data)).root


def with_new_title(data: bytes) -> bytes:
    """An incremental update that changes what the document says about itself."""
    writer = IncrementalPdfFileWriter(BytesIO(data))
    writer.root["/Lang"] = generic.TextStringObject("en")
    writer.update_root()
    return written(writer)


def with_annotation(data: bytes) -> bytes:
    """An incremental update that lays a box with other words over the page."""
    writer = IncrementalPdfFileWriter(BytesIO(data))
    name = generic.pdf_name
    box = generic.DictionaryObject(
        {
            name("/Type"): name("/Annot"),
            name("/Subtype"): name("/FreeText"),
            name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (50, 50, 500, 700))),
            name("/Contents"): generic.TextStringObject("Hire forty people."),
            name("/DA"): generic.TextStringObject("/Helv 12 Tf"),
        }
    )
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Annots"].append(writer.add_object(box))
    writer.update_container(page["/Annots"])
    return written(writer)


def with_other_page(data: bytes) -> bytes:
    """A shadow attack: the same objects again after the end, with another page content."""
    writer = IncrementalPdfFileWriter(BytesIO(data))
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b"BT ET"))
    writer.update_container(page)
    return written(writer)


def written(writer: IncrementalPdfFileWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()

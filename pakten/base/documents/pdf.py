"""PDF by Typst. Data goes in as JSON and is never pasted into markup, so nothing needs escaping."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst

from pakten.base.ui.text import RIGHT_TO_LEFT

HERE = Path(__file__).parent
FONTS = HERE / "fonts"
# Tagged and readable aloud (PDF/UA-1); Typst refuses to make the file otherwise.
STANDARD = ("ua-1",)
# To be kept for long, with files attached (PDF/A-3a beside PDF/UA-1).
ARCHIVE = ("ua-1", "a-3a")


def render_pdf(
    template: Path,
    data: Mapping[str, Any],
    lang: str,
    *,
    at: datetime,
    standards: Sequence[str] = STANDARD,
) -> bytes:
    """The document as a tagged PDF (PDF/UA-1).

    `template` is a Typst file that may `#import "frame.typ"` and reads `data` by
    `json(bytes(sys.inputs.data))`. `at` is the time of making that is written into the file.
    `data["attached"]`: {"name", "kind", "about", "content"} of a text file to go along inside;
    `data["foot_note"]`: a line under the foot of every page.
    Needs no network and no fonts of the machine. Raises `typst.TypstError` for a broken template.
    """
    made: bytes = typst.compile(  # type: ignore[call-overload]
        **_sources(template, data, lang),
        format="pdf",
        pdf_standards=list(standards),
        timestamp=at.astimezone(UTC).replace(microsecond=0),
    )
    return made


def render_pages(template: Path, data: Mapping[str, Any], lang: str, *, ppi: int) -> list[bytes]:
    """The same document page by page as PNG, to be looked at on a screen."""
    made = typst.compile(**_sources(template, data, lang), format="png", ppi=ppi)
    return made if isinstance(made, list) else [made]


def _sources(template: Path, data: Mapping[str, Any], lang: str) -> dict[str, Any]:
    """What Typst needs besides the format: the template beside the frame, the data, the fonts."""
    content = json.dumps({**data, "lang": lang, "rtl": lang in RIGHT_TO_LEFT}, ensure_ascii=False)
    beside = {each.name: each.read_bytes() for each in template.parent.glob("*.typ")}
    return {
        "input": {
            **beside,
            "main": template.read_bytes(),
            "frame.typ": (HERE / "frame.typ").read_bytes(),
        },
        "font_paths": [FONTS] if FONTS.exists() else [],
        "ignore_system_fonts": True,
        "sys_inputs": {"data": content},
    }


def render_drawing(template: Path, data: Mapping[str, Any], lang: str, *, form: str) -> bytes:
    """A single page as a picture, "svg" or "png", with letters drawn as shapes."""
    made = typst.compile(**_sources(template, data, lang), format=form, ppi=144)  # type: ignore[call-overload]
    return bytes(made[0] if isinstance(made, list) else made)

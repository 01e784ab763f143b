"""PDF by Typst. Data goes in as JSON and is never pasted into markup, so nothing needs escaping."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst

from pakten.base.ui.text import RIGHT_TO_LEFT

HERE = Path(__file__).parent
FONTS = HERE / "fonts"
# Tagged and readable aloud (PDF/UA-1); Typst refuses to make the file otherwise.
STANDARD = "ua-1"


def render_pdf(template: Path, data: Mapping[str, Any], lang: str, *, at: datetime) -> bytes:
    """The document as a tagged PDF (PDF/UA-1).

    `template` is a Typst file that may `#import "frame.typ"` and reads `data` by
    `json(bytes(sys.inputs.data))`. `at` is the time of making that is written into the file.
    Needs no network and no fonts of the machine. Raises `typst.TypstError` for a broken template.
    """
    content = json.dumps({**data, "lang": lang, "rtl": lang in RIGHT_TO_LEFT}, ensure_ascii=False)
    files = {"main": template.read_bytes(), "frame.typ": (HERE / "frame.typ").read_bytes()}
    made: bytes = typst.compile(  # type: ignore[call-overload]
        files,
        format="pdf",
        font_paths=[FONTS] if FONTS.exists() else [],
        ignore_system_fonts=True,
        sys_inputs={"data": content},
        pdf_standards=[STANDARD],
        timestamp=at.astimezone(UTC).replace(microsecond=0),
    )
    return made

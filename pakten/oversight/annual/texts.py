"""What people wrote, with the locked figures in place, as paragraphs for page and paper."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pakten.oversight.annual.inserts import Insert, filled
from pakten.oversight.annual.queries import Texts
from pakten.oversight.annual.states import Part

_LEAD = re.compile(r"\*([^*\n]{1,80})\*\s*")
_QUOTES = ("”", "“", '"', "«")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: `lead` begins it in bold (typed as *lead*), `quote` stands out."""

    text: str
    lead: str = ""
    quote: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """A part as it reads."""

    heading: str
    paragraphs: tuple[Paragraph, ...]
    alt: str

    @property
    def plain(self) -> str:
        return " ".join(f"{each.lead} {each.text}".strip() for each in self.paragraphs)


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Paragraphs are parted by an empty line."""
    return tuple(_paragraph(" ".join(p.split())) for p in re.split(r"\n\s*\n", text) if p.strip())


def _paragraph(text: str) -> Paragraph:
    if text.startswith(_QUOTES):
        return Paragraph(text, quote=True)
    lead = _LEAD.match(text)
    return Paragraph(text[lead.end() :], lead[1]) if lead else Paragraph(text)


def written(texts: Texts, part: Part, lang: str, inserts: Mapping[str, Insert]) -> Written:
    """One part in one language; empty where nobody has written it."""
    text = texts.get((part, lang))
    if text is None:
        return Written("", (), "")
    body = filled(text.body.replace("\r\n", "\n"), inserts)
    return Written(filled(text.heading, inserts), paragraphs(body), filled(text.alt, inserts))

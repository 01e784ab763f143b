"""Text that people write in more than one language."""

from __future__ import annotations

from django.utils.translation import get_language

FALLBACKS = ("sv", "en")
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
# A line break pasted from a slide is one of these, and XML holds none of them.
_NOT_IN_XML = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])


def fit_for_xml(document: str) -> str:
    """A feed, catalogue or picture without the characters that make all of it unreadable."""
    return document.translate(_NOT_IN_XML)


class LocalText(dict[str, str]):
    """One text in several languages: `{"sv": "Mentor", "en": "Mentor", "ar": "مرشد"}`.

    `str(text)` is the text in the active language, else Swedish, else English, else any that
    exists. `text.lang` says which language that was, for a `lang` attribute. `text.dir` is
    "rtl" or "ltr".
    """

    def __init__(self, value: dict[str, str] | str | None = None, **languages: str) -> None:
        given = {"sv": value} if isinstance(value, str) else dict(value or {})
        super().__init__({**given, **languages})

    @property
    def lang(self) -> str:
        """The language `str(self)` is in; the active one when there is no text at all."""
        active = (get_language() or FALLBACKS[0]).split("-")[0]
        for code in (active, *FALLBACKS, *sorted(self)):
            if self.get(code):
                return code
        return active

    @property
    def dir(self) -> str:
        """The writing direction of the language `str(self)` is in."""
        return "rtl" if self.lang in RIGHT_TO_LEFT else "ltr"

    @property
    def is_fallback(self) -> bool:
        """Whether the reader gets another language than the one they chose."""
        return bool(self) and self.lang != (get_language() or FALLBACKS[0]).split("-")[0]

    def __str__(self) -> str:
        return self.get(self.lang, "")

    def __bool__(self) -> bool:
        return any(self.values())


def ltr(text: str) -> str:
    """Digits that read from left to right also inside a right-to-left sentence (dates, phones)."""
    active = (get_language() or FALLBACKS[0]).split("-")[0]
    return f"\u2066{text}\u2069" if active in RIGHT_TO_LEFT and text else text

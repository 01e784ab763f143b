"""Countries by their ISO 3166 code, named in the reader's language (CLDR)."""

from functools import lru_cache

from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language, gettext

# Codes CLDR keeps that are no place to have studied or worked in.
_NOT_COUNTRIES = frozenset({"EU", "EZ", "UN", "ZZ", "XA", "XB", "QO", "AQ", "BV", "HM", "CP"})


@lru_cache(maxsize=16)
def _names(language: str) -> dict[str, str]:
    try:
        territories = Locale.parse(language.replace("-", "_")).territories
    except (UnknownLocaleError, ValueError):
        territories = Locale("en").territories
    names = {**Locale("en").territories, **territories}
    return {
        c: n for c, n in names.items() if len(c) == 2 and c.isalpha() and c not in _NOT_COUNTRIES
    }


def country_name(code: str) -> str:
    """What a country is called to the reader; empty for no country."""
    return _names(get_language() or "sv").get(code, code)


def country_choices() -> list[tuple[str, str]]:
    """All countries in the order of the reader's alphabet, after an empty one."""
    names = sorted(_names(get_language() or "sv").items(), key=lambda each: each[1].casefold())
    return [("", gettext("Choose")), *names]

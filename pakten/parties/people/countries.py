"""Countries and languages by their ISO codes, named in the reader's language (CLDR)."""

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


@lru_cache(maxsize=16)
def _languages(language: str) -> dict[str, str]:
    try:
        return dict(Locale.parse(language.replace("-", "_")).languages)
    except (UnknownLocaleError, ValueError):
        return {}


def language_name(key: str, otherwise: str) -> str:
    """What a language (`lang:ar`) is called to the reader; `otherwise` where CLDR does not tell."""
    name = _languages(get_language() or "sv").get(key.removeprefix("lang:"), otherwise)
    return name[:1].upper() + name[1:]

"""Kinds and origins of terms, and how their keys are made."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ConceptKind(models.TextChoices):
    """What a term names. The SSYK levels are Sweden's occupation groups, 2012 edition."""

    SSYK1 = "ssyk1", _("Occupation area")
    SSYK2 = "ssyk2", _("Main occupation group")
    SSYK3 = "ssyk3", _("Occupation minor group")
    SSYK4 = "ssyk4", _("Occupation group")
    OCCUPATION = "occupation", _("Occupation")
    SKILL = "skill", _("Skill")
    LANGUAGE = "language", _("Language")
    LICENCE = "licence", _("Driving licence")


class Origin(models.TextChoices):
    """Who words the label: our own short list, or an imported JobTech taxonomy."""

    OWN = "own", _("Own list")
    JOBTECH = "jobtech", _("JobTech taxonomy")


SSYK_KINDS = (ConceptKind.SSYK1, ConceptKind.SSYK2, ConceptKind.SSYK3, ConceptKind.SSYK4)


def ssyk_kind(code: str) -> ConceptKind:
    """The level of an SSYK code, which is its number of digits (1 to 4)."""
    return SSYK_KINDS[len(code) - 1]


def ssyk_key(code: str) -> str:
    """The key of an SSYK group; the same from the own list and from an import."""
    return f"ssyk:{code}"


def language_key(code: str) -> str:
    """The key of a language by its ISO 639 code (two letters where there is one, else three)."""
    return f"lang:{code.lower()}"


def licence_key(code: str) -> str:
    """The key of a driving licence class, e.g. `licence:CE`."""
    return f"licence:{code.upper()}"


def folded(*texts: str) -> str:
    """Text made ready for searching: lower case, one space between words, no line breaks or NUL."""
    return " ".join(" ".join(texts).replace("\x00", " ").casefold().split())


# The Swedish letters sort after z, in this order; "{|}" follow z in byte order.
_SWEDISH = str.maketrans(
    {"å": "{", "ä": "|", "ö": "}", "é": "e", "è": "e", "ü": "u", "æ": "|", "ø": "}"}
)


def sort_key(label: str) -> str:
    """A key whose byte order is Swedish alphabetical order, whatever the database's collation."""
    return folded(label).translate(_SWEDISH)

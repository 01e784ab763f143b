"""Letters, pledges and signatures; what is written around a draft; templates to begin from."""

from pakten.agreements.commitments.models.drafting import (
    LONGEST_COMMENT,
    Comment,
    LetterLook,
    LetterSnapshot,
)
from pakten.agreements.commitments.models.letters import (
    Letter,
    LetterLine,
    OfOrganisation,
    OfOrganisationQuerySet,
    Pledge,
    Signatory,
    Signature,
    in_force_on,
)
from pakten.agreements.commitments.models.templates import LetterTemplate, TemplateLine

__all__ = [
    "LONGEST_COMMENT",
    "Comment",
    "Letter",
    "LetterLine",
    "LetterLook",
    "LetterSnapshot",
    "LetterTemplate",
    "OfOrganisation",
    "OfOrganisationQuerySet",
    "Pledge",
    "Signatory",
    "Signature",
    "TemplateLine",
    "in_force_on",
]

"""The register: organisations, their people, their interest forms and the office's dialogue log.

What a member promised lies in `agreements.commitments`, the vetting itself in `parties.vetting`.
"""

from pakten.parties.organisations.models.contacts import Contact, ContactReview, Representative
from pakten.parties.organisations.models.dialogue import Talk
from pakten.parties.organisations.models.interest import Interest, InterestActivity
from pakten.parties.organisations.models.organisation import (
    ActiveDistrict,
    Organisation,
    OrganisationQuerySet,
    SwedishSortKey,
)

__all__ = [
    "ActiveDistrict",
    "Contact",
    "ContactReview",
    "Interest",
    "InterestActivity",
    "Organisation",
    "OrganisationQuerySet",
    "Representative",
    "SwedishSortKey",
    "Talk",
]

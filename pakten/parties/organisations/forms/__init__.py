"""Forms of the register."""

from pakten.parties.organisations.forms.contacts import ContactForm
from pakten.parties.organisations.forms.dialogue import TalkForm
from pakten.parties.organisations.forms.groups import GroupForm, LevelForm, LocalOfferForm
from pakten.parties.organisations.forms.interest import InterestAnswerForm
from pakten.parties.organisations.forms.register import (
    NewOrganisationForm,
    OrganisationForm,
    sector_choices,
)

__all__ = [
    "ContactForm",
    "GroupForm",
    "InterestAnswerForm",
    "LevelForm",
    "LocalOfferForm",
    "NewOrganisationForm",
    "OrganisationForm",
    "TalkForm",
    "sector_choices",
]

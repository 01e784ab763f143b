"""Every change in the register: who may, whether it is possible, and what is told."""

from pakten.parties.organisations.actions.contacts import (
    ContactDetails,
    add_contact,
    ask_all_contacts,
    ask_contacts,
    confirm_contacts,
    edit_contact,
    forget_contacts,
    remove_contact,
    replace_contact,
)
from pakten.parties.organisations.actions.dialogue import (
    TalkDetails,
    correct_talk,
    finish_step,
    write_talk,
)
from pakten.parties.organisations.actions.groups import (
    LocalOffer,
    choose_level,
    edit_local_offer,
    join_group,
    leave_group,
)
from pakten.parties.organisations.actions.interest import (
    MOST_FROM_ONE_ADDRESS,
    InterestAnswer,
    InterestForm,
    answer_interest,
    send_interest,
)
from pakten.parties.organisations.actions.locks import lock
from pakten.parties.organisations.actions.register import (
    OrganisationDetails,
    edit_organisation,
    move_stage,
    publish_organisation,
    register_organisation,
    withdraw_organisation,
)

__all__ = [
    "MOST_FROM_ONE_ADDRESS",
    "ContactDetails",
    "InterestAnswer",
    "InterestForm",
    "LocalOffer",
    "OrganisationDetails",
    "TalkDetails",
    "add_contact",
    "answer_interest",
    "ask_all_contacts",
    "ask_contacts",
    "choose_level",
    "confirm_contacts",
    "correct_talk",
    "edit_contact",
    "edit_local_offer",
    "edit_organisation",
    "finish_step",
    "forget_contacts",
    "join_group",
    "leave_group",
    "lock",
    "move_stage",
    "publish_organisation",
    "register_organisation",
    "remove_contact",
    "replace_contact",
    "send_interest",
    "withdraw_organisation",
    "write_talk",
]

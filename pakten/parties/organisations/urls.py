"""Addresses of the register's own pages. /organisations/ and a member's page are faces."""

from django.urls import path

from pakten.parties.organisations.views import contacts, dialogue, groups, interest, register

_HOUSE = "organisations/<int:pk>/"

urlpatterns = [
    path("organisations/new/", register.register_organisation, name="register_organisation"),
    path(f"{_HOUSE}edit/", register.edit_organisation, name="edit_organisation"),
    path(f"{_HOUSE}publish/", register.publish_organisation, name="publish_organisation"),
    path(f"{_HOUSE}withdraw/", register.withdraw_organisation, name="withdraw_organisation"),
    path(f"{_HOUSE}contacts/new/", contacts.add_contact, name="add_contact"),
    path(f"{_HOUSE}contacts/confirm/", contacts.confirm_contacts, name="confirm_contacts"),
    path("contacts/<int:pk>/edit/", contacts.edit_contact, name="edit_contact"),
    path("contacts/<int:pk>/replace/", contacts.replace_contact, name="replace_contact"),
    path("contacts/<int:pk>/remove/", contacts.remove_contact, name="remove_contact"),
    path(f"{_HOUSE}dialogue/", dialogue.see_dialogue, name="see_dialogue"),
    path(f"{_HOUSE}dialogue/new/", dialogue.write_talk, name="write_talk"),
    path("talks/<int:pk>/correct/", dialogue.correct_talk, name="correct_talk"),
    path("talks/<int:pk>/done/", dialogue.finish_step, name="finish_step"),
    path(f"{_HOUSE}group/", groups.join_group, name="join_group"),
    path(f"{_HOUSE}group/leave/", groups.leave_group, name="leave_group"),
    path(f"{_HOUSE}level/", groups.choose_level, name="choose_level"),
    path(f"{_HOUSE}local-offer/", groups.edit_local_offer, name="edit_local_offer"),
    path("local-offers/", groups.see_local_offers, name="see_local_offers"),
    path("interest/<int:pk>/", interest.see_interest, name="see_interest"),
    path("interest/<int:pk>/answer/", interest.answer_interest, name="answer_interest"),
]

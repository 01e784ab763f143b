"""Addresses of the looks and of the checklist."""

from django.urls import path

from pakten.parties.vetting.views import checklist, looks

_HOUSE = "organisations/<int:pk>/vetting/"

urlpatterns = [
    path(_HOUSE, looks.see_vetting, name="see_vetting"),
    path(f"{_HOUSE}begin/", looks.begin_vetting, name="begin_vetting"),
    path(f"{_HOUSE}withdraw/", looks.withdraw_approval, name="withdraw_approval"),
    path("looks/<int:pk>/answers/", looks.answer_checks, name="answer_checks"),
    path("looks/<int:pk>/decide/", looks.decide_vetting, name="decide_vetting"),
    path("checklist/", checklist.see_checklist, name="see_checklist"),
    path("checklist/new/", checklist.add_check, name="add_check"),
    path("checklist/<int:pk>/edit/", checklist.edit_check, name="edit_check"),
    path("checklist/<int:pk>/retire/", checklist.retire_check, name="retire_check"),
]

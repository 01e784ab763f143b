"""Home pages and the pages that mix domains."""

from django.urls import path

from pakten.faces.desk import (
    accounts,
    analysis,
    bulk,
    callbacks,
    caseload,
    catalogue,
    get_started,
    measures,
    member_page,
    participant_pages,
    person_page,
    register,
    search,
)
from pakten.faces.desk.homes import home, member

urlpatterns = [
    path("analysis/", analysis.explore_measures, name="explore_measures"),
    path("home/", home.see_home, name="see_home"),
    path("home/role/", home.switch_role, name="switch_role"),
    path("our-promises/", member.see_our_promises, name="see_our_promises"),
    path("me/profile/", participant_pages.see_own_profile, name="see_own_profile"),
    path("my-people/", caseload.see_caseload, name="see_caseload"),
    path("people/<int:pk>/", person_page.see_person, name="see_person"),
    path("organisations/", register.see_register, name="see_register"),
    path("organisations/chosen/change/", bulk.change_organisations, name="change_organisations"),
    path("organisations/chosen/write/", bulk.write_to_contacts, name="write_to_contacts"),
    path("organisations/chosen/vet/", bulk.vet_organisations, name="vet_organisations"),
    path("organisations/chosen/export/", bulk.export_chosen, name="export_chosen"),
    path("changes/<int:pk>/", bulk.see_change, name="see_change"),
    path("changes/<int:pk>/undo/", bulk.take_back_change, name="take_back_change"),
    path("organisations/<int:pk>/", member_page.see_organisation, name="see_organisation"),
    path("pact/catalogue/", catalogue.see_catalogue, name="see_catalogue"),
    path("pact/catalogue/next/", catalogue.edit_catalogue, name="edit_catalogue"),
    path("pact/measures/try/", measures.try_formula, name="try_formula"),
    path("get-started/", get_started.get_started, name="get_started"),
    path("search/", search.search, name="search"),
    path("accounts/", accounts.see_accounts, name="see_accounts"),
    path("accounts/invite/", accounts.invite, name="invite_account"),
    path("accounts/<slug:kind>/<int:pk>/end/", accounts.end, name="end_role"),
    path("callbacks/", callbacks.see_callbacks, name="see_callbacks"),
    path("callbacks/<int:pk>/answer/", callbacks.answer_callback, name="answer_callback"),
]

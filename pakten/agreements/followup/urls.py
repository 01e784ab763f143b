"""Addresses of check-ins, renewals and of how promises are kept."""

from django.urls import path

from pakten.agreements.followup.views import campaigns, keeping, linked, renewing, resting, sheets

_YEAR, _SHEET = "check-ins/<int:pk>", "sheets/<int:pk>"

urlpatterns = [
    path("check-ins/", campaigns.see_campaigns, name="see_campaigns"),
    path("check-ins/new/", campaigns.plan_campaign, name="plan_campaign"),
    path(f"{_YEAR}/", campaigns.see_campaign, name="see_campaign"),
    path(f"{_YEAR}/edit/", campaigns.edit_campaign, name="edit_campaign"),
    path(f"{_YEAR}/open/", campaigns.open_campaign, name="open_campaign"),
    path(f"{_YEAR}/fill/", campaigns.fill_campaign, name="fill_campaign"),
    path(f"{_YEAR}/remind/", campaigns.remind_check_ins, name="remind_check_ins"),
    path(f"{_YEAR}/close/", campaigns.close_campaign, name="close_campaign"),
    path("sheets/", sheets.our_check_ins, name="our_check_ins"),
    path(f"{_SHEET}/", sheets.see_check_in, name="see_check_in"),
    path(f"{_SHEET}/fill/", sheets.fill_check_in, name="fill_check_in"),
    path(f"{_SHEET}/refresh/", sheets.refresh_check_in, name="refresh_check_in"),
    path(f"{_SHEET}/send/", sheets.send_check_in, name="send_check_in"),
    path(f"{_SHEET}/agree/", sheets.agree_check_in, name="agree_check_in"),
    path(f"{_SHEET}/phone/", sheets.phone_check_in, name="phone_check_in"),
    path(f"{_SHEET}/object/", sheets.object_check_in, name="object_check_in"),
    path(f"{_SHEET}/reopen/", sheets.reopen_check_in, name="reopen_check_in"),
    path(f"{_SHEET}/close/", sheets.close_check_in, name="close_check_in"),
    path(
        f"{_SHEET}/links/<int:link_pk>/revoke/", linked.revoke_sheet_link, name="revoke_sheet_link"
    ),
    path("our-sheet/<str:link_token>/", linked.sheet_by_link, name="sheet_by_link"),
    path("our-sheet/<str:link_token>/object/", linked.object_by_link, name="object_by_link"),
    path("letters/<int:pk>/renew/", renewing.renew_letter, name="renew_letter"),
    path("keeping/", keeping.see_keeping, name="see_keeping"),
    path("keeping/ask/", keeping.ask_dormant, name="ask_dormant"),
    path("ways/<int:pk>/", resting.choose_way, name="choose_way"),
    path("organisations/<int:pk>/rest/", resting.rest_member, name="rest_member"),
    path("organisations/<int:pk>/wake/", resting.wake_member, name="wake_member"),
    path("organisations/<int:pk>/part/", resting.part_ways, name="part_ways"),
]

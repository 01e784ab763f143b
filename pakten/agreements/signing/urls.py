"""Addresses of signing."""

from django.urls import URLPattern, path

from pakten.agreements.signing.views import office, own, programme, tablets

_LETTER = "letters/<int:pk>/signing"
_ONE = f"{_LETTER}/<int:signatory_pk>"

urlpatterns: list[URLPattern] = [
    path(f"{_LETTER}/", office.see_signing, name="see_signing"),
    path(f"{_LETTER}/ask/", office.ask_for_signatures, name="ask_for_signatures"),
    path(f"{_LETTER}/remind/", office.remind_signatories, name="remind_signatories"),
    path(f"{_LETTER}/screen/", tablets.open_tablet, name="open_tablet"),
    path(f"{_ONE}/record/", office.sign_letter, name="sign_letter"),
    path(f"{_ONE}/revoke/", office.revoke_link, name="revoke_link"),
    path("letters/<int:pk>/sign/", own.sign_own_letter, name="sign_own_letter"),
    path("sign/<str:link_token>/", own.sign_by_link, name="sign_by_link"),
    path("sign/<str:link_token>/letter.pdf", own.print_by_link, name="print_by_link"),
    path("sign/<str:link_token>/no/", own.decline_by_link, name="decline_by_link"),
    path("screen/<str:tablet_token>/", tablets.sign_on_tablet, name="sign_on_tablet"),
    path("screen/<str:tablet_token>/leave/", tablets.close_tablet, name="close_tablet"),
    path("events/<int:pk>/programme/", programme.see_programme, name="see_programme"),
    path("events/<int:pk>/programme/edit/", programme.arrange_signing, name="arrange_signing"),
    path(
        "events/<int:pk>/programme/<int:item_pk>/note/", programme.note_not_signed,
        name="note_not_signed",
    ),
    path("events/<int:pk>/screen/", tablets.open_tablet_at, name="open_tablet_at"),
    path("events/<int:pk>/cards/", programme.see_cards, name="see_cards"),
    path("events/<int:pk>/cards.pdf", programme.print_cards, name="print_cards"),
]  # fmt: skip

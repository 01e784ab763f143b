"""The addresses of the room."""

from django.urls import path

from pakten.oversight.privacy.views import keeping, own, requests

urlpatterns = [
    path("me/data/", own.see_own_data, name="see_own_data"),
    path("me/data/visits/", own.see_looks, name="see_looks"),
    path("me/data/wrong/", own.ask_correction, name="ask_correction"),
    path("me/data/copy/<slug:form>/", own.take_copy, name="take_copy"),
    path("people/<int:pk>/remove/", requests.ask_erasure, name="ask_erasure"),
    path("people/<int:pk>/keep/", requests.cancel_erasure, name="cancel_erasure"),
    path("people/<int:pk>/share/", requests.share_person, name="share_person"),
    path("data-requests/", requests.see_erasures, name="see_erasures"),
    path(
        "data-requests/<int:correction_id>/answer/",
        requests.answer_correction,
        name="answer_correction",
    ),
    path("kept/", keeping.see_kept, name="see_kept"),
    path("pact/kept/", keeping.see_retention, name="see_retention"),
    path("pact/kept/terms/", keeping.edit_terms, name="edit_terms"),
]

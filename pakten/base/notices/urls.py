from django.urls import path

from pakten.base.notices.views import outbox, own, stopping

urlpatterns = [
    path("account/", own.see_account, name="see_account"),
    path("account/edit/", own.edit_account, name="edit_account"),
    path("account/notices/", own.choose_paces, name="choose_paces"),
    path("notices/", own.see_notices, name="see_notices"),
    path("notices/read/", own.read_notices, name="read_notices"),
    path("notices/digest/", own.see_digest, name="see_digest"),
    path("notices/stop/<str:stop>/", stopping.stop_topic, name="stop_topic"),
    path("outbox/", outbox.see_outbox, name="see_outbox"),
    path("outbox/notices/", outbox.see_told, name="see_told"),
]

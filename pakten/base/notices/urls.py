from django.urls import path

from pakten.base.notices import views

urlpatterns = [
    path("outbox/", views.see_outbox, name="see_outbox"),
    path("notices/stop/<str:token>/", views.stop_topic, name="stop_topic"),
]

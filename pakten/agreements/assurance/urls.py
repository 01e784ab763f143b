"""The addresses of the room."""

from django.urls import path

from pakten.agreements.assurance import views

urlpatterns = [
    path("samples/", views.see_samples, name="see_samples"),
    path("samples/settings/", views.edit_sampling, name="edit_sampling"),
    path("samples/<int:pk>/answer/", views.answer_sample, name="answer_sample"),
    path("samples/<int:pk>/mend/", views.mend_sample, name="mend_sample"),
    path("checks/<str:sample_token>/", views.answer_by_link, name="answer_by_link"),
]

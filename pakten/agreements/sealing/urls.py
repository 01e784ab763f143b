"""Addresses of sealed letters."""

from django.urls import path

from pakten.agreements.sealing import views

urlpatterns = [
    path("verify/", views.verify_letter, name="verify_letter"),
    path("letters/<int:pk>/letter.pdf", views.print_letter, name="print_letter"),
    path(
        "letters/<int:pk>/sealed/<slug:language>/",
        views.see_sealed_letter,
        name="see_sealed_letter",
    ),
]

"""The addresses of the room."""

from django.urls import path

from pakten.oversight.analysis import views

urlpatterns = [
    path("analysis/conversion/", views.see_conversion, name="see_conversion"),
]

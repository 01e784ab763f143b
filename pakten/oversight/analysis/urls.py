"""The addresses of the room."""

from django.urls import path

from pakten.oversight.analysis import views

urlpatterns = [
    path("analysis/", views.explore_measures, name="explore_measures"),
    path("analysis/conversion/", views.see_conversion, name="see_conversion"),
]

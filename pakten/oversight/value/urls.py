"""The addresses of the model, and of its public page."""

from django.urls import URLPattern, path

from pakten.oversight.value import views

urlpatterns: list[URLPattern] = [
    path("results/value/", views.results_value, name="results_value"),
    path("results/value.csv", views.results_value_file, name="results_value_file"),
    path("values/", views.see_values, name="see_values"),
    path("values/draft/", views.draft_values, name="draft_values"),
    path("values/<int:value_model_id>/edit/", views.edit_values, name="edit_values"),
    path("values/<int:value_model_id>/add/", views.add_unit_value, name="add_unit_value"),
    path("values/<int:value_model_id>/publish/", views.publish_values, name="publish_values"),
    path("values/<int:value_model_id>/withdraw/", views.withdraw_values, name="withdraw_values"),
    path("values/units/<int:unit_value_id>/", views.edit_unit_value, name="edit_unit_value"),
    path(
        "values/units/<int:unit_value_id>/remove/",
        views.remove_unit_value,
        name="remove_unit_value",
    ),
]

"""Addresses of imports."""

from django.urls import path

from pakten.parties.imports import views

urlpatterns = [
    path("imports/", views.import_organisations, name="import_organisations"),
    path("imports/template/", views.see_import_template, name="see_import_template"),
    path("imports/<int:pk>/", views.see_register_import, name="see_register_import"),
    path("imports/<int:pk>/columns/", views.map_columns, name="map_columns"),
    path("imports/<int:pk>/rows/", views.see_import_rows, name="see_import_rows"),
    path("imports/<int:pk>/rows/<int:row_number>/", views.mend_row, name="mend_row"),
    path("imports/<int:pk>/check/", views.check_again, name="check_again"),
    path("imports/<int:pk>/run/", views.carry_out_import, name="carry_out_import"),
    path("imports/<int:pk>/stop/", views.stop_import, name="stop_import"),
    path("imports/<int:pk>/undo/", views.take_back_import, name="take_back_import"),
    path("imports/<int:pk>/discard/", views.discard_import, name="discard_import"),
]

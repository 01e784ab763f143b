from django.urls import path

from pakten.agreements.results import views

urlpatterns = [
    path("outcomes/", views.see_outcomes, name="see_outcomes"),
    path("outcomes/readings/", views.see_readings, name="see_readings"),
    path("outcomes/<int:pk>/reverse/", views.reverse_outcome, name="reverse_outcome"),
    path("outcomes/<int:pk>/move/", views.move_outcome, name="move_outcome"),
    path("promises/<int:pk>/record/", views.record_outcome, name="record_outcome"),
]

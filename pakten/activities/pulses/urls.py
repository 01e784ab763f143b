"""The addresses of the room."""

from django.urls import path

from pakten.activities.pulses.views import links, placement

urlpatterns = [
    path("placements/<int:placement_id>/", placement.see_placement, name="see_placement"),
    path(
        "placements/<int:placement_id>/supervisor/",
        placement.edit_supervision,
        name="edit_supervision",
    ),
    path("placements/<int:placement_id>/week/", placement.answer_pulse, name="answer_pulse"),
    path(
        "placements/<int:placement_id>/after/<int:months>/link/",
        placement.send_follow_up,
        name="send_follow_up",
    ),
    path("placements/waiting/", placement.see_pulses, name="see_pulses"),
    path("weeks/<int:pulse_id>/called/", placement.note_call, name="note_call"),
    path("week/<str:link_token>/", links.pulse_by_link, name="pulse_by_link"),
    path("week/<str:link_token>/stop/", links.stop_pulses, name="stop_pulses"),
    path("how-it-goes/<str:link_token>/", links.follow_up_by_link, name="follow_up_by_link"),
]

from django.urls import path

from pakten.activities.opportunities.views import (
    imports,
    moves,
    openings,
    placements,
    replies,
    shortlist,
)

urlpatterns = [
    path("openings/", openings.see_openings, name="see_openings"),
    path("openings/new/", openings.post_opening, name="post_opening"),
    path("openings/import/", imports.import_ads, name="import_ads"),
    path("openings/import/<int:batch_id>/", imports.see_import, name="see_import"),
    path("openings/import/<int:batch_id>/undo/", imports.undo_import, name="undo_import"),
    path("openings/terms/", openings.search_terms, name="search_terms"),
    path("openings/<int:opening_id>/", openings.see_opening, name="see_opening"),
    path("openings/<int:opening_id>/edit/", openings.edit_opening, name="edit_opening"),
    path("openings/<int:opening_id>/close/", openings.close_opening, name="close_opening"),
    path("openings/<int:opening_id>/held/", openings.hold_opening, name="hold_opening"),
    path("openings/<int:opening_id>/people/", shortlist.see_shortlist, name="see_shortlist"),
    path(
        "openings/<int:opening_id>/propose/", shortlist.propose_placement, name="propose_placement"
    ),
    path("placements/", placements.see_placements, name="see_placements"),
    path("placements/replies/", replies.see_replies, name="see_replies"),
    path("placements/<int:placement_id>/", placements.see_placement, name="see_placement"),
    path("placements/<int:placement_id>/yes/", moves.accept_proposal, name="accept_proposal"),
    path("placements/<int:placement_id>/no/", moves.decline_proposal, name="decline_proposal"),
    path("placements/<int:placement_id>/present/", moves.present_person, name="present_person"),
    path(
        "placements/<int:placement_id>/answer/",
        moves.answer_presentation,
        name="answer_presentation",
    ),
    path("placements/<int:placement_id>/agree/", moves.agree_placement, name="agree_placement"),
    path("placements/<int:placement_id>/start/", moves.start_placement, name="start_placement"),
    path(
        "placements/<int:placement_id>/after/<int:months>/",
        moves.follow_up_placement,
        name="follow_up_placement",
    ),
    path("placements/<int:placement_id>/end/", moves.end_placement, name="end_placement"),
]

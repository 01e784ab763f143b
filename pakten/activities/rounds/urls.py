"""The addresses of the room."""

from django.urls import path

from pakten.activities.rounds.views import pairs, publishing, rounds

urlpatterns = [
    path("rounds/", rounds.see_rounds, name="see_rounds"),
    path("rounds/new/", rounds.draft_round, name="draft_round"),
    path("rounds/<int:round_id>/", rounds.see_round, name="see_round"),
    path("rounds/<int:round_id>/proof/", rounds.see_proof, name="see_proof"),
    path("rounds/<int:round_id>/count/", rounds.count_round, name="count_round"),
    path("rounds/<int:round_id>/discard/", rounds.discard_round, name="discard_round"),
    path("rounds/<int:round_id>/lift/", pairs.lift_group, name="lift_group"),
    path("rounds/<int:round_id>/publish/", publishing.publish_round, name="publish_round"),
    path("rounds/pairs/<int:round_pair_id>/lock/", pairs.lock_pair, name="lock_pair"),
    path("rounds/pairs/<int:round_pair_id>/veto/", pairs.veto_pair, name="veto_pair"),
    path("rounds/pairs/<int:round_pair_id>/release/", pairs.release_pair, name="release_pair"),
]

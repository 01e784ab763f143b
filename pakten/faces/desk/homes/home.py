"""The home page, one per role."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from pakten.base.access import Denied, Role, Verb
from pakten.base.access.views import needs
from pakten.faces.desk.homes.coordinator import coordinator_home
from pakten.faces.desk.homes.counsellor import counsellor_home
from pakten.faces.desk.homes.member import member_home
from pakten.faces.desk.homes.office import (
    admin_home,
    analyst_home,
    board_home,
    mentor_home,
    procurement_home,
)
from pakten.faces.desk.participant_pages import participant_home
from pakten.parties.pacts.http import CHOSEN_ROLE, PactRequest, acting_role

HOMES: dict[Role, Callable[[PactRequest], HttpResponse]] = {
    Role.COORDINATOR: coordinator_home,
    Role.MEMBER: member_home,
    Role.MENTOR: mentor_home,
    Role.PARTICIPANT: participant_home,
    Role.COUNSELLOR: counsellor_home,
    Role.PROCUREMENT: procurement_home,
    Role.BOARD: board_home,
    Role.ANALYST: analyst_home,
    Role.ADMIN: admin_home,
}


@needs(Verb.SEE_HOME)
def see_home(request: PactRequest) -> HttpResponse:
    """What waits for the one who signed in, in the role they act in."""
    role = acting_role(request)
    if role is None:
        raise Denied(Verb.SEE_HOME.value)
    return HOMES[role](request)


@needs(Verb.SEE_HOME)
@require_POST
def switch_role(request: PactRequest) -> HttpResponse:
    """Act in another of the roles held. No verb is gained or lost by it."""
    chosen = request.POST.get("role", "")
    if chosen in request.actor.roles():
        request.session[CHOSEN_ROLE] = chosen
    return redirect("see_home")

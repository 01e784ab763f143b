"""Seven steps from an empty pact to the first signed letter, each with its state from the data."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pakten.agreements.commitments.models import Letter
from pakten.base.access import Verb
from pakten.base.access.views import needs
from pakten.parties.organisations.models import Organisation
from pakten.parties.pacts.http import PactRequest
from pakten.parties.pacts.models import Activity, CitySignatory, Measure, Staff

DONE, NOW, NEXT = "done", "now", "next"


@dataclass(frozen=True, slots=True)
class Way:
    """A button of a step: who may, where to, in which words."""

    verb: Verb
    url_name: str
    label: str | Promise


@dataclass(frozen=True, slots=True)
class Step:
    """A step: what, whether it is done, what has been done, how long it takes, where to do it."""

    title: str
    is_done: bool
    note: str
    takes: str
    ways: tuple[Way, ...]
    state: str = NEXT

    @property
    def links(self) -> list[tuple[str, str | Promise]]:
        return [(reverse(way.url_name), way.label) for way in self.ways]

    @property
    def first_link(self) -> str:
        """Where a step that is done can be changed; "" for those who may not."""
        return self.links[0][0] if self.links else ""


def _city(request: PactRequest) -> Step:
    pact = request.pact
    done = bool(pact.purpose and pact.email)
    note = _("Name, purpose, ways to reach the office, languages, colour and logo")
    ways = (
        Way(Verb.SHAPE_PACT, "shape_pact", gettext_lazy("Write name and purpose")),
        Way(Verb.SHAPE_PACT, "edit_look", gettext_lazy("Choose colour and logo")),
    )
    return Step(_("Set up the city"), done, note, _("about 10 minutes"), ways)


def _catalogue(request: PactRequest) -> Step:
    today = timezone.localdate()
    activities = Activity.objects.on(today).filter(pact=request.pact).count()
    measures = Measure.objects.on(today).filter(pact=request.pact).count()
    note = ngettext(
        "%(n)d activity, %(measures)d things that can be promised",
        "%(n)d activities, %(measures)d things that can be promised",
        activities,
    ) % {"n": activities, "measures": measures}
    ways = (Way(Verb.EDIT_CATALOGUE, "see_catalogue", gettext_lazy("Shape the catalogue")),)
    done = activities > 0 and measures > 0
    if not done:
        note = _("Begin with the example’s catalogue or with your own activities")
    return Step(_("Shape the pact"), done, note, _("about 10 minutes"), ways)


def _colleagues(request: PactRequest) -> Step:
    rows = Staff.objects.filter(pact=request.pact, ended_on__isnull=True)
    number = rows.order_by().values("account").distinct().count()
    note = ngettext("%(n)d person has a role", "%(n)d persons have a role", number) % {"n": number}
    ways = (Way(Verb.INVITE_ACCOUNT, "invite_account", gettext_lazy("Invite a colleague")),)
    return Step(_("Invite colleagues"), number > 1, note, _("about 5 minutes"), ways)


def _members(request: PactRequest) -> Step:
    number = Organisation.objects.filter(pact=request.pact).count()
    note = ngettext(
        "%(n)d organisation in the register", "%(n)d organisations in the register", number
    ) % {"n": number}
    if not number:
        note = _("Those you know already are enough. A list in Excel will do as it is.")
    ways = (
        Way(Verb.REGISTER_ORGANISATION, "import_organisations", gettext_lazy("Read a file")),
        Way(Verb.REGISTER_ORGANISATION, "register_organisation", gettext_lazy("Type in a member")),
    )
    return Step(_("Bring in the members"), number > 0, note, _("about 15 minutes"), ways)


def _draft(request: PactRequest) -> Step:
    done = Letter.objects.filter(pact=request.pact).exists()
    note = _("Choose a member and activities. The promises are worded already.")
    ways = (Way(Verb.DRAFT_LETTER, "see_register", gettext_lazy("Choose a member")),)
    return Step(_("Write the first draft"), done, note, _("about 20 minutes"), ways)


def _signatories(request: PactRequest) -> Step:
    rows = CitySignatory.objects.on(timezone.localdate()).filter(pact=request.pact)
    names = [each.name for each in rows]
    note = ", ".join(names) or _("One from the city, one or two from the member")
    ways = (Way(Verb.SHAPE_PACT, "see_city_signatories", gettext_lazy("Name who signs")),)
    return Step(_("Choose who signs"), bool(names), note, _("about 5 minutes"), ways)


def _signature(request: PactRequest) -> Step:
    done = Letter.objects.filter(pact=request.pact, active_from__isnull=False).exists()
    note = _("On the spot on a tablet, or each by a link of their own")
    ways = (Way(Verb.SIGN_LETTER, "see_letters", gettext_lazy("See the letters")),)
    return Step(_("Sign"), done, note, _("when you like"), ways)


STEPS: tuple[Callable[[PactRequest], Step], ...] = (
    _city, _catalogue, _colleagues, _members, _draft, _signatories, _signature,
)  # fmt: skip


def steps_of(request: PactRequest) -> list[Step]:
    """The steps with their states: what is done, the first that is not, the rest."""
    steps = [make(request) for make in STEPS]
    first = next((n for n, step in enumerate(steps) if not step.is_done), None)
    return [
        replace(
            step,
            state=DONE if step.is_done else NOW if n == first else NEXT,
            ways=tuple(way for way in step.ways if request.actor.holds(way.verb)),
        )
        for n, step in enumerate(steps)
    ]


@needs(Verb.EDIT_CATALOGUE)
def get_started(request: PactRequest) -> HttpResponse:
    """The way to the first signature."""
    steps = steps_of(request)
    left = sum(not step.is_done for step in steps)
    context = {"steps": steps, "left": left, "done": len(steps) - left}
    return render(request, "desk/get_started.html", context)

"""The open pages. Nothing here needs an account, and nothing here writes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pakten.base.access.views import open_to_all
from pakten.base.ui.listing import Filter, Listing
from pakten.faces.public import queries
from pakten.oversight.reports import queries as reports
from pakten.oversight.reports.pictures import cumulative
from pakten.parties.organisations.queries import active_in_district, speaking
from pakten.parties.organisations.states import SPOKEN_LANGUAGES, Kind
from pakten.parties.pacts.http import PactRequest
from pakten.parties.pacts.models import CooperationForm, District, Goal


@open_to_all
def home(request: PactRequest) -> HttpResponse:
    """What the pact is, what it has achieved, and the doors in."""
    today = timezone.localdate()
    members = reports.members_in_force(today)
    figures = reports.headline_figures(today, request.pact.smallest_group)
    # Old and new members side by side: every so many of those in order of age.
    step = max(members.in_force // queries.HOME_MEMBERS, 1)
    sample = queries.public_members().order_by("-member_since", "sort_key")[::step]
    context = {
        "today": today,
        "members": members,
        "activities": reports.activities_with_members(today),
        "sample": queries.member_cards(sample[: queries.HOME_MEMBERS], today),
        "figures": figures,
        "chart": cumulative(figures.lead) if figures.lead else None,
    }
    return render(request, "public/home.html", context)


@open_to_all
def activities(request: PactRequest) -> HttpResponse:
    """The ways to take part."""
    shown = reports.activities_with_members(timezone.localdate())
    return render(request, "public/activities.html", {"activities": shown})


@open_to_all
def activity(request: PactRequest, code: str) -> HttpResponse:
    """One way to take part: what the member does, what the city does, what came of it."""
    today = timezone.localdate()
    shown = get_object_or_404(queries.activities_in_force(today), code=code)
    forms = list(CooperationForm.objects.on(today).filter(activity=shown))
    figures = reports.public_figures(today, request.pact.smallest_group)
    context = {
        "activity": shown,
        "from_member": [form for form in forms if not form.from_city],
        "from_city": [form for form in forms if form.from_city],
        "lines": [line for line in figures.lines if line.measure.activity_id == shown.pk],
        "today": today,
        "members": queries.in_activity(queries.public_members(), code).order_by("sort_key")[:12],
    }
    return render(request, "public/activity.html", context)


@open_to_all
def members(request: PactRequest) -> HttpResponse:
    """The members that are shown, with search and filters."""
    today = timezone.localdate()
    offered = [(each.code, each.name) for each in queries.activities_in_force(today)]
    areas = [(each.pk, each.name) for each in District.objects.on(today)]
    listing = Listing(
        request.GET,
        queries.public_members(),
        search=("name", "offers_locally__sv", "offers_locally__en"),
        filters=(
            Filter("activity", _("Activity"), offered, apply=queries.in_activity),
            Filter("kind", _("Kind of organisation"), Kind.choices),
            Filter("area", _("District"), areas, apply=active_in_district),
            Filter("language", _("Language"), SPOKEN_LANGUAGES, apply=speaking),
        ),
        sorts={"name": ("sort_key",), "new": ("-member_since", "sort_key")},
        default_sort="name",
        per_page=20,
    )
    cards = queries.member_cards(listing.rows, today)
    return render(request, "public/members.html", {"listing": listing, "cards": cards})


@open_to_all
def member(request: PactRequest, organisation_id: int) -> HttpResponse:
    """A member: what it promises, what the city promises it, and what was kept."""
    house = get_object_or_404(queries.public_members(), pk=organisation_id)
    today = timezone.localdate()
    context = {
        "page": queries.member_page(house, today),
        "house": house,
        "group": queries.public_group(house),
        "today": today,
    }
    return render(request, "public/member.html", context)


@open_to_all
def about(request: PactRequest) -> HttpResponse:
    """How the pact works, from interest to result."""
    return render(request, "public/about.html", {"goals": Goal.objects.all()})


@open_to_all
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about whom, why, and for how long."""
    return render(request, "public/privacy.html")


@open_to_all
def accessibility(request: HttpRequest) -> HttpResponse:
    """How accessible the site is and whom to tell."""
    return render(request, "public/accessibility.html")

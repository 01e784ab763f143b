"""Pages of target groups, districts and excluded sectors: which version was valid when."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.base.access import Verb, may
from pakten.base.access.views import needs
from pakten.parties.pacts.actions import shape
from pakten.parties.pacts.forms.base import LastDayForm, next_year
from pakten.parties.pacts.forms.shape import (
    DistrictForm,
    GroupForm,
    MergeForm,
    SectorForm,
    begins_initial,
)
from pakten.parties.pacts.http import PactRequest
from pakten.parties.pacts.models import District, ExcludedSector, TargetGroup
from pakten.parties.pacts.queries.overview import lineages
from pakten.parties.pacts.views.base import change, of_pact
from pakten.parties.pacts.views.shape import shaping


@needs(Verb.SEE_PACT)
def see_groups(request: PactRequest) -> HttpResponse:
    """The target groups with their versions."""
    context = {
        "lineages": lineages(TargetGroup.objects.filter(pact=request.pact)),
        "today": timezone.localdate(),
        "may_shape": may(request.actor, Verb.SHAPE_PACT, request.pact),
    }
    return render(request, "pacts/see_groups.html", context)


@needs(Verb.SHAPE_PACT)
def add_group(request: PactRequest) -> HttpResponse:
    """A new target group."""
    initial = {"begins": timezone.localdate()}
    form = GroupForm(request.pact, request.POST or None, initial=initial)
    title, said = _("Add a target group"), _("The target group is added.")
    return change(
        request,
        form,
        shaping(title, title, said, back="see_groups"),
        lambda: shape.add_group(request.pact, form.added(), by=request.actor, at=timezone.now()),
    )


@needs(Verb.SHAPE_PACT)
def adapt_group(request: PactRequest, group: int) -> HttpResponse:
    """Another definition, from a day."""
    row, today = of_pact(request, TargetGroup, group), timezone.localdate()
    initial = begins_initial(row, GroupForm, request.pact.languages, next_year(today))
    form = GroupForm(request.pact, request.POST or None, initial=initial)
    title = _("Change “%(name)s” from a day") % {"name": row.name}
    lead = _("This makes a new version. Figures of before stay as they were counted.")
    page = shaping(
        title, _("Save the new version"), _("The new version is kept."), lead, "see_groups"
    )
    return change(
        request,
        form,
        page,
        lambda: shape.adapt_group(
            row,
            form.written(row),
            form.cleaned_data["begins"],
            by=request.actor,
            at=timezone.now(),
        ),
    )


@needs(Verb.SHAPE_PACT)
def retire_group(request: PactRequest, group: int) -> HttpResponse:
    """A last day for a target group."""
    row, form = of_pact(request, TargetGroup, group), LastDayForm(request.POST or None)
    title = _("Retire “%(name)s”") % {"name": row.name}
    lead = _("Nobody new is counted in it after its last day. Those counted stay counted.")
    page = shaping(title, _("Retire the target group"), _("It has a last day."), lead, "see_groups")
    return change(
        request,
        form,
        page,
        lambda: shape.retire_group(
            row, form.cleaned_data["last_day"], by=request.actor, at=timezone.now()
        ),
    )


@needs(Verb.SEE_PACT)
def see_districts(request: PactRequest) -> HttpResponse:
    """The districts of today, with those that became them."""
    context = {
        "lineages": lineages(District.objects.filter(pact=request.pact)),
        "today": timezone.localdate(),
        "may_shape": may(request.actor, Verb.SHAPE_PACT, request.pact),
    }
    return render(request, "pacts/see_districts.html", context)


@needs(Verb.SHAPE_PACT)
def add_district(request: PactRequest) -> HttpResponse:
    """A new district."""
    form = DistrictForm(request.POST or None)
    title, said = _("Add a district"), _("The district is added.")
    return change(
        request,
        form,
        shaping(title, title, said, back="see_districts"),
        lambda: shape.add_district(
            request.pact, **form.cleaned_data, by=request.actor, at=timezone.now()
        ),
    )


@needs(Verb.SHAPE_PACT)
def merge_district(request: PactRequest, district: int) -> HttpResponse:
    """A district becomes part of another."""
    row, today = of_pact(request, District, district), timezone.localdate()
    form = MergeForm(row, request.POST or None, initial={"begins": next_year(today)})
    title = _("Merge %(name)s into another district") % {"name": row.name}
    lead = _("Members and participants of before stay where they were; new ones get the new one.")
    page = shaping(title, _("Merge"), _("The districts merge."), lead, "see_districts")
    return change(
        request,
        form,
        page,
        lambda: shape.merge_district(row, **form.cleaned_data, by=request.actor, at=timezone.now()),
    )


@needs(Verb.SHAPE_PACT)
def retire_district(request: PactRequest, district: int) -> HttpResponse:
    """A last day for a district."""
    row, form = of_pact(request, District, district), LastDayForm(request.POST or None)
    title = _("Retire “%(name)s”") % {"name": row.name}
    page = shaping(title, _("Retire the district"), _("It has a last day."), "", "see_districts")
    return change(
        request,
        form,
        page,
        lambda: shape.retire_district(
            row, form.cleaned_data["last_day"], by=request.actor, at=timezone.now()
        ),
    )


@needs(Verb.SEE_PACT)
def see_sectors(request: PactRequest) -> HttpResponse:
    """The trades that cannot take part, now and before."""
    context = {
        "rows": ExcludedSector.objects.filter(pact=request.pact).order_by("sector", "id"),
        "today": timezone.localdate(),
        "may_shape": may(request.actor, Verb.SHAPE_PACT, request.pact),
    }
    return render(request, "pacts/see_sectors.html", context)


@needs(Verb.SHAPE_PACT)
def exclude_sector(request: PactRequest) -> HttpResponse:
    """A trade that cannot take part."""
    form = SectorForm(request.pact, request.POST or None)
    title, said = _("Exclude a sector"), _("The sector is excluded.")
    lead = _("Members that have a letter keep it until it ends.")
    return change(
        request,
        form,
        shaping(title, title, said, lead, "see_sectors"),
        lambda: shape.exclude_sector(
            request.pact,
            form.cleaned_data["sector"],
            form.written()["reason"],
            form.cleaned_data["begins"],
            by=request.actor,
            at=timezone.now(),
        ),
    )


@needs(Verb.SHAPE_PACT)
def allow_sector(request: PactRequest, sector: int) -> HttpResponse:
    """A last day for an exclusion."""
    row, today = of_pact(request, ExcludedSector, sector), timezone.localdate()
    form = LastDayForm(request.POST or None, initial={"last_day": today})
    form.fields["last_day"].help_text = _("From the day after, they can take part again.")
    title = _("Let “%(name)s” take part again") % {"name": row.name}
    page = shaping(title, _("Save"), _("The exclusion has a last day."), "", "see_sectors")
    return change(
        request,
        form,
        page,
        lambda: shape.allow_sector(
            row, form.cleaned_data["last_day"], by=request.actor, at=timezone.now()
        ),
    )

"""The list of templates and its export."""

from typing import Any

from django.db.models import Count, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.agreements.commitments.models import LetterTemplate
from pakten.base.ui.exports import Column
from pakten.base.ui.listing import Filter, Listing
from pakten.parties.organisations.states import Kind
from pakten.parties.pacts.http import PactRequest


def template_list(request: PactRequest) -> tuple[Listing[LetterTemplate], tuple[Column, ...]]:
    """Every template of the pact with how much it proposes."""
    today = timezone.localdate()

    def by_use(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        used = LetterTemplate.objects.on(today).values("pk")
        return rows.filter(pk__in=used) if value == "yes" else rows.exclude(pk__in=used)

    mine = LetterTemplate.objects.filter(pact=request.pact)
    rows: QuerySet[LetterTemplate] = mine.annotate(line_count=Count("lines"))
    listing = Listing(
        request.GET,
        rows,
        search=("name__sv", "name__en", "about"),
        filters=(
            Filter("kind", _("Kind of member"), Kind.choices),
            Filter(
                "used", _("In use"), [("yes", _("In use")), ("no", _("Not in use"))], apply=by_use
            ),
        ),
        sorts={
            "order": ("position", "pk"),
            "kind": ("kind", "position"),
            "changed": ("changed_at",),
        },
        default_sort="order",
    )
    columns = (
        Column(_("Template"), "name"),
        Column(_("Kind of member"), "get_kind_display"),
        Column(_("Employees from"), "smallest"),
        Column(_("Employees to"), "largest"),
        Column(_("Proposals"), "line_count"),
        Column(_("Version"), "version"),
        Column(_("Used to"), "valid_to"),
    )
    for row in listing.rows:
        row.is_used = (row.valid_from or today) <= today <= (row.valid_to or today)  # type: ignore[attr-defined]
    return listing, columns

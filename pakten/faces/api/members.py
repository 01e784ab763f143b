"""The members as a file: only those the public pages show, and only what these say of them."""

from collections import defaultdict
from collections.abc import Iterable

from django.utils.translation import gettext as _

from pakten.agreements.commitments.models import LetterLine, in_force_on
from pakten.agreements.commitments.states import Party
from pakten.faces.api.asking import Asked
from pakten.faces.api.tables import Field, Row, Table
from pakten.oversight.reports.figures import Kept
from pakten.oversight.reports.promises import due_pledges, kept_by_member
from pakten.parties.organisations.models import Organisation

NONE = Kept(0, 0)


def member_fields() -> list[Field]:
    """The columns of the file of members."""
    return [
        Field("id", _("Number here"), _("Stays the same as long as the member does.")),
        Field("name", _("Name")),
        Field("kind", _("Kind, as a code")),
        Field("kind_label", _("Kind of organisation")),
        Field("district", _("District")),
        Field("employees", _("Employees"), datatype="integer"),
        Field("level", _("Level of engagement")),
        Field("member_since", _("Member since, the year"), datatype="integer"),
        Field(
            "activities",
            _("Activities"),
            _("Codes of the activities it takes part in, with | between them in CSV."),
        ),
        Field("promises_due", _("Promises due, last 24 months"), datatype="integer"),
        Field("promises_kept", _("Of them kept"), datatype="integer"),
        Field("website", _("Website"), datatype="anyURI"),
        Field("page", _("The member’s page here"), datatype="anyURI"),
    ]


def members_table(asked: Asked) -> Table:
    """Every member that is shown. Three queries, however many."""
    houses = list(Organisation.objects.public().select_related("district"))
    return Table(
        name="members",
        title=_("Members of the pact"),
        fields=member_fields(),
        rows=member_rows(houses, asked),
        updated=asked.updated,
        source=asked.source,
        notes=[_("Members that have been looked at by the city and have a letter in force.")],
    )


def member_rows(houses: Iterable[Organisation], asked: Asked) -> list[Row]:
    """What is told of some members. Two queries."""
    houses = list(houses)
    ids = [house.pk for house in houses]
    activities, kept = _activities(ids, asked), kept_by_member(ids, asked.today)
    return [
        {
            "id": house.pk,
            "name": house.name,
            "kind": house.kind,
            "kind_label": house.get_kind_display(),
            "district": str(house.district.name) if house.district else None,
            "employees": house.employees,
            "level": house.level or None,
            "member_since": house.member_since.year if house.member_since else None,
            "activities": activities[house.pk],
            "promises_due": kept.get(house.pk, NONE).due,
            "promises_kept": kept.get(house.pk, NONE).kept,
            "website": house.website or None,
            "page": asked.address("member", house.pk),
        }
        for house in houses
    ]


def _activities(ids: list[int], asked: Asked) -> defaultdict[int, list[str]]:
    activity = "pledge__measure__activity"
    lines = (
        LetterLine.objects.filter(
            in_force_on(asked.today, "letter__"), letter__organisation__in=ids
        )
        .order_by(f"{activity}__position", f"{activity}__code")
        .values_list("letter__organisation", f"{activity}__code", f"{activity}__position")
        .distinct()
    )
    found: defaultdict[int, list[str]] = defaultdict(list)
    for house, code, _position in lines:
        found[house].append(code)
    return found


def promise_fields() -> list[Field]:
    """The columns of the file of promises."""
    return [
        Field("member", _("The member’s number here"), datatype="integer"),
        Field("member_name", _("Member")),
        Field("activity", _("Activity, as a code")),
        Field("measure", _("Measure"), _("See the file of definitions.")),
        Field("promise", _("The promise in words")),
        Field("quantity", _("How many"), datatype="integer"),
        Field("due_on", _("Last day"), datatype="date"),
        Field("kept", _("Kept"), datatype="boolean"),
    ]


def promises_table(asked: Asked) -> Table:
    """What the shown members promised and should have kept by now. One query."""
    due = (
        due_pledges(asked.today)
        .filter(promised_by=Party.MEMBER, organisation__in=Organisation.objects.public())
        .select_related("measure__activity", "organisation")
        .order_by("-due_on", "id")
    )
    return Table(
        name="promises",
        title=_("Promises and what came of them"),
        fields=promise_fields(),
        rows=[
            {
                "member": each.organisation_id,
                "member_name": each.organisation.name,
                "activity": each.measure.activity.code,
                "measure": each.measure.kin,
                "promise": _sentence(
                    str(each.measure.pledge_sentence), each.measure.name, each.quantity
                ),
                "quantity": each.quantity,
                "due_on": each.due_on,
                "kept": each.done >= each.quantity,  # type: ignore[attr-defined]
            }
            for each in due
        ],
        updated=asked.updated,
        source=asked.source,
        notes=[
            _("What members promised that should have been kept during the last 24 months."),
            _("Promises are not persons. That is why small numbers are shown here too."),
        ],
    )


def _sentence(pattern: str, name: object, quantity: int) -> str:
    return (pattern or f"{name}: {{quantity}}").replace("{quantity}", str(quantity))

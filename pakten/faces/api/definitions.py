"""What is counted and how, every version of it; and what was aimed for."""

from django.db.models import F
from django.utils.translation import gettext as _

from pakten.faces.api.asking import Asked
from pakten.faces.api.tables import Field, Row, Table
from pakten.parties.pacts.models import Measure, Target


def definition_fields() -> list[Field]:
    """The columns of the file of definitions."""
    return [
        Field("measure", _("Measure"), _("The same for all versions of a definition.")),
        Field("version", _("Version"), _("One definition, from a day to a day.")),
        Field("name", _("Name")),
        Field("definition", _("Definition")),
        Field("unit", _("Unit")),
        Field("activity", _("Activity, as a code")),
        Field("activity_label", _("Activity")),
        Field("counting", _("How it is counted, as a code")),
        Field("counting_label", _("How it is counted")),
        Field("formula", _("Formula"), _("Over other measures.")),
        Field("share", _("Is a share"), datatype="boolean"),
        Field("persons", _("Counts persons"), _("Then small numbers are hidden."), "boolean"),
        Field("by_city", _("Done by the city"), datatype="boolean"),
        Field("splits", _("Can be split by"), _("Codes, with | between them in CSV.")),
        Field("baseline", _("Before the pact"), datatype="integer"),
        Field("valid_from", _("In force from"), datatype="date"),
        Field("valid_to", _("In force to"), datatype="date"),
    ]


def definitions_table(asked: Asked) -> Table:
    """Every version of every measure, also those no longer in force. One query."""
    every = Measure.objects.select_related("activity").order_by(
        "activity__position", "position", F("valid_from").asc(nulls_first=True), "pk"
    )
    return Table(
        name="definitions",
        title=_("Definitions of the measures"),
        fields=definition_fields(),
        rows=[definition_row(each) for each in every],
        updated=asked.updated,
        source=asked.source,
        notes=[_("A changed definition is a version of its own. Old figures keep the old one.")],
    )


def definition_row(each: Measure) -> Row:
    """One version of a measure."""
    return {
        "measure": each.kin,
        "version": each.code,
        "name": str(each.name),
        "definition": str(each.definition) or None,
        "unit": str(each.unit) or None,
        "activity": each.activity.code,
        "activity_label": str(each.activity.name),
        "counting": each.counting,
        "counting_label": each.get_counting_display(),
        "formula": each.formula or None,
        "share": each.is_share,
        "persons": each.per_person,
        "by_city": each.by_city,
        "splits": list(each.breakdowns),
        "baseline": each.baseline,
        "valid_from": each.valid_from,
        "valid_to": each.valid_to,
    }


def target_fields() -> list[Field]:
    """The columns of the file of targets."""
    return [
        Field("measure", _("Measure"), _("See the file of definitions.")),
        Field("year", _("Year"), datatype="integer"),
        Field("quarter", _("Quarter"), _("Empty for the whole year."), "integer"),
        Field("gender", _("Women or men"), _("Empty for both.")),
        Field("target_group", _("Target group"), _("Empty for all.")),
        Field("district", _("District"), _("Empty for all.")),
        Field("target", _("Target"), datatype="integer"),
        Field("decided_on", _("Decided on"), datatype="date"),
    ]


def targets_table(asked: Asked) -> Table:
    """What was aimed for, in all and for parts. Who decided is not told. One query."""
    every = Target.objects.select_related("target_group", "district")
    return Table(
        name="targets",
        title=_("Targets"),
        fields=target_fields(),
        rows=[target_row(each) for each in every],
        updated=asked.updated,
        source=asked.source,
    )


def target_row(each: Target) -> Row:
    """One target."""
    return {
        "measure": each.kin,
        "year": each.year,
        "quarter": each.quarter,
        "gender": each.gender or None,
        "target_group": str(each.target_group.name) if each.target_group else None,
        "district": str(each.district.name) if each.district else None,
        "target": each.quantity,
        "decided_on": each.decided_on,
    }

"""The aim of a measure becomes a target of its first year; measures say what they are told by."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils import timezone

OF_PERSONS = ["gender", "age", "target_group", "district", "language"]
OF_ANYTHING = ["organisation", "evidence", "additionality"]


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """One target for this year, or for the year a version begins in when that is to come."""
    measure, target = apps.get_model("pacts", "Measure"), apps.get_model("pacts", "Target")
    today = timezone.localdate()
    for row in measure.objects.order_by("pk"):
        row.breakdowns = [*(OF_PERSONS if row.per_person else []), *OF_ANYTHING]
        row.counting = "letters" if row.deed == "letter_signed" else "deeds"
        row.save(update_fields=["breakdowns", "counting"])
        is_over = row.valid_to is not None and row.valid_to < today
        if row.yearly_target and not is_over:
            begins = row.valid_from.year if row.valid_from else today.year
            target.objects.get_or_create(
                pact=row.pact, kin=row.kin, year=max(begins, today.year), quarter=None, gender="",
                target_group=None, district=None,
                defaults={"quantity": row.yearly_target, "decided_on": today},
            )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("pacts", "0007_measures")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]

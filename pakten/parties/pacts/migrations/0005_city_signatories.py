"""Who signed for the city by name becomes the first of its signatories."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def name_signatories(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """One row for each pact that names somebody; all letters, from the beginning."""
    signatory = apps.get_model("pacts", "CitySignatory")
    for pact in apps.get_model("pacts", "Pact").objects.exclude(signatory_name=""):
        signatory.objects.create(
            pact=pact, name=pact.signatory_name, title=pact.signatory_title, position=1
        )


class Migration(migrations.Migration):
    dependencies = [("pacts", "0004_shape_security")]
    operations = [migrations.RunPython(name_signatories, migrations.RunPython.noop)]

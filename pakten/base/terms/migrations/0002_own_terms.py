"""Give a new installation our own word lists."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from pakten.base.terms.actions import load_own_terms


def load(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    load_own_terms(apps.get_model("terms", "Concept"))


class Migration(migrations.Migration):
    dependencies = [("terms", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]

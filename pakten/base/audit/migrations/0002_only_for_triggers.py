"""The application cannot hang the history's function on a table of its own and forge history."""

from django.db import migrations

from pakten.base.tenancy.operations import only_for_triggers


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [only_for_triggers("audit_record")]

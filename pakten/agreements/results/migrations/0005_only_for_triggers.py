"""The application cannot hang the cells' function on a table of its own and make up figures."""

from django.db import migrations

from pakten.base.tenancy.operations import only_for_triggers


class Migration(migrations.Migration):
    dependencies = [("results", "0004_keep_cells")]
    operations = [only_for_triggers("results_keep_cells")]

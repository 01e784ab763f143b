"""Row-level security and history for these tables."""

from django.db import migrations

from pakten.base.tenancy.operations import append_only, secure

TABLES = ("results_outcome",)


class Migration(migrations.Migration):
    dependencies = [("results", "0001_initial"), ("audit", "0001_initial")]
    operations = [secure(*TABLES), append_only(*TABLES)]

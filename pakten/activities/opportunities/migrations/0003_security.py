"""Row-level security and history for these tables."""

from django.db import migrations

from pakten.base.tenancy.operations import audited, secure

TABLES = (
    "opportunities_importbatch",
    "opportunities_opening",
    "opportunities_requirement",
    "opportunities_placement",
    "opportunities_placementstep",
    "opportunities_followup",
)


class Migration(migrations.Migration):
    dependencies = [("opportunities", "0002_initial"), ("audit", "0001_initial")]
    operations = [secure(*TABLES), audited(*TABLES)]

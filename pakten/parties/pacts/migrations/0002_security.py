"""Row-level security and history for these tables."""

from django.db import migrations

from pakten.base.tenancy.operations import audited, secure

TABLES = (
    "pacts_goal",
    "pacts_targetgroup",
    "pacts_district",
    "pacts_activity",
    "pacts_cooperationform",
    "pacts_measure",
    "pacts_staff",
)


class Migration(migrations.Migration):
    dependencies = [("pacts", "0001_initial"), ("audit", "0001_initial")]
    operations = [secure(*TABLES), audited("pacts_pact", *TABLES)]

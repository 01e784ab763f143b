"""Row-level security and history for these tables."""

from django.db import migrations

from pakten.base.tenancy.operations import audited, secure

TABLES = (
    "rounds_round",
    "rounds_roundpair",
    "rounds_roundunmatched",
    "rounds_roundfairness",
)


class Migration(migrations.Migration):
    dependencies = [("rounds", "0001_initial"), ("audit", "0001_initial")]
    operations = [secure(*TABLES), audited(*TABLES)]

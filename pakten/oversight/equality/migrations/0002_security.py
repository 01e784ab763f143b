"""Row-level security and history for everything in this room."""

from django.db import migrations

from pakten.base.tenancy.operations import audited, secure

TABLES = (
    "equality_afterwards",
    "equality_eligible",
    "equality_equalitystep",
)


class Migration(migrations.Migration):
    dependencies = [("equality", "0001_first")]
    operations = [secure(*TABLES), audited(*TABLES)]

"""Row-level security and history for these tables."""

from django.db import migrations

from pakten.base.tenancy.operations import audited, secure

TABLES = (
    "commitments_pledge",
    "commitments_letter",
    "commitments_letterline",
    "commitments_signature",
)


class Migration(migrations.Migration):
    dependencies = [("commitments", "0001_initial"), ("audit", "0001_initial")]
    operations = [secure(*TABLES), audited(*TABLES)]

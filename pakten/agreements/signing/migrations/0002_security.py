"""Row-level security and history for these tables."""

from django.db import migrations

from pakten.base.tenancy.operations import audited, secure

TABLES = (
    "signing_programme",
    "signing_programmeitem",
    "signing_signinglink",
    "signing_signingcode",
    "signing_tablet",
    "signing_evidence",
)


class Migration(migrations.Migration):
    dependencies = [("signing", "0001_initial"), ("audit", "0001_initial")]
    operations = [secure(*TABLES), audited(*TABLES)]

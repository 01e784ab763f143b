"""Row-level security and history for the signatories."""

from django.db import migrations

from pakten.base.tenancy.operations import audited, secure

TABLES = ("commitments_signatory",)


class Migration(migrations.Migration):
    dependencies = [("commitments", "0003_signatory")]
    operations = [secure(*TABLES), audited(*TABLES)]

"""Row-level security and history for these tables."""

from django.db import migrations

from pakten.base.tenancy.operations import audited, secure

TABLES = ("vetting_checklistitem", "vetting_vetting", "vetting_checkanswer")


class Migration(migrations.Migration):
    dependencies = [("vetting", "0001_first"), ("audit", "0001_initial")]
    operations = [secure(*TABLES), audited(*TABLES)]

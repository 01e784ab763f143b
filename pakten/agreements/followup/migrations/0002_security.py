"""Row-level security and history for everything in this room."""

from django.db import migrations

from pakten.base.tenancy.operations import audited, secure

TABLES = (
    "followup_approval",
    "followup_campaign",
    "followup_checkin",
    "followup_checkinline",
    "followup_reminder",
    "followup_rest",
    "followup_way",
)


class Migration(migrations.Migration):
    dependencies = [("followup", "0001_initial")]
    operations = [secure(*TABLES), audited(*TABLES)]

"""Row-level security and history for these tables."""

from django.db import migrations

from pakten.base.tenancy.operations import secure

TABLES = ("notices_message",)


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_initial"), ("audit", "0001_initial")]
    operations = [secure(*TABLES)]

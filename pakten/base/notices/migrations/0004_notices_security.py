"""Row-level security for the notices, history for what people chose."""

from django.db import migrations

from pakten.base.tenancy.operations import audited, secure

CHOICES = ("notices_preference", "notices_mutedaddress")


class Migration(migrations.Migration):
    dependencies = [("notices", "0003_notices"), ("audit", "0001_initial")]
    operations = [secure("notices_notice", *CHOICES), audited(*CHOICES)]

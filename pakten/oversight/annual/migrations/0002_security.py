"""Row-level security and history. Locked figures and published files are added, never changed."""

from django.db import migrations

from pakten.base.tenancy.operations import append_only, audited, secure

WRITTEN = ("annual_annualreport", "annual_reporttext")
FROZEN = ("annual_lockedyear", "annual_reportfile")


class Migration(migrations.Migration):
    dependencies = [
        ("annual", "0001_initial"),
        ("audit", "0001_initial"),
        ("results", "0002_security"),
    ]
    operations = [secure(*WRITTEN, *FROZEN), audited(*WRITTEN), append_only(*FROZEN)]

"""Row-level security and history for these tables."""

from django.db import migrations

from pakten.base.tenancy.operations import audited, secure

TABLES = (
    "organisations_organisation",
    "organisations_contact",
    "organisations_representative",
    "organisations_interest",
    "organisations_interestactivity",
)


class Migration(migrations.Migration):
    dependencies = [("organisations", "0001_initial"), ("audit", "0001_initial")]
    operations = [secure(*TABLES), audited(*TABLES)]

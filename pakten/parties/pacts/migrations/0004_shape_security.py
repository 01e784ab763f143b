"""Row-level security and history for the tables by which a pact is shaped."""

from django.db import migrations

from pakten.base.tenancy.operations import append_only, audited, secure

TABLES = (
    "pacts_activitywording",
    "pacts_citysignatory",
    "pacts_excludedsector",
    "pacts_logo",
    "pacts_look",
    "pacts_pactvalue",
    "pacts_retentionrule",
    "pacts_textchange",
    "pacts_textstate",
)


class Migration(migrations.Migration):
    dependencies = [("pacts", "0003_shape"), ("audit", "0001_initial")]
    operations = [secure(*TABLES), audited(*TABLES), append_only("pacts_textchange")]

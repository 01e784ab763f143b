"""Row-level security and history for what is written around a draft; a kept text stays as it was."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

from pakten.base.tenancy.operations import APP_ROLE, audited, secure

TABLES = (
    "commitments_lettertemplate",
    "commitments_templateline",
    "commitments_comment",
    "commitments_lettersnapshot",
    "commitments_letterlook",
)
SNAPSHOT = "commitments_lettersnapshot"


class Migration(migrations.Migration):
    dependencies = [("commitments", "0007_drafting_together")]
    operations = [
        secure(*TABLES),
        audited(*TABLES[:3]),
        RunSQL(
            f"CREATE TRIGGER unchanged BEFORE UPDATE ON {SNAPSHOT} "
            f"FOR EACH ROW EXECUTE FUNCTION refuse_change();"
            f"REVOKE UPDATE ON {SNAPSHOT} FROM {APP_ROLE};",
            f"DROP TRIGGER unchanged ON {SNAPSHOT}; GRANT UPDATE ON {SNAPSHOT} TO {APP_ROLE};",
        ),
    ]

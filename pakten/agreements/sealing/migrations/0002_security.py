"""Row-level security and history. Keys and files stay out of the history: a copy there would last."""

from django.db import migrations

from pakten.base.tenancy.operations import APP_ROLE, audited, secure

LISTED = ("sealing_signingcertificate", "sealing_sealedletter")
APART = ("sealing_sealingkey", "sealing_sealedfile")


class Migration(migrations.Migration):
    dependencies = [("sealing", "0001_initial"), ("audit", "0001_initial")]
    operations = [
        secure(*LISTED, *APART),
        audited(*LISTED),
        *(
            migrations.RunSQL(f"REVOKE UPDATE ON {table} FROM {APP_ROLE}", migrations.RunSQL.noop)
            for table in APART
        ),
        migrations.RunSQL(
            f"REVOKE DELETE ON sealing_signingcertificate FROM {APP_ROLE}",
            migrations.RunSQL.noop,
        ),
    ]

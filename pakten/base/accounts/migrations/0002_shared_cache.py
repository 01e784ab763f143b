"""Django's cache as a table: rate limits of sign-in are shared by every worker on every machine.

Unlogged: after a crash the counters start anew, and nothing else lives here.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial"), ("tenancy", "0001_app_role")]
    operations = [
        migrations.RunSQL(
            """
            CREATE UNLOGGED TABLE shared_cache (
              cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL
            );
            CREATE INDEX shared_cache_expires ON shared_cache (expires);
            """,
            "DROP TABLE shared_cache",
        )
    ]

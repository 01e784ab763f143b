"""Row-level security and history."""

from django.db import migrations

from pakten.base.tenancy.operations import audited, secure

TABLES = ("value_valuemodel", "value_unitvalue")


class Migration(migrations.Migration):
    dependencies = [
        ("value", "0001_initial"),
        ("audit", "0001_initial"),
    ]
    operations = [secure(*TABLES), audited(*TABLES)]

"""The application cannot hang the functions that run as their owner on a table of its own."""

from django.db import migrations

from pakten.base.tenancy.operations import only_for_triggers


class Migration(migrations.Migration):
    dependencies = [("organisations", "0004_security_rules")]
    operations = [only_for_triggers("keep_a_contact", "group_of_two_levels")]

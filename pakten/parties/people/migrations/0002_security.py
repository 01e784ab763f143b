"""Row-level security and history for these tables."""

from django.db import migrations

from pakten.base.tenancy.operations import audited, secure

TABLES = (
    "people_participant",
    "people_experience",
    "people_wish",
    "people_skill",
    "people_spokenlanguage",
    "people_reach",
    "people_consent",
)

# Oneself, those with a role in the current pact, and everybody while the door is open (sign-in).
ACCOUNT_IS_MINE = "id = nullif(current_setting('app.account_id', true), '')::bigint"
DOOR_IS_OPEN = "current_setting('app.door', true) = 'open'"
IN_MY_PACT = """
  EXISTS (SELECT FROM pacts_staff s WHERE s.account_id = accounts_account.id)
  OR EXISTS (SELECT FROM organisations_representative r WHERE r.account_id = accounts_account.id)
  OR EXISTS (SELECT FROM people_participant p WHERE p.account_id = accounts_account.id)
"""
# CASE, so that signing in asks nothing of the pact's tables before a pact is known.
SEEN = f"""
  CASE WHEN {ACCOUNT_IS_MINE} OR {DOOR_IS_OPEN} THEN true
  WHEN nullif(current_setting('app.pact_id', true), '') IS NULL THEN false
  ELSE {IN_MY_PACT} END
"""

# allauth's own copy of the address follows the account.
ADDRESS = "EXISTS (SELECT FROM accounts_account a WHERE a.id = user_id)"


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
        ("audit", "0001_initial"),
        ("organisations", "0002_security"),
        ("pacts", "0002_security"),
        ("accounts", "0001_initial"),
        ("account", "0009_emailaddress_unique_primary_email"),
    ]
    operations = [
        secure(*TABLES),
        audited(*TABLES),
        secure("accounts_account", using=SEEN),
        secure("account_emailaddress", using=ADDRESS),
        audited("accounts_account"),
    ]

"""Open Pakten: the schema, the example pact at the first start, then all processes."""

import argparse

from pakten.config import checks, supervisor
from pakten.config.commands import places, schema

PEOPLE = {
    "coordinator": "runs the pact's office",
    "member": "speaks for a member organisation",
    "mentor": "meets a participant",
    "participant": "looks for a way into work",
    "counsellor": "follows participants to a result",
    "procurement": "sets social clauses in contracts",
    "board": "sees how the pact is doing",
    "analyst": "works with the figures",
    "admin": "looks after accounts and settings",
}


def run(words: argparse.Namespace) -> int:
    """Prepare the database, start the children and watch over them until told to stop."""
    schema.migrate(words)
    if places.production():
        checks.refuse_example_accounts()
    if not places.production() and not words.empty:
        schema.load_if_empty()
    return supervisor.watch(words.host, places.port(words.port), _greeting())


def _greeting() -> str:
    """Who can sign in, where the database holds the example pact."""
    account = checks.example_account()
    if account is None:
        return ""
    password = schema.example_password()
    if not account.check_password(password):
        password = "(the one given when the example was loaded)"  # noqa: S105
    rows = [f"  {name + '@pakten.example':<29}{text}" for name, text in PEOPLE.items()]
    return "\n".join(["", f"Sign in with the password {password} as", *rows])

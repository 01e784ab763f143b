"""Personal links that need no account, as every room makes them (`parties.pacts.links`)."""

from pakten.parties.pacts.links import hash_of_token, new_token, step_into_pact, unseen

__all__ = ["hash_of_token", "new_token", "step_into_pact", "unseen"]

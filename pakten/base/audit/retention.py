"""How long a table keeps persons. Every person-bearing model declares one; a fence counts them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Retention:
    """Rows leave `years` after the event named in `after`; `why` is the ground, in one sentence."""

    years: int
    after: str
    why: str

"""How long a table keeps persons. Every person-bearing model declares one; a fence counts them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Retention:
    """Rows leave `years` after the event named in `after`; `why` is the ground, in one sentence.

    `since` says the same to the daily job: the column (or a path to it, or several in order of
    trust, or a day that `oversight.privacy` works out) the years are counted from. A row that goes
    when another goes names that one in `follows` instead. `takes` are rows this one points at that
    go with the person too. `stays`: when the person is erased the row stays and names nobody.
    """

    years: int
    after: str
    why: str
    since: str = ""
    follows: str = ""
    takes: tuple[str, ...] = ()
    stays: bool = False

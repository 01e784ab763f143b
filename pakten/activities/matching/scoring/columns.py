"""Needs and seekers as arrays. Rows of the same end lie together: `x[x_at[i]:x_at[i + 1]]`."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Int64 = npt.NDArray[np.int64]
Int32 = npt.NDArray[np.int32]
Int16 = npt.NDArray[np.int16]
Bool = npt.NDArray[np.bool_]

# When a seeker has what a token stands for, as a day: before all days, after all days, or the day.
HAS, NEARLY, NEVER = -(2**30), -(2**30) + 1, 2**30
ALWAYS = 0  # the token that everybody has
NONE = -1
OPEN = 0  # the class of needs that any occupation fits, and the cell of needs without a place
SHUT = -(2**24)  # as the most a need can give: it takes nobody
VETO = -(2**24)


class Needs(NamedTuple):
    """Sorted by class (what occupation is asked), then by cell (the district one must reach).

    A group is what lies in one class and one cell: `group_at[c]:group_at[c + 1]` are those of class
    c, each with its cell and its first need. `most` is what the need can give besides occupation.
    """

    group_at: Int32
    group_cell: Int16
    group_from: Int32
    asked_at: Int32
    token: Int32
    must: Bool
    has: Int16
    half: Int16
    by: Int32
    start: Int32
    district: Int16
    swedish: Int16
    hours: Int16
    most: Int32


class Tokens(NamedTuple):
    """Where each sort of token begins, and the values of those that are compared.

    From 0 words (skills, languages at a level, licences, occupations), then times, hours, first
    days, and from `place` one per district.
    """

    time: Int32
    hours: Int32
    start: Int32
    first_time: int
    first_hours: int
    first_start: int
    place: int
    districts: int


class Near(NamedTuple):
    """Occupation key -> classes of needs, with the points of having done and of wanting it."""

    at: Int32
    klass: Int32
    done: Int16
    wanted: Int16


class Seekers(NamedTuple):
    """`constant` is what comes with the person, whatever the need."""

    done_at: Int64
    done: Int32
    done_tenths: Int16
    wish_at: Int64
    wish: Int32
    wish_tenths: Int16
    token_at: Int64
    token: Int32
    ready: Int32
    reach_at: Int64
    reach: Int16
    way: Int16
    anywhere: Bool
    earliest: Int16
    hours: Int16
    available: Int32
    swedish: Int16
    constant: Int32


class Special(NamedTuple):
    """What holds for single pairs: points of what the two sides wish, or a veto."""

    at: Int64
    need: Int32
    points: Int32


class City(NamedTuple):
    """All that the walk over pairs reads."""

    needs: Needs
    tokens: Tokens
    near: Near
    seekers: Seekers
    special: Special


def sizes(city: City) -> tuple[int, int]:
    """How many seekers and needs."""
    return len(city.seekers.constant), len(city.needs.by)


def offsets(counts: npt.ArrayLike) -> Int64:
    """Where each end's rows begin."""
    return np.concatenate([[0], np.cumsum(counts, dtype=np.int64)]).astype(np.int64)

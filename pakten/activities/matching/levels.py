"""The one scale of language levels, and which driving licences cover which."""

# SFI courses stand at the CEFR level they lead to (course A: A1, B: A2, C: above A2, D: B1), the
# plain words where people mostly mean them. Empty: some knowledge, no one has said how much.
LEVELS: dict[str, int] = {
    "none": 0,
    "": 5,
    "basic": 10,
    "sfi-a": 10,
    "a1": 10,
    "sfi-b": 20,
    "a2": 20,
    "sfi-c": 25,
    "good": 30,
    "sfi-d": 30,
    "b1": 30,
    "sas": 40,
    "b2": 40,
    "c1": 50,
    "fluent": 60,
    "c2": 60,
    "native": 70,
}

# Who holds the class on the left may also drive those on the right (Swedish rules).
_COVERS: dict[str, tuple[str, ...]] = {
    "A1": ("AM",),
    "A2": ("A1", "AM"),
    "A": ("A2", "A1", "AM"),
    "B": ("AM",),
    "BE": ("B", "AM"),
    "C1": ("B", "AM"),
    "C1E": ("C1", "BE", "B", "AM"),
    "C": ("C1", "B", "AM"),
    "CE": ("C", "C1E", "C1", "BE", "B", "AM"),
    "D1": ("B", "AM"),
    "D1E": ("D1", "BE", "B", "AM"),
    "D": ("D1", "B", "AM"),
    "DE": ("D", "D1E", "D1", "BE", "B", "AM"),
}
LICENCE_COVERED_BY: dict[str, frozenset[str]] = {
    f"licence:{wanted}": frozenset(
        {f"licence:{wanted}"}
        | {f"licence:{held}" for held, covered in _COVERS.items() if wanted in covered}
    )
    for wanted in ("AM", *_COVERS)
}


def level_rank(level: str) -> int:
    """The level's place on the scale: `SFI_C`, `sfi-c`, `A2`, `good`. Unknown: ValueError."""
    try:
        return LEVELS[level.lower().replace("_", "-").replace(" ", "-")]
    except KeyError:
        raise ValueError(f"unknown language level {level!r}") from None

"""How large the files were when they were last fetched: making them to tell costs more than the page."""

from pakten.faces.api.asking import Asked

_Key = tuple[int, str, str]


class _Last:
    """By pact, language and dataset. At most a few dozen numbers, of this process alone."""

    sizes: dict[_Key, int] = {}


def note_size(question: Asked, dataset: str, size: int) -> None:
    """A CSV file has been made, of so many bytes."""
    _Last.sizes[question.pact.pk, question.lang, dataset] = size


def known_sizes(question: Asked) -> dict[str, int]:
    """The sizes known, by dataset. No query."""
    whose = (question.pact.pk, question.lang)
    return {key[2]: size for key, size in _Last.sizes.items() if key[:2] == whose}

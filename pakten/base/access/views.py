"""Marks on views: every URL says which verb it needs, or that it is open to all.

The marks are read by `config.middleware`, which refuses before the view runs, and by the fence
that fails the suite for a view without one.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from pakten.base.access.verbs import Verb

View = TypeVar("View", bound=Callable[..., Any])


def needs(*verbs: Verb) -> Callable[[View], View]:
    """The view is for those who hold one of `verbs` somewhere in the pact; it checks the object itself."""

    def mark(view: View) -> View:
        view.needs = verbs  # type: ignore[attr-defined]
        return view

    return mark


def open_to_all(view: View) -> View:
    """The view is for everybody, signed in or not."""
    view.needs = ()  # type: ignore[attr-defined]
    return view

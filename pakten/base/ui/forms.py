"""What every form view does: try an action, and answer a refused form with what was typed."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

T = TypeVar("T")
LONGEST_ID = 19  # digits: more do not fit in the column


def attempt(form: BaseForm, action: Callable[[], T]) -> T | None:
    """Run an action in a savepoint; what it refuses becomes the form's error and None comes back.

    A `ValidationError` keyed by field lands next to the field. A broken database constraint is
    answered with its own human message; one without a message is a bug and is raised.
    """
    try:
        with transaction.atomic():
            return action()
    except ValidationError as error:
        _add(form, error)
    except IntegrityError as error:
        form.add_error(None, _message_of(error))
    return None


def number_in(text: str) -> int:
    """The id that a field or an address names; 0, which nothing has, where it names none."""
    return int(text) if text.isdecimal() and len(text) < LONGEST_ID else 0


def _add(form: BaseForm, error: ValidationError) -> None:
    fields = getattr(error, "error_dict", None)
    if fields is None or not set(fields) <= set(form.fields):
        form.add_error(None, error.messages if fields else error)
    else:
        form.add_error(None, error)


def _message_of(error: IntegrityError) -> str:
    """The human message of the constraint that was broken; without one the error is raised."""
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    constraints = [c for model in apps.get_models() for c in model._meta.constraints]
    for broken in (c for c in constraints if c.name == name):
        if broken.violation_error_message != broken.default_violation_error_message:
            return str(broken.violation_error_message)
    raise error


def respond(
    request: HttpRequest, template: str, context: dict[str, Any], *forms: BaseForm
) -> HttpResponse:
    """Render; 422 when any of the forms was sent and refused."""
    refused = any(form.is_bound and form.errors for form in forms)
    return render(request, template, context, status=422 if refused else 200)

"""What was wrong with a question from a program, told as RFC 9457 asks, in the asked language."""

import json

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _


class Refused(Exception):  # noqa: N818  a refusal is an answer, not an error
    """The question cannot be answered: 404 for what is not there, 422 for what is not a question."""

    def __init__(self, status: int, detail: str, field: str = "") -> None:
        super().__init__(detail)
        self.status, self.detail, self.field = status, detail, field


def _titles() -> dict[int, str]:
    return {
        404: _("There is nothing at this address"),
        405: _("Open data can only be read"),
        422: _("Something in the address is not right"),
    }


def problem(
    request: HttpRequest, status: int, detail: str, errors: list[dict[str, str]] | None = None
) -> HttpResponse:
    """The answer: title, detail and, for 422, which part of the address each error is about."""
    told = {
        "type": "about:blank",
        "title": _titles().get(status, ""),
        "status": status,
        "detail": detail,
        "instance": request.path,
        **({"errors": errors} if errors else {}),
    }
    body = json.dumps(told, ensure_ascii=False).encode()
    return HttpResponse(body, status=status, content_type="application/problem+json")


def told(request: HttpRequest, refused: Refused) -> HttpResponse:
    """A refusal as an answer."""
    errors = [{"field": refused.field, "detail": refused.detail}] if refused.field else None
    return problem(request, refused.status, refused.detail, errors)

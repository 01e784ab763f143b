"""Views around the service: the document, what is not there, and how django-ninja's views are asked."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from pakten.faces.api.answers import for_machines
from pakten.faces.api.problems import problem
from pakten.faces.api.service import PREFIX, document
from pakten.faces.api.tables import as_json


def answered_by(view: Callable[..., Any]) -> Callable[..., HttpResponse]:
    """A view of django-ninja that also answers HEAD, which it does not know."""

    def answered(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        asked, request.method = request.method, "GET"
        try:
            response: HttpResponse = view(request, **kwargs)
        finally:
            request.method = asked
        return response

    answered.__name__ = getattr(view, "__name__", "answered")
    return answered


@for_machines
def openapi(request: HttpRequest) -> HttpResponse:
    """The OpenAPI 3.1 document of the service."""
    return HttpResponse(as_json(document()), content_type="application/json")


@for_machines
def no_such_address(request: HttpRequest, rest: str) -> HttpResponse:
    """Anything else under the service is told in the service's own way."""
    words = _("Look at the document of the service, at {address}.")
    return problem(request, 404, words.format(address=f"{PREFIX}openapi.json"))

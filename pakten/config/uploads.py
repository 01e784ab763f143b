"""A body that is too large is refused by its announced length, before anything of it is read."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

Handler = Callable[[HttpRequest], HttpResponse]
ROOM_FOR_FIELDS = 1_000_000


def refuse_large(get_response: Handler) -> Handler:
    """Middleware: 413 with a page that says how large a file may be."""

    def middleware(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        most = settings.LARGEST_UPLOAD + ROOM_FOR_FIELDS
        if not length.isdecimal() or int(length) > most:
            told = {"most": settings.LARGEST_UPLOAD // 1_000_000}
            return render(request, "413.html", told, status=413)
        return get_response(request)

    return middleware

"""What a page costs, told in its `Server-Timing` header: total and database time, queries."""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse

Handler = Callable[[HttpRequest], HttpResponse]


class _Meter:
    """Counts the statements of one request and the seconds they took."""

    def __init__(self) -> None:
        self.queries = 0
        self.seconds = 0.0

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        begun = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.queries += 1
            self.seconds += time.perf_counter() - begun


def server_timing(get_response: Handler) -> Handler:
    """Middleware: add the header outside production."""
    if not settings.SHOW_TIMING:
        return get_response

    def measured(request: HttpRequest) -> HttpResponse:
        meter, begun = _Meter(), time.perf_counter()
        with connection.execute_wrapper(meter):
            response = get_response(request)
        total = (time.perf_counter() - begun) * 1000
        response["Server-Timing"] = (
            f'total;dur={total:.1f}, db;dur={meter.seconds * 1000:.1f};desc="{meter.queries}"'
        )
        return response

    return measured

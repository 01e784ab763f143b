"""Is Pakten well? For those who watch over it; tells nothing about anybody."""

from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone

from pakten.base.access.views import open_to_all


@open_to_all
def health(request: HttpRequest) -> JsonResponse:
    """200 when the database answers. `waiting`: jobs due; `late`: those due for over 10 minutes."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), count(*) FILTER (WHERE scheduled_at < now() - interval '10 minutes')"
            " FROM procrastinate_jobs WHERE status = 'todo'"
            " AND (scheduled_at IS NULL OR scheduled_at <= now())"
        )
        waiting, late = cursor.fetchone()
    answer = {"status": "ok", "at": timezone.now().isoformat(timespec="seconds")}
    response = JsonResponse(answer | {"waiting": waiting, "late": late})
    response["Cache-Control"] = "no-store"
    return response

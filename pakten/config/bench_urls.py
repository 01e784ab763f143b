"""The yardstick of `make bench`: a view that does one query and nothing else."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

from pakten.base.access.views import open_to_all


@open_to_all
def bare(request: HttpRequest) -> HttpResponse:
    """One query, a few bytes: what the server and the middleware cost by themselves."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_content_type")
        (number,) = cursor.fetchone()
    return HttpResponse(f"{number}\n", content_type="text/plain")


urlpatterns = [path("bench/bare", bare, name="bare")]

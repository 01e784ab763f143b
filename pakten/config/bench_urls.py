"""The yardsticks of `make bench`: a view that does one query, and the work place without a list."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from pakten.base.access import Verb
from pakten.base.access.views import needs, open_to_all


@open_to_all
def bare(request: HttpRequest) -> HttpResponse:
    """One query, a few bytes: what the server and the middleware cost by themselves."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_content_type")
        (number,) = cursor.fetchone()
    return HttpResponse(f"{number}\n", content_type="text/plain")


@needs(Verb.SEE_HOME)
def shell(request: HttpRequest) -> HttpResponse:
    """The work place with its menu and whoever is signed in, and nothing in it."""
    return render(request, "base/work.html")


urlpatterns = [path("bench/bare", bare, name="bare"), path("bench/shell", shell, name="shell")]

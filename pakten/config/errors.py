"""Pages for what went wrong. None of them touches the database."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from pakten.base.access.views import open_to_all
from pakten.config.held import hold
from pakten.parties.pacts.links import DeadLink, unseen


@open_to_all
def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose session changed under it (signed in anew in another tab) is kept, not lost."""
    same_site = request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
    if same_site and request.method == "POST" and hold(request):
        return HttpResponseRedirect(reverse("resume_form"))
    return render(request, "403.html", {"stale": True}, status=403)


@open_to_all
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: what was not there, and what was not for this reader, look the same."""
    if isinstance(exception, DeadLink):
        return unseen(render(request, "pacts/no_link.html", status=404))
    return render(request, "404.html", status=404)


@open_to_all
def server_error(request: HttpRequest) -> HttpResponse:
    """500, without context: everything was rolled back."""
    return render(request, "500.html", status=500)

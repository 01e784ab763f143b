"""Pages about the site itself: the form that was kept, the choice of pact, small files."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.base.access import Verb
from pakten.base.access.views import needs, open_to_all
from pakten.config.held import forget, held_for
from pakten.config.middleware import CHOSEN_PACT
from pakten.parties.pacts.models import Pact


@needs(Verb.SEE_HOME)
def resume_form(request: HttpRequest) -> HttpResponse:
    """Give back what was typed when the session ended; POST throws it away."""
    if request.method == "POST":
        forget(request)
        messages.info(request, _("What you had written is thrown away."))
        return redirect("see_home")
    held = held_for(request)
    if held is None:
        return redirect("see_home")
    return render(request, "public/resume_form.html", {"held": held})


@open_to_all
def choose_pact(request: HttpRequest) -> HttpResponse:
    """Which city's pact to look at, where this installation holds several."""
    pacts = list(Pact.objects.filter(host="")[:100])
    if request.method == "POST":
        chosen = next((p for p in pacts if str(p.pk) == request.POST.get("pact")), None)
        if chosen:
            request.session[CHOSEN_PACT] = chosen.pk
            return redirect("see_home" if request.user.is_authenticated else "home")
    return render(request, "public/choose_pact.html", {"pacts_offered": pacts})


@open_to_all
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may read: the open pages, and nothing of an example."""
    pact: Pact | None = request.pact  # type: ignore[attr-defined]
    if pact is None or pact.is_example:
        return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain")
    closed = ("/login/", "/account/", "/gallery/", "/resume/")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), ""]
    return HttpResponse("\n".join(lines), content_type="text/plain")


@open_to_all
def security_txt(request: HttpRequest) -> HttpResponse:
    """RFC 9116: where to tell about a hole."""
    pact: Pact | None = request.pact  # type: ignore[attr-defined]
    lines = [
        f"Contact: mailto:{pact.email if pact else ''}",
        f"Expires: {(timezone.now() + timedelta(days=180)).isoformat(timespec='seconds')}",
        "Preferred-Languages: sv, en",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain")


@open_to_all
def favicon(request: HttpRequest) -> HttpResponse:
    """For browsers that ask here whatever the page says."""
    return redirect(static("ui/icon.svg"), permanent=True)

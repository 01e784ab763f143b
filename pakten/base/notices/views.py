"""The outbox, read by the administrator; ending a topic, for everybody who gets mail."""

from django.conf import settings
from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from pakten.base.access import Verb
from pakten.base.access.views import needs, open_to_all
from pakten.base.notices.actions import choosing
from pakten.base.notices.models import Message, Notice
from pakten.base.notices.queries import read_stop_token
from pakten.base.tenancy.context import pact_context
from pakten.base.ui.listing import Filter, Listing


def _shows_text() -> bool:
    return not (settings.EMAIL_URL or settings.PRODUCTION)


@needs(Verb.SEE_OUTBOX)
def see_outbox(request: HttpRequest) -> HttpResponse:
    """The mails of the pact, newest first.

    In production, and where mails are really sent, their headings are shown: the text of a
    sign-in code is for the one it was sent to.
    """
    listing = Listing(
        request.GET,
        Message.objects.all(),
        search=("to", "subject"),
        filters=(Filter("state", _("State"), Message.State.choices),),
        sorts={"when": ("written_at", "pk"), "to": ("to", "written_at")},
        default_sort="-when",
        per_page=30,
    )
    context = {"listing": listing, "with_text": _shows_text()}
    return render(request, "notices/see_outbox.html", context)


@csrf_exempt
@open_to_all
def stop_topic(request: HttpRequest, token: str) -> HttpResponse:
    """Looking changes nothing; sending the form stops the topic, or begins it again.

    The link is the key. Mail programs send the form themselves (RFC 8058), hence no other token.
    """
    try:
        pact_id, notice_id = read_stop_token(token)
    except BadSignature as error:
        raise Http404 from error
    with pact_context(pact_id, verb="stop_topic"):
        notice = Notice.objects.filter(pk=notice_id).first()
        if notice is None:
            raise Http404
        if request.method == "POST" and request.POST.get("again"):
            choosing.resume_topic(notice)
        elif request.method == "POST":
            choosing.stop_topic(notice, at=timezone.now())
        stopped = choosing.is_stopped(notice)
    return render(request, "notices/stop_topic.html", {"notice": notice, "stopped": stopped})

"""The outbox, read by the administrator: the mails, and the notices they carry or will carry."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pakten.base.access import Verb
from pakten.base.access.views import needs
from pakten.base.notices.models import Message, Notice
from pakten.base.notices.states import NoticeState, Topic
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


@needs(Verb.SEE_OUTBOX)
def see_told(request: HttpRequest) -> HttpResponse:
    """Every notice of the pact, newest first: who was told of what, and what became of it."""
    listing = Listing(
        request.GET,
        Notice.objects.all(),
        search=("to", "subject"),
        filters=(
            Filter("state", _("State"), NoticeState.choices),
            Filter("topic", _("Topic"), Topic.choices),
        ),
        sorts={"when": ("written_at", "pk"), "to": ("to", "written_at")},
        default_sort="-when",
        per_page=30,
    )
    return render(request, "notices/see_told.html", {"listing": listing})

"""Ending a topic from the link in a mail, without signing in."""

from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt

from pakten.base.access.views import open_to_all
from pakten.base.notices.actions import choosing
from pakten.base.notices.models import Notice
from pakten.base.notices.queries import read_stop_token
from pakten.base.tenancy.context import pact_context


@csrf_exempt
@open_to_all
def stop_topic(request: HttpRequest, stop: str) -> HttpResponse:
    """Looking changes nothing; sending the form stops the topic, or begins it again.

    The link is the key. Mail programs send the form themselves (RFC 8058), hence no other token.
    """
    try:
        pact_id, notice_id = read_stop_token(stop)
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
    with translation.override(notice.language):
        return render(request, "notices/stop_topic.html", {"notice": notice, "stopped": stopped})

"""What waits in the register: interests to answer."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.faces.desk.waiting.rows import Work, by_day, group_of
from pakten.parties.organisations.queries import new_interests
from pakten.parties.pacts.models import Pact


def interests(pact: Pact, today: date) -> Iterator[Work]:
    for each in new_interests(pact.pk):
        page = reverse("see_interest", args=[each.pk])
        came = timezone.localdate(each.received_at).isoformat()
        yield Work(
            group_of(each.answer_by, today),
            "inbox-down",
            _("%(name)s wants to join") % {"name": each.organisation_name},
            page,
            by_day(each.answer_by, today, _("Answer by %(day)s")),
            _("%(kind)s. Came in %(day)s") % {"kind": each.get_kind_display(), "day": came},
            _("Answer"),
            page,
        )

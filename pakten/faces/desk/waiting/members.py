"""What waits in the register: interests to answer, and next steps of the dialogue."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.faces.desk.waiting.rows import Work, by_day, group_of
from pakten.parties.organisations.queries import new_interests, steps_due
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


def next_steps(pact: Pact, today: date) -> Iterator[Work]:
    """What somebody said they would do next, with whom."""
    for talk in steps_due(pact.pk, today):
        house, due = talk.organisation, talk.next_on or today
        yield Work(
            group_of(due, today),
            "phone",
            f"{house.name}: {talk.next_step}",
            reverse("see_dialogue", args=[house.pk]),
            by_day(due, today, _("By %(day)s")),
            _("Agreed %(day)s") % {"day": talk.happened_on.isoformat()},
            _("Open"),
            reverse("see_dialogue", args=[house.pk]),
            talk.next_owner_id,
        )

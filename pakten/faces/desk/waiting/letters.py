"""What waits among letters: pledges behind plan, letters to sign, letters near their end."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pakten.agreements.commitments.models import Letter, Pledge
from pakten.agreements.commitments.queries import days_left, pledge_text, running_out
from pakten.agreements.commitments.states import LetterState, Party
from pakten.agreements.results.queries import Progress, progress_of, with_done
from pakten.base.access import Actor
from pakten.faces.desk.waiting.rows import LATE, TODAY, WEEK, Work, call, contacts_of, page_of
from pakten.parties.pacts.models import Pact

SIGN_WITHIN = timedelta(days=14)
NEAR = timedelta(days=30)


def progress_in_force(actor: Actor, today: date) -> list[Progress]:
    """How far every pledge in force is. Two queries: the few measures are read once and shared."""
    rows = Pledge.objects.visible_to(actor).filter(letter_lines__letter__state=LetterState.ACTIVE)
    ordered = with_done(rows.prefetch_related("measure")).order_by("due_on", "pk")
    return progress_of(ordered, today)


def behind_plan(progress: Sequence[Progress], today: date) -> Iterator[Work]:
    """One row per member with pledges behind: the latest of them, how far, whom to call."""
    behind: defaultdict[int, list[Progress]] = defaultdict(list)
    for each in progress:
        if each.is_behind and each.pledge.promised_by == Party.MEMBER:
            behind[each.pledge.organisation_id].append(each)
    houses = contacts_of(behind)
    for pk, rows in behind.items():
        worst = next((each for each in rows if each.is_late), rows[0])
        house, more = houses[pk], len(rows) - 1
        last = _("Last day %(day)s") % {"day": worst.pledge.due_on.isoformat()}
        also = ngettext("%(n)d more is behind", "%(n)d more are behind", more) % {"n": more}
        yield Work(
            LATE if worst.is_late else WEEK,
            "tasklist",
            _("%(name)s is behind plan: %(pledge)s")
            % {"name": house.name, "pledge": pledge_text(worst.pledge)},
            page_of(house),
            _("%(a)d of %(b)d") % {"a": worst.done, "b": worst.pledge.quantity},
            f"{last}. {also}" if more else last,
            call(house),
            page_of(house) + "#contacts",
            house.responsible_id,
            worst,
        )


def to_sign(actor: Actor, today: date) -> Iterator[Work]:
    """Letters to sign, the oldest first. One that waits for one party only is more urgent."""
    rows = Letter.objects.visible_to(actor).filter(state=LetterState.READY)
    rows = rows.select_related("organisation").prefetch_related("signatures")
    for each in rows.order_by("changed_at", "pk"):
        since = timezone.localdate(each.changed_at)
        signed = {signature.party for signature in each.signatures.all()}
        due = since + SIGN_WITHIN
        yield Work(
            (LATE if due < today else TODAY) if signed else WEEK,
            "pencil-writing",
            _to_sign(signed) % {"name": each.organisation.name},
            reverse("see_letter", args=[each.pk]),
            _("Since %(day)s") % {"day": since.isoformat()},
            _("Valid from %(day)s") % {"day": each.valid_from.isoformat()},
            _("Sign"),
            reverse("see_signing", args=[each.pk]),
            each.organisation.responsible_id,
        )


def _to_sign(signed: set[str]) -> str:
    if not signed:
        return _("The letter with %(name)s is ready to sign")
    if Party.MEMBER in signed:
        return _("%(name)s has signed, the city is left")
    return _("The city has signed, %(name)s is left")


def running_out_soon(pact: Pact, actor: Actor, today: date) -> Iterator[Work]:
    """Letters near their end with no new one under way; those further off in one row."""
    rows = running_out(Letter.objects.visible_to(actor), today, pact.warn_days)
    under_way = Letter.objects.filter(state__in=[LetterState.DRAFT, LetterState.READY])
    rows = rows.exclude(organisation__in=under_way.values("organisation"))
    found = list(rows.select_related("organisation").order_by("valid_to", "pk"))
    later = [each for each in found if each.valid_to > today + NEAR]
    for each in found[: len(found) - len(later)]:
        left = days_left(each, today)
        yield Work(
            LATE if each.valid_to < today else WEEK,
            "hourglass",
            _("The letter with %(name)s runs out") % {"name": each.organisation.name},
            reverse("see_letter", args=[each.pk]),
            left[:1].upper() + left[1:],
            _("Last day %(day)s") % {"day": each.valid_to.isoformat()},
            _("Renew"),
            reverse("draft_letter", args=[each.organisation_id]),
            each.organisation.responsible_id,
        )
    if later:
        yield _those_later(later)


def _those_later(letters: Sequence[Letter]) -> Work:
    number, page = len(letters), reverse("see_letters") + "?state=running_out&sort=ends"
    said = ngettext("%(n)d more letter runs out", "%(n)d more letters run out", number)
    first = letters[0].valid_to.isoformat()
    return Work(
        WEEK,
        "hourglass",
        said % {"n": number},
        page,
        _("From %(day)s") % {"day": first},
        ", ".join(each.organisation.name for each in letters[:3]),
        _("Plan them"),
        page,
    )

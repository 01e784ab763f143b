"""What waits for a coordinator: one row per thing, with why, by when, and one verb."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Min, Prefetch
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pakten.activities.opportunities.models import Placement
from pakten.activities.opportunities.states import PlacementState
from pakten.agreements.commitments.models import Letter, Pledge
from pakten.agreements.commitments.queries import days_left, pledge_text, running_out
from pakten.agreements.commitments.states import LetterState, Party
from pakten.agreements.results.queries import Progress, progress_of, with_done
from pakten.base.access import Actor
from pakten.parties.organisations.models import Contact, Organisation
from pakten.parties.organisations.queries import new_interests
from pakten.parties.pacts.models import Pact
from pakten.parties.people.models import CallbackRequest

LATE, TODAY, WEEK = "late", "today", "week"
SIGN_WITHIN = timedelta(days=14)
NEAR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Work:
    """A row of the desk. `responsible` is the account that minds the member, None for everybody."""

    group: str
    icon: str
    what: str
    href: str
    when: str
    why: str
    verb: str
    verb_href: str
    responsible: int | None = None
    progress: Progress | None = None


def waiting(pact: Pact, actor: Actor, today: date, progress: Sequence[Progress]) -> list[Work]:
    """Everything that waits in the pact, the most urgent first within each kind."""
    return [
        *_interests(pact, today),
        *_callbacks(actor, today),
        *_answers(actor, today),
        *_behind(progress, today),
        *_ready(actor, today),
        *_running_out(pact, actor, today),
    ]


def _group(due: date, today: date) -> str:
    return LATE if due < today else TODAY if due == today else WEEK


def _by_day(due: date, today: date, promised: str) -> str:
    days = (today - due).days
    if days > 0:
        return ngettext("%(n)d day late", "%(n)d days late", days) % {"n": days}
    return _("Today") if days == 0 else promised % {"day": due.isoformat()}


def _interests(pact: Pact, today: date) -> Iterator[Work]:
    for each in new_interests(pact.pk):
        page = reverse("see_interest", args=[each.pk])
        came = timezone.localdate(each.received_at).isoformat()
        yield Work(
            _group(each.answer_by, today),
            "inbox-down",
            _("%(name)s wants to join") % {"name": each.organisation_name},
            page,
            _by_day(each.answer_by, today, _("Answer by %(day)s")),
            _("%(kind)s. Came in %(day)s") % {"kind": each.get_kind_display(), "day": came},
            _("Answer"),
            page,
        )


def _callbacks(actor: Actor, today: date) -> Iterator[Work]:
    asked = CallbackRequest.objects.visible_to(actor).filter(answered_at__isnull=True)
    found = asked.aggregate(number=Count("pk"), first=Min("asked_at"))
    if not found["number"]:
        return
    first = timezone.localdate(found["first"])
    number = found["number"]
    page = reverse("see_callbacks")
    yield Work(
        LATE if first < today - timedelta(days=1) else TODAY,
        "phone",
        ngettext("%(n)d person asks to be called", "%(n)d people ask to be called", number)
        % {"n": number},
        page,
        _("Since %(day)s") % {"day": first.isoformat()},
        "",
        _("Call back"),
        page,
    )


def _answers(actor: Actor, today: date) -> Iterator[Work]:
    """Members that have not answered about people in time, one row for each."""
    rows = (
        Placement.objects.visible_to(actor)
        .filter(state=PlacementState.PRESENTED, answer_by__lt=today)
        .values("opening__organisation", "opening__organisation__name")
        .annotate(number=Count("pk"), first=Min("answer_by"))
        .order_by("first", "opening__organisation")
    )
    houses = _contacts_of(row["opening__organisation"] for row in rows)
    for row in rows:
        house = houses[row["opening__organisation"]]
        number = row["number"]
        said = ngettext(
            "%(name)s has not answered about %(n)d person",
            "%(name)s has not answered about %(n)d people",
            number,
        )
        yield Work(
            LATE,
            "bell",
            said % {"name": house.name, "n": number},
            _page(house),
            _by_day(row["first"], today, ""),
            _("The answer was promised by %(day)s") % {"day": row["first"].isoformat()},
            _call(house),
            _page(house) + "#contacts",
            house.responsible_id,
        )


def progress_in_force(actor: Actor, today: date) -> list[Progress]:
    """How far every pledge in force is. Two queries: the few measures are read once and shared."""
    rows = Pledge.objects.visible_to(actor).filter(letter_lines__letter__state=LetterState.ACTIVE)
    ordered = with_done(rows.prefetch_related("measure")).order_by("due_on", "pk")
    return progress_of(ordered, today)


def _behind(progress: Sequence[Progress], today: date) -> Iterator[Work]:
    """One row per member with pledges behind: the latest of them, how far, whom to call."""
    behind: defaultdict[int, list[Progress]] = defaultdict(list)
    for each in progress:
        if each.is_behind and each.pledge.promised_by == Party.MEMBER:
            behind[each.pledge.organisation_id].append(each)
    houses = _contacts_of(behind)
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
            _page(house),
            _("%(a)d of %(b)d") % {"a": worst.done, "b": worst.pledge.quantity},
            f"{last}. {also}" if more else last,
            _call(house),
            _page(house) + "#contacts",
            house.responsible_id,
            worst,
        )


def _ready(actor: Actor, today: date) -> Iterator[Work]:
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
            reverse("sign_letter", args=[each.pk, _left(signed)]),
            each.organisation.responsible_id,
        )


def _left(signed: set[str]) -> str:
    return Party.CITY.value if Party.MEMBER in signed else Party.MEMBER.value


def _to_sign(signed: set[str]) -> str:
    if not signed:
        return _("The letter with %(name)s is ready to sign")
    if Party.MEMBER in signed:
        return _("%(name)s has signed, the city is left")
    return _("The city has signed, %(name)s is left")


def _running_out(pact: Pact, actor: Actor, today: date) -> Iterator[Work]:
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
        yield _later(later)


def _later(letters: Sequence[Letter]) -> Work:
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


def _contacts_of(ids: Iterable[int]) -> dict[int, Organisation]:
    first = Prefetch("contacts", queryset=Contact.objects.order_by("position", "id"))
    return Organisation.objects.filter(pk__in=list(ids)).prefetch_related(first).in_bulk()


def _call(house: Organisation) -> str:
    for contact in house.contacts.all():
        return _("Call %(name)s") % {"name": contact.name}
    return _("Find a contact")


def _page(house: Organisation) -> str:
    return reverse("see_organisation", args=[house.pk])

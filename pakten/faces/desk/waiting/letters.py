"""What waits among letters: pledges behind plan, drafts, letters to sign and near their end."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pakten.agreements.commitments.models import Letter, LetterSnapshot, Pledge
from pakten.agreements.commitments.queries import days_left, pledge_text, running_out
from pakten.agreements.commitments.states import LetterState, Party
from pakten.agreements.results.queries import Progress, progress_of, with_done
from pakten.base.access import Actor
from pakten.faces.desk.waiting.rows import LATE, TODAY, WEEK, Work, call, page_of
from pakten.parties.organisations.models import Organisation
from pakten.parties.pacts.models import Pact

SIGN_WITHIN = timedelta(days=14)
ANSWER_WITHIN = timedelta(days=7)
NEAR = timedelta(days=30)


def progress_in_force(actor: Actor, today: date) -> list[Progress]:
    """How far every pledge in force is. Two queries: the few measures are read once and shared."""
    rows = Pledge.objects.visible_to(actor).in_force(today)
    ordered = with_done(rows.prefetch_related("measure")).order_by("due_on", "pk")
    return progress_of(ordered, today)


Behind = Mapping[int, Sequence[Progress]]


def members_behind(progress: Sequence[Progress]) -> Behind:
    """The members' own pledges that are behind plan, by organisation."""
    behind: defaultdict[int, list[Progress]] = defaultdict(list)
    for each in progress:
        if each.is_behind and each.pledge.promised_by == Party.MEMBER:
            behind[each.pledge.organisation_id].append(each)
    return behind


def behind_plan(behind: Behind, houses: Mapping[int, Organisation]) -> Iterator[Work]:
    """One row per member with pledges behind: the latest of them, how far, whom to call."""
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


def letters_waiting(pact: Pact, actor: Actor, today: date) -> Iterator[Work]:
    """Drafts that came back, letters to sign, letters near their end. One query."""
    rows = list(_open_letters(pact, actor, today))
    for each in rows:
        if each.state == LetterState.DRAFT and each.came_back:  # type: ignore[attr-defined]
            yield _draft(each, today)
        elif each.state == LetterState.READY:
            yield _to_sign(each, today)
    begun = {each.organisation_id for each in rows if each.state != LetterState.ACTIVE}
    ending = [r for r in rows if r.state == LetterState.ACTIVE and r.organisation_id not in begun]
    yield from _ending(ending, today)


def _open_letters(pact: Pact, actor: Actor, today: date) -> QuerySet[Letter]:
    letters = Letter.objects.visible_to(actor)
    near = running_out(letters, today, pact.warn_days).order_by().values("pk")
    left = Q(signatories__signature__isnull=True, signatories__isnull=False)
    from_member = LetterSnapshot.objects.filter(letter=OuterRef("pk"), party=Party.MEMBER)
    rows = letters.filter(Q(state__in=[LetterState.DRAFT, LetterState.READY]) | Q(pk__in=near))
    return (
        rows.select_related("organisation")
        .annotate(
            to_sign=Count("signatories", distinct=True),
            member_left=Count(
                "signatories", left & Q(signatories__party=Party.MEMBER), distinct=True
            ),
            city_left=Count("signatories", left & Q(signatories__party=Party.CITY), distinct=True),
            came_back=Exists(from_member) & Q(turn=Party.CITY),
        )
        .order_by("valid_to", "changed_at", "pk")
    )


def _draft(letter: Letter, today: date) -> Work:
    since, page = timezone.localdate(letter.changed_at), reverse("see_letter", args=[letter.pk])
    return Work(
        LATE if since + ANSWER_WITHIN < today else TODAY,
        "letter",
        _("The draft with %(name)s has come back") % {"name": letter.organisation.name},
        page,
        _("Since %(day)s") % {"day": since.isoformat()},
        _("It is the city's turn"),
        _("Read"),
        page,
        letter.organisation.responsible_id,
    )


def _to_sign(letter: Letter, today: date) -> Work:
    """One that some have signed already is more urgent."""
    since = timezone.localdate(letter.changed_at)
    begun = letter.to_sign > letter.member_left + letter.city_left  # type: ignore[attr-defined]
    return Work(
        (LATE if since + SIGN_WITHIN < today else TODAY) if begun else WEEK,
        "pencil-writing",
        _who_is_left(letter, begun=begun) % {"name": letter.organisation.name},
        reverse("see_letter", args=[letter.pk]),
        _("Since %(day)s") % {"day": since.isoformat()},
        _("Valid from %(day)s") % {"day": letter.valid_from.isoformat()},
        _("Sign"),
        reverse("see_signing", args=[letter.pk]),
        letter.organisation.responsible_id,
    )


def _who_is_left(letter: Letter, *, begun: bool) -> str:
    if not begun:
        return _("The letter with %(name)s is ready to sign")
    if not letter.member_left:  # type: ignore[attr-defined]
        return _("%(name)s has signed, the city is left")
    if not letter.city_left:  # type: ignore[attr-defined]
        return _("The city has signed, %(name)s is left")
    return _("Some have signed the letter with %(name)s")


def _ending(letters: Sequence[Letter], today: date) -> Iterator[Work]:
    """Those near their end one by one, those further off in one row."""
    later = [each for each in letters if each.valid_to > today + NEAR]
    for each in letters[: len(letters) - len(later)]:
        left = days_left(each, today)
        yield Work(
            LATE if each.valid_to < today else WEEK,
            "hourglass",
            _("The letter with %(name)s runs out") % {"name": each.organisation.name},
            reverse("see_letter", args=[each.pk]),
            left[:1].upper() + left[1:],
            _("Last day %(day)s") % {"day": each.valid_to.isoformat()},
            _("Renew"),
            reverse("renew_letter", args=[each.pk]),
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

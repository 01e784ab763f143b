"""What waits in numbers: one row for each kind, all counted in one query."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pakten.agreements.assurance.queries import samples_waiting
from pakten.agreements.commitments.queries.comments import letters_with_unread_comments
from pakten.agreements.followup.models import CheckIn
from pakten.agreements.followup.queries.campaigns import late_sheets, sheets_waiting_for
from pakten.agreements.followup.queries.resting import ways_to_act_on
from pakten.agreements.signing.queries.waiting import unsigned
from pakten.base.access import Actor
from pakten.base.accounts.models import Account
from pakten.faces.desk.waiting.rows import LATE, TODAY, WEEK, Kind, NumberOf, Work
from pakten.faces.desk.waiting.with_people import kinds_of_people, people_said
from pakten.oversight.annual.queries import reports_waiting_for
from pakten.parties.imports.queries import imports_waiting
from pakten.parties.organisations.queries import contacts_unconfirmed
from pakten.parties.pacts.models import Pact
from pakten.parties.vetting.queries import looks_due


def counted(pact: Pact, actor: Actor, account: Account, today: date) -> Iterator[Work]:
    """One row for each kind of which there is any."""
    kinds = {**kinds_of_people(actor, today), **_kinds(pact, actor, account, today)}
    yield from count(pact, kinds)


def counted_people(
    pact: Pact, actor: Actor, today: date, *, without: Collection[str] = ()
) -> Iterator[Work]:
    """The same for those who work with people only, but for the kinds they have row by row."""
    kinds = kinds_of_people(actor, today)
    yield from count(pact, {name: kinds[name] for name in kinds if name not in without})


def count(pact: Pact, kinds: Mapping[str, Kind]) -> Iterator[Work]:
    """Every kind in one query."""
    numbers = Pact.objects.filter(pk=pact.pk).values_list(
        *(NumberOf(kind.rows) for kind in kinds.values())
    )
    for (name, kind), number in zip(kinds.items(), numbers[0], strict=True):
        if number:
            said = (people_said(name, number) or _said(name, number)) % {"n": number}
            yield Work(kind.group, kind.icon, said, kind.href, "", kind.why, kind.verb,
                       kind.href, kind.responsible)  # fmt: skip


def _kinds(pact: Pact, actor: Actor, account: Account, today: date) -> dict[str, Kind]:
    register, checks = reverse("see_register"), reverse("see_campaigns")
    late = late_sheets(CheckIn.objects.visible_to(actor), today)
    own = unsigned().filter(email__iexact=account.email)
    return {
        "sign": Kind(own, TODAY, "pencil-writing", reverse("see_letters") + "?state=ready",
                     _("You sign for the city"), _("Sign")),
        "comments": Kind(letters_with_unread_comments(actor), TODAY, "letter",
                         reverse("see_letters") + "?state=draft", _("Since you last read them"), _("Read")),
        "late_sheets": Kind(late, LATE, "tasklist", checks, _("Their day has passed"), _("Remind them")),
        "sheets": Kind(sheets_waiting_for(actor), WEEK, "tasklist", checks,
                       _("To send, agree to or close"), _("Open")),
        "ways": Kind(ways_to_act_on(), TODAY, "handshake", reverse("see_keeping"),
                     _("They promise less, or end with honour"), _("Answer")),
        "vetting": Kind(looks_due(pact.pk, today), WEEK, "shield-check", f"{register}?view=vetting",
                        _("Before the city lends them its name"), _("Vet")),
        "contacts": Kind(contacts_unconfirmed(pact.pk, today), WEEK, "people",
                         f"{register}?view=contacts", _("Asked this half-year"), _("Call them")),
        "imports": Kind(imports_waiting(pact.pk), WEEK, "import", reverse("import_organisations"),
                        _("Rows that wait for somebody"), _("Go on")),
        "samples": Kind(samples_waiting(actor), WEEK, "shield-check", reverse("see_samples"),
                        _("Deeds drawn at random this month"), _("Check")),
        "reports": Kind(reports_waiting_for(actor), WEEK, "file-check", reverse("see_reports"),
                        _("The next step is yours"), _("Open")),
    }  # fmt: skip


def _said(name: str, n: int) -> str:
    return {
        "sign": ngettext("%(n)d letter waits for your signature",
                         "%(n)d letters wait for your signature", n),
        "comments": ngettext("%(n)d letter has new comments", "%(n)d letters have new comments", n),
        "late_sheets": ngettext("%(n)d check-in is late", "%(n)d check-ins are late", n),
        "sheets": ngettext("%(n)d check-in waits for the office",
                           "%(n)d check-ins wait for the office", n),
        "ways": ngettext("%(n)d member has chosen how to go on",
                         "%(n)d members have chosen how to go on", n),
        "vetting": ngettext("%(n)d member is to be vetted", "%(n)d members are to be vetted", n),
        "contacts": ngettext("%(n)d member has not confirmed its contacts",
                             "%(n)d members have not confirmed their contacts", n),
        "samples": ngettext("%(n)d deed is to be checked", "%(n)d deeds are to be checked", n),
        "reports": ngettext("%(n)d annual report waits for you",
                            "%(n)d annual reports wait for you", n),
        "imports": ngettext("%(n)d file is not wholly in the register",
                            "%(n)d files are not wholly in the register", n),
    }[name]  # fmt: skip

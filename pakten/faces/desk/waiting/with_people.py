"""What waits with people, counted: who is to be rung, what is left to us, late steps, rounds."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pakten.activities.opportunities.models import Opening
from pakten.activities.pulses.queries import calls_waiting, left_to_the_office, silent_now
from pakten.activities.rounds.queries.pages import waiting_rounds
from pakten.base.access import Actor, Verb
from pakten.faces.desk.waiting.rows import LATE, OFFICE, TODAY, WEEK, Kind
from pakten.oversight.privacy.queries import open_corrections, waiting_erasures
from pakten.parties.guidance.models import NextStep
from pakten.parties.people.models import CallbackRequest, Participant
from pakten.parties.people.queries import waiting_for_counsellor

SOON = timedelta(days=7)


def kinds_of_people(actor: Actor, today: date) -> dict[str, Kind]:
    """What there is to do with people. The office hears of late steps; each counsellor has the own."""
    weeks, caseload = reverse("see_pulses"), reverse("see_caseload")
    rung, requests = calls_waiting(actor), reverse("see_erasures")
    asked = CallbackRequest.objects.visible_to(actor).filter(answered_at__isnull=True)
    yesterday = today - timedelta(days=1)
    found = {
        "calls_late": Kind(asked.filter(asked_at__date__lt=yesterday), LATE, "phone",
                           reverse("see_callbacks"), _("They asked days ago"), _("Call back")),
        "calls": Kind(asked.filter(asked_at__date__gte=yesterday), TODAY, "phone",
                      reverse("see_callbacks"), _("New to the pact"), _("Call back")),
        "rung_late": Kind(rung.filter(answered_at__date__lt=yesterday), LATE, "phone", weeks,
                          _("They asked for it in their week"), _("Ring")),
        "rung": Kind(rung.filter(answered_at__date__gte=yesterday), TODAY, "phone", weeks,
                     _("They asked for it in their week"), _("Ring")),
        "alone": Kind(waiting_for_counsellor(actor), TODAY, "person-check",
                      f"{caseload}?whose=none", _("They have told of themselves"),
                      _("Choose a counsellor")),
        "corrections": Kind(open_corrections(actor), TODAY, "pencil-writing", requests,
                            _("They cannot change it themselves"), _("Put it right")),
        "rounds": Kind(waiting_rounds(actor), TODAY, "swap", reverse("see_rounds"),
                       _("Nobody is asked before somebody has looked"), _("Look and decide")),
        "left": Kind(left_to_the_office(actor, today), WEEK, "tasklist", weeks,
                     _("They have been asked, or have no address"), _("Fill in")),
        "silent": Kind(silent_now(actor), WEEK, "hourglass", weeks,
                       _("No word for three weeks or more"), _("Ring them")),
    }  # fmt: skip
    return found | (_of_the_office(actor, today) if actor.holds(Verb.SEE_ERASURES) else {})


def _of_the_office(actor: Actor, today: date) -> dict[str, Kind]:
    here = Participant.objects.visible_to(actor).filter(left_on__isnull=True).values("pk")
    late = NextStep.objects.visible_to(actor).open().filter(due_on__lt=today, participant__in=here)
    quiet = Opening.objects.visible_to(actor).dated().stale(today)
    erasures = waiting_erasures(actor).filter(due_on__lte=today + SOON)
    return {
        "steps": Kind(late, LATE, "tasklist", reverse("see_caseload") + "?whose=all&when=late",
                      _("Their counsellors have them too"), _("Look"), OFFICE),
        "quiet": Kind(quiet, WEEK, "briefcase", reverse("see_openings") + "?alive=stale",
                      _("Past their dates, or no word for long"), _("Ask")),
        "erasures": Kind(erasures, WEEK, "shield-check", reverse("see_erasures"),
                         _("It happens by itself on the day"), _("See")),
    }  # fmt: skip


def people_said(name: str, n: int) -> str:
    """The words for a kind; empty for a kind of another list."""
    calls = ngettext("%(n)d person asks to be called", "%(n)d people ask to be called", n)
    return {
        "calls_late": calls,
        "calls": calls,
        "rung_late": ngettext("%(n)d person waits to be rung", "%(n)d people wait to be rung", n),
        "rung": ngettext("%(n)d person wants to be rung", "%(n)d people want to be rung", n),
        "alone": ngettext("%(n)d person has no counsellor", "%(n)d people have no counsellor", n),
        "corrections": ngettext("%(n)d person says that something is wrong",
                                "%(n)d people say that something is wrong", n),
        "rounds": ngettext("%(n)d matching round waits for a decision",
                           "%(n)d matching rounds wait for a decision", n),
        "left": ngettext("%(n)d follow-up has no answer", "%(n)d follow-ups have no answer", n),
        "silent": ngettext("%(n)d supervisor is silent", "%(n)d supervisors are silent", n),
        "steps": ngettext("%(n)d next step is late", "%(n)d next steps are late", n),
        "quiet": ngettext("%(n)d opening may no longer be true",
                          "%(n)d openings may no longer be true", n),
        "erasures": ngettext("%(n)d person is soon removed, as they asked",
                             "%(n)d people are soon removed, as they asked", n),
    }.get(name, "")  # fmt: skip

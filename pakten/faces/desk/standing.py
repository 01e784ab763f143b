"""How members stand: activities, pledges in time, contact. Read for many members in one query each."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.agreements.commitments.models import LetterLine, Pledge, in_force_on
from pakten.agreements.commitments.states import LetterState, Party
from pakten.agreements.results.queries import Progress, progress_of, with_done
from pakten.parties.organisations.models import Organisation
from pakten.parties.organisations.states import Stage
from pakten.parties.pacts.models import Activity

QUIET_DAYS = 60
LIVING = [LetterState.DRAFT, LetterState.READY, LetterState.ACTIVE]
TONES = {Stage.ACTIVE: "ok", Stage.READY: "info", Stage.DRAFT: "info"}


@dataclass(slots=True)
class Standing:
    """One member as a row of a list."""

    organisation: Organisation
    today: date
    ends: date | None = None
    warn_days: int = 90
    activities: set[int] = field(default_factory=set)
    progress: list[Progress] = field(default_factory=list)
    slots: list[dict[str, Any]] = field(default_factory=list)

    @property
    def total(self) -> int:
        return len(self.progress)

    @property
    def in_time(self) -> int:
        return sum(not each.is_behind for each in self.progress)

    @property
    def tone(self) -> str:
        if self.in_time == self.total:
            return "ok"
        return "warning" if self.in_time * 2 >= self.total else "late"

    @property
    def is_expiring(self) -> bool:
        """Whether the letter in force is near its end, or past it, and none is signed to follow it."""
        if getattr(self.organisation, "next_from", None):
            return False
        return self.ends is not None and (self.ends - self.today).days <= self.warn_days

    @property
    def stage_label(self) -> str:
        return _("Running out") if self.is_expiring else str(self.organisation.get_stage_display())

    @property
    def stage_tone(self) -> str:
        if self.is_expiring:
            return "warning"
        return TONES.get(Stage(self.organisation.stage), "neutral")

    @property
    def quiet_days(self) -> int | None:
        last = self.organisation.contacted_on
        return (self.today - last).days if last else None

    @property
    def is_quiet(self) -> bool:
        """Whether nobody has spoken with a living member for long."""
        if self.organisation.stage == Stage.ENDED:
            return False
        return self.quiet_days is None or self.quiet_days >= QUIET_DAYS

    @property
    def quiet_text(self) -> str:
        days = self.quiet_days
        if days is None:
            return _("not yet")
        if days < 2:
            return _("today") if days == 0 else _("yesterday")
        return _("%(n)d days") % {"n": days}

    @property
    def check_on(self) -> date | None:
        """The day of the check-in that is open."""
        return getattr(self.organisation, "check_on", None)

    @property
    def check_in_tone(self) -> str:
        """Late when the open check-in's day has passed; ok on the day itself."""
        if self.check_on is None or self.check_on > self.today:
            return ""
        return "late" if self.check_on < self.today else "ok"

    @property
    def check_in_text(self) -> str:
        return {"late": _("late"), "ok": _("today")}.get(self.check_in_tone, "")


def living_letters() -> Q:
    """Lines of letters that are in force, signed, or being drawn up."""
    return Q(letter__state__in=LIVING) | in_force_on(timezone.localdate(), "letter__")


def with_activities(rows: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """The organisations with `living`, the ids of the activities that their letters have pledges in."""
    lines = LetterLine.objects.filter(living_letters(), letter__organisation=OuterRef("pk"))
    found = lines.order_by().values("pledge__measure__activity").distinct()
    return rows.annotate(living=ArraySubquery(found))


def standings(
    organisations: Sequence[Organisation], activities: Iterable[Activity], today: date, warn: int
) -> list[Standing]:
    """The members in the given order. One query; `ends` must be annotated (see `register_list`), and
    `living` where the activities are to show."""
    found = {
        each.pk: Standing(
            each, today, getattr(each, "ends", None), warn, set(getattr(each, "living", ()))
        )
        for each in organisations
    }
    grouped: defaultdict[int, list[Pledge]] = defaultdict(list)
    for house, *terms in _promised(found, today):
        grouped[house].append(_pledge(*terms))
    catalogue = list(activities)
    for pk, each in found.items():
        each.progress = progress_of(grouped[pk], today)
        each.slots = [
            {"icon": a.icon, "label": str(a.name), "on": a.pk in each.activities} for a in catalogue
        ]
    return list(found.values())


def _pledge(quantity: int, starts_on: date, due_on: date, done: int) -> Pledge:
    """As much of a pledge as its progress needs: a list has hundreds, and whole rows cost."""
    pledge = Pledge(quantity=quantity, starts_on=starts_on, due_on=due_on)
    pledge.done = done  # type: ignore[attr-defined]
    return pledge


def _promised(organisation_ids: Iterable[int], today: date) -> Iterable[tuple[Any, ...]]:
    """What the members themselves promise in the letters in force, with what is done."""
    rows = Pledge.objects.filter(
        in_force_on(today, "letter_lines__letter__"),
        letter_lines__letter__organisation__in=list(organisation_ids),
        promised_by=Party.MEMBER,
    )
    found: QuerySet[Any, Any] = with_done(rows).order_by("due_on", "pk")
    return found.values_list("organisation_id", "quantity", "starts_on", "due_on", "done")

"""Reading the looks: what is due, what is under way, what is left to answer."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Q, QuerySet

from pakten.parties.organisations.models import Organisation
from pakten.parties.organisations.states import Stage, VettingState
from pakten.parties.vetting.models import CheckAnswer, ChecklistItem, Vetting
from pakten.parties.vetting.states import WARN_DAYS


@dataclass(frozen=True, slots=True)
class Line:
    """A question of the checklist with its answer, if there is one."""

    item: ChecklistItem
    answer: CheckAnswer | None


def look_is_due(today: date) -> Q:
    """On the way in without an approval, or near the next look or past it."""
    near = Q(vetting=VettingState.APPROVED, vetted_until__lte=today + timedelta(days=WARN_DAYS))
    first = Q(vetting=VettingState.NONE, stage__in=[Stage.READY, Stage.ACTIVE])
    return (near | first) & ~Q(stage=Stage.ENDED)


def looks_due(pact_id: int, today: date) -> QuerySet[Organisation]:
    """Organisations to look at. Those never looked at come first by stage, then the nearest day."""
    rows = Organisation.objects.filter(look_is_due(today), pact=pact_id)
    return rows.order_by(F("vetted_until").asc(nulls_last=True), "sort_key", "id")


def open_look(organisation: Organisation) -> Vetting | None:
    """The look under way, if there is one."""
    return Vetting.objects.open().filter(organisation=organisation).first()


def lines(vetting: Vetting, today: date) -> list[Line]:
    """The questions of today with what is answered; a decided look shows what it answered."""
    answers = {each.item_id: each for each in vetting.answers.select_related("item")}
    if vetting.decision:
        return [Line(each.item, each) for each in answers.values()]
    return [Line(item, answers.get(item.pk)) for item in ChecklistItem.objects.on(today)]


def unanswered(vetting: Vetting, today: date) -> int:
    """How many questions that have to be answered are not."""
    items = ChecklistItem.objects.on(today).filter(pact=vetting.pact_id, required=True)
    return items.exclude(pk__in=vetting.answers.values("item")).count()

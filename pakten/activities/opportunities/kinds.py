"""The forms of seed 004 as data: what each is, what it asks for, and how it is carried out."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pakten.activities.opportunities.states import DEEDS, FOR_ONE_PERSON, OpeningKind
from pakten.parties.pacts.states import Deed

K = OpeningKind

_PLACE = ("district", "address")
_WORK = ("occupation_words", "years", "swedish", "times", "starts_at", "ends_at", "hours_per_week")
_PERIOD = ("starts_on", "ends_on", "apply_by")
_PERSON = (*_WORK, *_PERIOD, *_PLACE, "supervisor", "for_young")
_EVENT = ("starts_on", "starts_at", "ends_at", "apply_by", *_PLACE, "supervisor", "for_young")
_PAID = ("employment", "months", "agreement", "subsidies")
_ROTATION = ("trainee", "training", "trains_from", "trains_until")


@dataclass(frozen=True, slots=True)
class Kind:
    """One form: its icon, what it is in a line, the columns it asks for, those it cannot do without."""

    code: OpeningKind
    icon: str
    what: Promise
    asks: frozenset[str]
    needed: tuple[str, ...]

    @property
    def for_one(self) -> bool:
        """Whether persons are proposed to it; the others are held as events."""
        return self.code in FOR_ONE_PERSON

    @property
    def deed(self) -> Deed:
        """What the ledger counts when somebody begins, or when it was held."""
        return DEEDS[self.code]


def _kind(code: OpeningKind, icon: str, what: Promise, asks: tuple[str, ...], *needed: str) -> Kind:
    return Kind(
        code, icon, what, frozenset({"title", "description", "seats", "repeats", *asks}), needed
    )


KINDS: Mapping[OpeningKind, Kind] = {
    kind.code: kind
    for kind in (
        _kind(
            K.JOB, "briefcase", _("An employment, for a time or until further notice."),
            (*_PERSON, *_PAID), "occupation_words", "starts_on", "supervisor", "agreement",
        ),
        _kind(
            K.INTERNSHIP, "person-plus", _("Some weeks or months at your workplace."),
            _PERSON, "occupation_words", "starts_on", "supervisor",
        ),
        _kind(
            K.APL, "graduation", _("A part of a vocational course is done with you."),
            _PERSON, "occupation_words", "starts_on", "ends_on", "supervisor",
        ),
        _kind(
            K.EXTRA_JOB, "timer", _("Evenings, weekends or holidays, beside studies."),
            (*_PERSON, *_PAID), "occupation_words", "starts_on", "supervisor",
        ),
        _kind(
            K.JOB_ROTATION, "swap", _("One of you studies; somebody who seeks work stands in."),
            (*_PERSON, *_PAID, *_ROTATION),
            "occupation_words", "trainee", "training", "trains_from", "trains_until", "supervisor",
        ),
        _kind(
            K.STUDY_VISIT, "building", _("A group sees what you do."), _EVENT, "starts_on",
        ),
        _kind(
            K.RECRUITMENT_EVENT, "people", _("You meet many people who seek work, on one day."),
            (*_EVENT, "occupation_words", "swedish"), "starts_on",
        ),
        _kind(
            K.GUEST_LECTURE, "chat", _("You tell a class about your trade."), _EVENT, "starts_on",
        ),
        _kind(
            K.SCHOOL_VISIT, "door", _("You come to a school and answer questions."),
            _EVENT, "starts_on",
        ),
        _kind(
            K.TRADE_DIALOGUE, "handshake",
            _("Your trade and the city's education plan courses together."), _EVENT, "starts_on",
        ),
        _kind(
            K.SUPERVISOR_TRAINING, "person-check", _("Your staff learn to supervise."),
            _EVENT, "starts_on",
        ),
    )
}  # fmt: skip


def kind_of(code: str) -> Kind:
    """The form with a code."""
    return KINDS[OpeningKind(code)]

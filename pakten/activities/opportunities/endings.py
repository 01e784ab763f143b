"""Why placements end, whose cause it was, and what a person does afterwards: as tables.

Nothing here says anything about health, family or religion: a private reason is *private*.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pakten.activities.opportunities.states import FOLLOW_UP_MONTHS, Side


class EndCause(models.TextChoices):
    """Why it was broken off, in coded words that blame nobody."""

    OTHER_WORK = "other_work", _("Got other work")
    STUDIES = "studies", _("Began to study")
    MOVED = "moved", _("Moved")
    HOURS = "hours", _("The hours did not work")
    WRONG_WORK = "wrong_work", _("It was another kind of work than thought")
    PRIVATE = "private", _("Private reasons, not asked about")
    NO_SHOW = "no_show", _("Did not come")
    NEED_CHANGED = "need_changed", _("The need changed")
    NO_SUPERVISOR = "no_supervisor", _("Nobody could supervise")
    MORE_ASKED = "more_asked", _("The work asked for more than was said")
    SUPPORT_ENDED = "support_ended", _("The support ended")
    SUPPORT_LATE = "support_late", _("A decision or support came too late")
    AGREED = "agreed", _("Agreed by both")
    OTHER = "other", _("Something else")


C = EndCause
# whose cause -> what it can have been; who did not come is said by whose cause it is
CAUSES: dict[Side, tuple[EndCause, ...]] = {
    Side.PERSON: (
        C.OTHER_WORK, C.STUDIES, C.MOVED, C.HOURS, C.WRONG_WORK, C.PRIVATE, C.NO_SHOW, C.OTHER,
    ),
    Side.EMPLOYER: (C.NEED_CHANGED, C.NO_SUPERVISOR, C.MORE_ASKED, C.HOURS, C.NO_SHOW, C.OTHER),
    Side.CITY: (C.SUPPORT_ENDED, C.SUPPORT_LATE, C.NO_SHOW, C.OTHER),
    Side.OTHER: (C.AGREED, C.OTHER),
}  # fmt: skip


class Now(models.TextChoices):
    """What somebody does after a placement has ended. Nobody has to say."""

    JOB_HERE = "job_here", _("I work at the same place")
    JOB_ELSEWHERE = "job_elsewhere", _("I work somewhere else")
    STUDIES = "studies", _("I study")
    SEEKING = "seeking", _("I look for work")
    OTHER = "other", _("Something else")
    NOT_SAID = "not_said", _("I do not want to say")


AT_WORK = frozenset({Now.JOB_HERE, Now.JOB_ELSEWHERE, Now.STUDIES})
SIDES = (Side.PERSON, Side.EMPLOYER)
ASKED = tuple((months, side) for months in FOLLOW_UP_MONTHS for side in SIDES)
EMPLOYER_IS_ASKED_ANYWAY_AT = 1  # months: whether it would have happened without the pact


def holds_on(answer: str, now: str) -> bool | None:
    """Whether an answer says that the person is at work or studies; None where it does not say."""
    if now:
        return None if now == Now.NOT_SAID else now in AT_WORK
    return answer != "left" if answer else None

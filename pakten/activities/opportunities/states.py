"""Openings and placements: kinds, states and legal moves, as tables."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pakten.base.access import Verb
from pakten.parties.pacts.states import Deed


class OpeningKind(models.TextChoices):
    """The forms of the job partnership (seed 004); what each asks for stands in `kinds`."""

    JOB = "job", _("Job")
    INTERNSHIP = "internship", _("Internship")
    APL = "apl", _("Workplace-based learning (APL)")
    EXTRA_JOB = "extra_job", _("Extra job")
    JOB_ROTATION = "job_rotation", _("Job rotation")
    STUDY_VISIT = "study_visit", _("Study visit")
    RECRUITMENT_EVENT = "recruitment_event", _("Recruitment event")
    GUEST_LECTURE = "guest_lecture", _("Guest lecture")
    SCHOOL_VISIT = "school_visit", _("School visit")
    TRADE_DIALOGUE = "trade_dialogue", _("Trade dialogue")
    SUPERVISOR_TRAINING = "supervisor_training", _("Supervisor training")


class OpeningState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    OPEN = "open", _("Open")
    PAUSED = "paused", _("Paused")
    FILLED = "filled", _("Filled")
    CLOSED = "closed", _("Closed")


class PauseReason(models.TextChoices):
    """Why nobody is proposed for a while."""

    HOLIDAY = "holiday", _("Holidays")
    SUPERVISOR = "supervisor", _("The supervisor is away")
    ORDERS = "orders", _("Less to do just now")
    CHANGES = "changes", _("The work is being changed")
    STALE = "stale", _("No sign of life from the member")
    OTHER = "other", _("Something else")


S = OpeningState
# target -> (allowed origins, verb)
OPENINGS: dict[OpeningState, tuple[frozenset[OpeningState], Verb]] = {
    S.OPEN: (frozenset({S.DRAFT}), Verb.PUBLISH_OPENING),
    S.PAUSED: (frozenset({S.OPEN}), Verb.PAUSE_OPENING),
    S.CLOSED: (frozenset({S.DRAFT, S.OPEN, S.PAUSED, S.FILLED}), Verb.CLOSE_OPENING),
}
# a pause ends where it began
RESUMED_FROM = S.PAUSED
# without a sign of life, or past its dates, an opening is stale; then the member is reminded, and
# after these days more it rests until somebody says that it is still true
STALE_DAYS = 45
REST_DAYS = 14

# what a started placement, or a held event, is recorded as
DEEDS: dict[OpeningKind, Deed] = {
    OpeningKind.JOB: Deed.JOB_STARTED,
    OpeningKind.INTERNSHIP: Deed.INTERNSHIP_STARTED,
    OpeningKind.APL: Deed.APL_STARTED,
    OpeningKind.EXTRA_JOB: Deed.EXTRA_JOB_STARTED,
    OpeningKind.JOB_ROTATION: Deed.JOB_ROTATION_STARTED,
    OpeningKind.STUDY_VISIT: Deed.STUDY_VISIT_HELD,
    OpeningKind.RECRUITMENT_EVENT: Deed.RECRUITMENT_EVENT_HELD,
    OpeningKind.GUEST_LECTURE: Deed.GUEST_LECTURE_HELD,
    OpeningKind.SCHOOL_VISIT: Deed.SCHOOL_VISIT_HELD,
    OpeningKind.TRADE_DIALOGUE: Deed.TRADE_DIALOGUE_HELD,
    OpeningKind.SUPERVISOR_TRAINING: Deed.SUPERVISOR_TRAINED,
}
FOR_ONE_PERSON = frozenset(
    {
        OpeningKind.JOB,
        OpeningKind.INTERNSHIP,
        OpeningKind.APL,
        OpeningKind.EXTRA_JOB,
        OpeningKind.JOB_ROTATION,
    }
)


class Employment(models.TextChoices):
    """How somebody is employed."""

    TRIAL = "trial", _("Trial employment")
    PERMANENT = "permanent", _("Until further notice")
    FIXED = "fixed", _("For a fixed time")
    SEASON = "season", _("For the season")
    HOURLY = "hourly", _("By the hour")


class OwnTerm(models.TextChoices):
    """What an opening asks for in columns of its own: each can be a must or nice to have."""

    SWEDISH = "swedish", _("Swedish")
    YEARS = "years", _("Experience")
    TIME = "time", _("When the day begins")
    HOURS = "hours", _("Hours a week")
    PLACE = "place", _("Place")
    START = "start", _("First day")
    TIMES = "times", _("When the work is")


class RequirementKind(models.TextChoices):
    SKILL = "skill", _("Can")
    LANGUAGE = "language", _("Speaks")
    SWEDISH = "swedish", _("Swedish")


class PlacementState(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    ACCEPTED = "accepted", _("The person said yes")
    PRESENTED = "presented", _("Presented")
    INTERVIEWED = "interviewed", _("Interview")
    AGREED = "agreed", _("Agreed")
    STARTED = "started", _("Started")
    ENDED = "ended", _("Ended")
    DECLINED = "declined", _("Declined")


class Side(models.TextChoices):
    """Whose answer or whose cause: always said, never guessed."""

    PERSON = "person", _("The person")
    EMPLOYER = "employer", _("The employer")
    CITY = "city", _("The city")
    OTHER = "other", _("Something else")


class DeclineReason(models.TextChoices):
    """Kind, coded reasons: why not this time."""

    OTHER_PLANS = "other_plans", _("Has other plans")
    TIME = "time", _("The hours do not fit")
    PLACE = "place", _("Too far away")
    WRONG_WORK = "wrong_work", _("Another kind of work is wanted")
    SKILLS = "skills", _("Something needed is missing for now")
    LANGUAGE = "language", _("More Swedish is needed first")
    FILLED = "filled", _("The place was filled")
    NO_NEED = "no_need", _("The need changed")
    NO_ANSWER = "no_answer", _("No answer came")
    NOT_COME = "not_come", _("Did not come to the meeting")


R = DeclineReason
# whose no -> the reasons that can be theirs
REASONS: dict[Side, tuple[DeclineReason, ...]] = {
    Side.PERSON: (R.PLACE, R.TIME, R.WRONG_WORK, R.SKILLS, R.LANGUAGE, R.OTHER_PLANS),
    Side.EMPLOYER: (R.SKILLS, R.LANGUAGE, R.TIME, R.NOT_COME, R.FILLED, R.NO_NEED, R.NO_ANSWER),
    Side.CITY: (R.SKILLS, R.LANGUAGE, R.NO_ANSWER, R.NOT_COME, R.OTHER_PLANS),
    Side.OTHER: (R.FILLED, R.NO_NEED, R.OTHER_PLANS),
}


class EndOutcome(models.TextChoices):
    JOB = "job", _("Job")
    STUDIES = "studies", _("Studies")
    COMPLETED = "completed", _("Carried through as planned")
    BROKEN_OFF = "broken_off", _("Broken off")


P = PlacementState
# target -> (allowed origins, verb)
PLACEMENTS: dict[PlacementState, tuple[frozenset[PlacementState], Verb]] = {
    P.ACCEPTED: (frozenset({P.PROPOSED}), Verb.ACCEPT_PROPOSAL),
    P.PRESENTED: (frozenset({P.ACCEPTED}), Verb.PRESENT_PERSON),
    P.INTERVIEWED: (frozenset({P.PRESENTED}), Verb.ANSWER_PRESENTATION),
    P.AGREED: (frozenset({P.PRESENTED, P.INTERVIEWED}), Verb.AGREE_PLACEMENT),
    P.STARTED: (frozenset({P.AGREED}), Verb.START_PLACEMENT),
    P.ENDED: (frozenset({P.STARTED}), Verb.END_PLACEMENT),
    P.DECLINED: (
        frozenset({P.PROPOSED, P.ACCEPTED, P.PRESENTED, P.INTERVIEWED, P.AGREED}),
        Verb.DECLINE_PROPOSAL,
    ),
    # a person's own answer taken back: a yes before anybody was told, a no while the place is free
    P.PROPOSED: (frozenset({P.ACCEPTED, P.DECLINED}), Verb.UNDO_ANSWER),
}
LIVE = frozenset({P.PROPOSED, P.ACCEPTED, P.PRESENTED, P.INTERVIEWED, P.AGREED, P.STARTED})
SHOWN_TO_EMPLOYER = frozenset({P.PRESENTED, P.INTERVIEWED, P.AGREED, P.STARTED, P.ENDED})
FOLLOW_UP_MONTHS = (1, 3, 6, 12, 36)
DECIDED = (P.AGREED, P.STARTED, P.ENDED)  # the employer reads the name from now on
TAKES_SEAT = frozenset({P.AGREED, P.STARTED, P.ENDED})
BEFORE_SEAT = frozenset({P.PROPOSED, P.ACCEPTED, P.PRESENTED, P.INTERVIEWED})
# the employer's own no is an answer to a presentation, so it goes with that verb
EMPLOYER_MAY_SAY_NO = frozenset({P.PRESENTED, P.INTERVIEWED})
# who has the next move
WAITS_ON: dict[PlacementState, Side] = {
    P.PROPOSED: Side.PERSON,
    P.ACCEPTED: Side.CITY,
    P.PRESENTED: Side.EMPLOYER,
    P.INTERVIEWED: Side.EMPLOYER,
    P.AGREED: Side.CITY,
}

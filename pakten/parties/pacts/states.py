"""Coded values of the pact's catalogue."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Counting(models.TextChoices):
    """How a measure is counted."""

    DEEDS = "deeds", _("Deeds in the ledger")
    LETTERS = "letters", _("Letters of intent in force")
    FORMULA = "formula", _("Worked out from other measures")


class Deed(models.TextChoices):
    """What can be done and recorded once; measures say which deeds they count (seed 004)."""

    JOB_OFFERED = "job_offered", _("Job offered")
    JOB_STARTED = "job_started", _("Job started")
    EXTRA_JOB_STARTED = "extra_job_started", _("Extra job started")
    INTERNSHIP_STARTED = "internship_started", _("Internship started")
    APL_STARTED = "apl_started", _("APL place started")
    JOB_ROTATION_STARTED = "job_rotation_started", _("Job rotation started")
    MENTOR_PAIR_STARTED = "mentor_pair_started", _("Mentor pair started")
    MENTOR_PAIR_COMPLETED = "mentor_pair_completed", _("Mentor programme carried out")
    PERSON_PRESENTED = "person_presented", _("Candidate presented in time")
    STUDY_VISIT_HELD = "study_visit_held", _("Study visit held")
    GUEST_LECTURE_HELD = "guest_lecture_held", _("Guest lecture held")
    SCHOOL_VISIT_HELD = "school_visit_held", _("School visit held")
    RECRUITMENT_EVENT_HELD = "recruitment_event_held", _("Recruitment event held")
    TRADE_DIALOGUE_HELD = "trade_dialogue_held", _("Trade dialogue held")
    SUPERVISOR_TRAINED = "supervisor_trained", _("Supervisor or mentor trained")
    EQUALITY_TRAINED = "equality_trained", _("Supervisor trained against stereotypes")
    BOARD_MEETING_HELD = "board_meeting_held", _("Board meeting held")
    BOARD_MEETING_ATTENDED = "board_meeting_attended", _("Board meeting attended")
    BOARD_PARTICIPANT = "board_participant", _("Participant in a board meeting")
    NETWORK_MEETING_HELD = "network_meeting_held", _("Network meeting held")
    NETWORK_MEETING_ATTENDED = "network_meeting_attended", _("Network meeting attended")
    NETWORK_PARTICIPANT = "network_participant", _("Participant in a network meeting")
    CLAUSE_APPLIED = "clause_applied", _("Social clause applied")
    CLAUSE_JOB_STARTED = "clause_job_started", _("Job started through a social clause")
    CLAUSE_INTERNSHIP_STARTED = (
        "clause_internship_started",
        _("Internship started through a social clause"),
    )
    OUTREACH_MET = "outreach_met", _("Person met by outreach")
    OUTREACH_REFERRED = "outreach_referred", _("Person referred on by outreach")
    SUPPORT_GIVEN = "support_given", _("Support given by the city")
    LETTER_SIGNED = "letter_signed", _("Letter of intent signed")
    OTHER = "other", _("Something else, told by hand")


class StaffRole(models.TextChoices):
    """Roles held in a whole pact."""

    COORDINATOR = "coordinator", _("Coordinator")
    COUNSELLOR = "counsellor", _("Counsellor")
    PROCUREMENT = "procurement", _("Procurement officer")
    BOARD = "board", _("Board member")
    ANALYST = "analyst", _("Analyst")
    ADMIN = "admin", _("Administrator")


class LetterKind(models.TextChoices):
    """Which letters somebody signs for the city; the kinds follow the member's kind."""

    ALL = "all", _("All letters")
    COMPANIES = "companies", _("Letters with companies")
    PUBLIC = "public", _("Letters with authorities and the city's own")
    ASSOCIATIONS = "associations", _("Letters with associations")


class TextChangeKind(models.TextChoices):
    """Why a text was changed."""

    WRITTEN = "written", _("Written")
    CORRECTED = "corrected", _("Spelling corrected")
    TRANSLATED = "translated", _("Translated")
    REVIEWED = "reviewed", _("Looked through")


class Freshness(models.TextChoices):
    """How a language of a text stands beside the Swedish."""

    FRESH = "fresh", _("Matches the Swedish")
    MACHINE = "machine", _("Made by a machine, not looked through")
    OUTDATED = "outdated", _("Older than the Swedish")
    MISSING = "missing", _("Missing, the Swedish is shown")


class ImageKind(models.TextChoices):
    """Kinds of picture that cannot carry a program."""

    PNG = "image/png", "PNG"
    WEBP = "image/webp", "WebP"


class LookState(models.TextChoices):
    """A look is tried before it is used, and can come back after."""

    TRIAL = "trial", _("On trial")
    USED = "used", _("In use")
    BEFORE = "before", _("Used before")


# Deeds that the product records by itself: a second measure of one of them would stay at nought.
RECORDED_BY_ITSELF = frozenset(
    {
        Deed.JOB_OFFERED,
        Deed.JOB_STARTED,
        Deed.EXTRA_JOB_STARTED,
        Deed.INTERNSHIP_STARTED,
        Deed.APL_STARTED,
        Deed.PERSON_PRESENTED,
    }
)

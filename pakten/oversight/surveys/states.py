"""Coded values of surveys and interviews, and the legal moves."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pakten.base.access import Verb


class AnswerKind(models.TextChoices):
    """How a question is answered."""

    ONE = "one", _("One choice")
    SEVERAL = "several", _("Several choices")
    SCALE = "scale", _("Scale from 1 to 5")
    YES_NO = "yes_no", _("Yes or no")
    WORDS = "words", _("Own words")
    NUMBER = "number", _("A number")


SCALE = ("1", "2", "3", "4", "5")
YES, NO = "yes", "no"
CHOSEN = frozenset({AnswerKind.ONE, AnswerKind.SEVERAL})
CODED = frozenset({AnswerKind.ONE, AnswerKind.SEVERAL, AnswerKind.SCALE, AnswerKind.YES_NO})


class Asked(models.TextChoices):
    """Whom a question is written for."""

    PARTICIPANT = "participant", _("Participants")
    MEMBER = "member", _("Members")
    MENTOR = "mentor", _("Mentors")


class Audience(models.TextChoices):
    """Who is asked, and when the moment has come."""

    AFTER_START = "after_start", _("Participants, two weeks after the start")
    AFTER_3_MONTHS = "after_3_months", _("Participants, three months after the start")
    AFTER_END = "after_end", _("Participants, a week after the end")
    AFTER_CHECK_IN = "after_check_in", _("Members, after a check-in")
    CONTACTS = "contacts", _("The first contact of every active member")
    OPEN_LINK = "open_link", _("Everybody who has the link")


PARTICIPANTS = frozenset({Audience.AFTER_START, Audience.AFTER_3_MONTHS, Audience.AFTER_END})
# how many days after the event the moment comes; it lasts for `MOMENT_LASTS` days
DAYS_AFTER: dict[Audience, int] = {
    Audience.AFTER_START: 14,
    Audience.AFTER_3_MONTHS: 91,
    Audience.AFTER_END: 7,
    Audience.AFTER_CHECK_IN: 1,
}
MOMENT_LASTS = 30


class Privacy(models.TextChoices):
    """What ties an answer to who gave it."""

    ANONYMOUS = "anonymous", _("Anonymous: nothing ties an answer to who was asked")
    LINKED = "linked", _("Linked, for those who agree to it")


class SurveyState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


S = SurveyState
# target -> (allowed origins, verb)
SURVEYS: dict[SurveyState, tuple[frozenset[SurveyState], Verb]] = {
    S.OPEN: (frozenset({S.DRAFT}), Verb.OPEN_SURVEY),
    S.CLOSED: (frozenset({S.OPEN}), Verb.CLOSE_SURVEY),
}


class Interviewed(models.TextChoices):
    """What kind of person was interviewed: all that is ever told of who said something."""

    PARTICIPANT = "participant", _("Participant")
    MEMBER = "member", _("Member")
    MENTOR = "mentor", _("Mentor")
    STAFF = "staff", _("Works for the city")


class Agreed(models.TextChoices):
    """What somebody interviewed has said yes to."""

    NOTES = "notes", _("That notes are taken and kept for two years")
    THEMES = "themes", _("That what is said is counted by theme, without who said it")
    QUOTES = "quotes", _("To be asked about quoting some sentences")


class QuoteState(models.TextChoices):
    PROPOSED = "proposed", _("Waits for a yes from the interviewed")
    APPROVED = "approved", _("Approved by the interviewed")
    PUBLIC = "public", _("Public")
    WITHDRAWN = "withdrawn", _("Withdrawn")


Q = QuoteState
QUOTES: dict[QuoteState, tuple[frozenset[QuoteState], Verb]] = {
    Q.APPROVED: (frozenset({Q.PROPOSED}), Verb.APPROVE_QUOTE),
    Q.PUBLIC: (frozenset({Q.APPROVED}), Verb.PUBLISH_QUOTE),
    Q.WITHDRAWN: (frozenset({Q.PROPOSED, Q.APPROVED, Q.PUBLIC}), Verb.WITHDRAW_QUOTE),
}


class ApprovedHow(models.TextChoices):
    """How the interviewed said yes to the quote as it stands."""

    READ_MAIL = "read_mail", _("Read it in a mail and answered yes")
    READ_ALOUD = "read_aloud", _("Heard it read aloud and said yes")
    ON_PAPER = "on_paper", _("Signed it on paper")

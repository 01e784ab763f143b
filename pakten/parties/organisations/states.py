"""Kinds of organisation and the way into the pact (mission P2)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pakten.base.access import Verb


class Kind(models.TextChoices):
    COMPANY = "company", _("Company")
    MUNICIPAL_COMPANY = "municipal_company", _("Municipal company")
    CITY_ADMINISTRATION = "city_administration", _("City administration")
    AUTHORITY = "authority", _("Authority")
    ASSOCIATION = "association", _("Association")


class Stage(models.TextChoices):
    """Where an organisation stands. *Expiring* is not stored: it follows from the letter's end."""

    INTEREST = "interest", _("Interest")
    DIALOGUE = "dialogue", _("Dialogue")
    DRAFT = "draft", _("Draft")
    READY = "ready", _("Ready to sign")
    ACTIVE = "active", _("Active")
    ENDED = "ended", _("Ended")


class Level(models.TextChoices):
    """Level of engagement, the member's own choice (seed 004, Anslutning)."""

    SMALL = "small", _("A few hours a month")
    MEDIUM = "medium", _("A regular part of our work")
    LARGE = "large", _("A leading partner")


class VettingState(models.TextChoices):
    """What the city's own look at an organisation came to. `parties.vetting` decides it."""

    NONE = "none", _("Not vetted")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Approval withdrawn")


class ContactRole(models.TextChoices):
    """What a contact does for the organisation in the pact; one person may have several."""

    SIGNS = "signs", _("Signs the letter")
    DAILY = "daily", _("Handles the everyday work")
    RECRUITS = "recruits", _("Recruits")
    COMMUNICATES = "communicates", _("Handles communication")


CONTACT_LANGUAGES = [("sv", _("Swedish")), ("en", _("English"))]


# Languages an association may meet people in, each by its own name.
SPOKEN_LANGUAGES = [
    ("sv", "Svenska"),
    ("en", "English"),
    ("ar", "العربية"),
    ("so", "Soomaali"),
    ("ti", "ትግርኛ"),
    ("fa", "فارسی"),
    ("prs", "دری"),
    ("ps", "پښتو"),
    ("uk", "Українська"),
    ("ru", "Русский"),
    ("pl", "Polski"),
    ("es", "Español"),
    ("fr", "Français"),
    ("tr", "Türkçe"),
    ("ku", "Kurdî"),
    ("ckb", "کوردی"),
    ("bs", "Bosanski / Srpski"),
    ("sq", "Shqip"),
    ("am", "አማርኛ"),
    ("ur", "اردو"),
    ("bn", "বাংলা"),
    ("th", "ไทย"),
    ("zh", "中文"),
]


class TalkKind(models.TextChoices):
    """How the office and the organisation spoke."""

    CALL = "call", _("Phone call")
    MAIL = "mail", _("E-mail")
    MEETING = "meeting", _("Meeting")
    VISIT = "visit", _("Visit")


class RepresentativeRole(models.TextChoices):
    """Roles held in one organisation."""

    MEMBER = "member", _("Member representative")
    MENTOR = "mentor", _("Mentor")


class Want(models.TextChoices):
    """What an organisation wants most, as the guide asks it."""

    STAFF = "staff", _("Find staff")
    SHARE = "share", _("Share what we know")
    OPEN = "open", _("Open our doors to students")
    KNOW = "know", _("Get to know people")
    ADVISE = "advise", _("Give advice")


class Hours(models.TextChoices):
    """Time in a month."""

    TWO = "2", _("2 hours")
    FOUR = "4", _("4 hours")
    EIGHT = "8", _("8 hours")
    MORE = "more", _("More")


class InterestState(models.TextChoices):
    NEW = "new", _("New")
    ACCEPTED = "accepted", _("Dialogue started")
    DECLINED = "declined", _("Declined")


class DeclineReason(models.TextChoices):
    OUTSIDE_CITY = "outside_city", _("Works outside the city")
    EXCLUDED_SECTOR = "excluded_sector", _("The sector is not part of the pact")
    NO_ANSWER = "no_answer", _("Could not be reached")
    OWN_CHOICE = "own_choice", _("They changed their mind")
    DOUBLE = "double", _("Already in the register")


# target stage -> (allowed origins, verb)
STAGES: dict[Stage, tuple[frozenset[Stage], Verb]] = {
    Stage.DIALOGUE: (frozenset({Stage.INTEREST, Stage.DRAFT, Stage.ENDED}), Verb.EDIT_ORGANISATION),
    Stage.DRAFT: (
        frozenset({Stage.INTEREST, Stage.DIALOGUE, Stage.READY, Stage.ENDED}),
        Verb.DRAFT_LETTER,
    ),
    Stage.READY: (frozenset({Stage.DRAFT}), Verb.READY_LETTER),
    Stage.ACTIVE: (frozenset({Stage.READY}), Verb.SIGN_LETTER),
    Stage.ENDED: (frozenset({Stage.ACTIVE, Stage.DIALOGUE}), Verb.END_LETTER),
}

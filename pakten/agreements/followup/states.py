"""Coded values of the yearly check-in and of how promises are kept, and the legal moves."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pakten.base.access import Verb


class CampaignState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    OPEN = "open", _("Under way")
    CLOSED = "closed", _("Closed")


# target state -> (allowed origins, verb)
CAMPAIGNS: dict[CampaignState, tuple[frozenset[CampaignState], Verb]] = {
    CampaignState.OPEN: (frozenset({CampaignState.PLANNED}), Verb.OPEN_CAMPAIGN),
    CampaignState.CLOSED: (frozenset({CampaignState.OPEN}), Verb.CLOSE_CAMPAIGN),
}


class SheetState(models.TextChoices):
    DRAFT = "draft", _("Being prepared")
    SENT = "sent", _("With the member")
    AGREED = "agreed", _("Agreed by both")
    CLOSED = "closed", _("Closed")


# verb -> (allowed origins, target state); a step back is a move of its own
SHEETS: dict[Verb, tuple[frozenset[SheetState], SheetState]] = {
    Verb.SEND_CHECK_IN: (frozenset({SheetState.DRAFT}), SheetState.SENT),
    Verb.AGREE_CHECK_IN: (frozenset({SheetState.SENT}), SheetState.AGREED),
    Verb.CLOSE_CHECK_IN: (frozenset({SheetState.AGREED}), SheetState.CLOSED),
    Verb.REOPEN_CHECK_IN: (frozenset({SheetState.AGREED}), SheetState.SENT),
    Verb.OBJECT_CHECK_IN: (
        frozenset({SheetState.SENT, SheetState.AGREED, SheetState.CLOSED}),
        SheetState.SENT,
    ),
}
OPEN_FOR_CHANGE = frozenset({SheetState.DRAFT, SheetState.SENT})


class Decision(models.TextChoices):
    """What the parties do with the letter."""

    GO_ON = "go_on", _("Carry on")
    REVISE = "revise", _("Change")
    END = "end", _("End")


class Next(models.TextChoices):
    """What becomes of one promise."""

    GO_ON = "go_on", _("Goes on")
    CHANGE = "change", _("Changes")
    DROP = "drop", _("Finishes")


class Told(models.TextChoices):
    """What the parties say about the figure. It is never changed by that."""

    RIGHT = "right", _("The number is right")
    MORE = "more", _("Something is missing")


class How(models.TextChoices):
    """How a party said yes."""

    SIGNED_IN = "signed_in", _("Signed in")
    PHONE = "phone", _("By phone, noted by the pact office")
    LINK = "link", _("By a personal link and a code")


class Side(models.TextChoices):
    """Whose cause it was: always said, never guessed."""

    MEMBER = "member", _("The member")
    CITY = "city", _("The city")
    PERSON = "person", _("The person")
    AROUND = "around", _("Circumstances")


class Cause(models.TextChoices):
    """Why less was done than promised."""

    NO_CANDIDATES = "no_candidates", _("Nobody was proposed")
    FEW_SUITED = "few_suited", _("Too few had the experience needed")
    NO_SUPERVISOR = "no_supervisor", _("Nobody could supervise")
    NO_TIME = "no_time", _("Short of time in the busy season")
    REORGANISED = "reorganised", _("Reorganisation or new people in charge")
    BUSINESS_DOWN = "business_down", _("Less business, no hiring")
    PERSON_DECLINED = "person_declined", _("The person chose something else")
    CITY_LATE = "city_late", _("The city did not do its part")
    CALLED_OFF = "called_off", _("Was called off")
    NOT_RECORDED = "not_recorded", _("Done, but not recorded yet")
    TOO_HIGH = "too_high", _("The promise was too high from the start")
    OTHER = "other", _("Something else")


_ANY = (Side.MEMBER, Side.CITY, Side.PERSON, Side.AROUND)
_PARTIES = (Side.MEMBER, Side.CITY)
# cause -> whose it can be; what is not here can be anybody's
SIDES: dict[Cause, tuple[Side, ...]] = {
    Cause.NO_CANDIDATES: (Side.CITY, Side.AROUND),
    Cause.FEW_SUITED: (Side.CITY, Side.AROUND),
    Cause.NO_SUPERVISOR: _PARTIES,
    Cause.NO_TIME: _PARTIES,
    Cause.REORGANISED: _PARTIES,
    Cause.BUSINESS_DOWN: (Side.MEMBER, Side.AROUND),
    Cause.PERSON_DECLINED: (Side.PERSON,),
    Cause.CITY_LATE: (Side.CITY,),
    Cause.CALLED_OFF: _ANY,
    Cause.NOT_RECORDED: _PARTIES,
    Cause.TOO_HIGH: _PARTIES,
}


class Standing(models.TextChoices):
    """One promise beside an even pace."""

    KEPT = "kept", _("Done")
    ON_PLAN = "on_plan", _("On plan")
    BEHIND = "behind", _("Behind plan")
    LATE = "late", _("Past its day")


TONES = {Standing.KEPT: "info", Standing.ON_PLAN: "ok", Standing.BEHIND: "warning",
         Standing.LATE: "late"}  # fmt: skip
SHORT = frozenset({Standing.BEHIND, Standing.LATE})


class Keeping(models.TextChoices):
    """How a member keeps what it promised, on a day. The rules are in `rules.keeping`."""

    ACTIVE = "active", _("On track")
    LATE = "late", _("Running late")
    SILENT = "silent", _("Gone quiet")
    DORMANT = "dormant", _("Dormant")


# of several members, in the middle of a sentence
MANY = {
    Keeping.ACTIVE: _("on track"),
    Keeping.LATE: _("running late"),
    Keeping.SILENT: _("gone quiet"),
    Keeping.DORMANT: _("dormant"),
}


class RestReason(models.TextChoices):
    """Why a member rests: an agreed pause with a last day."""

    REORGANISED = "reorganised", _("Reorganisation or new people in charge")
    BUSINESS_DOWN = "business_down", _("Less business, no hiring")
    NO_TIME = "no_time", _("Short of time for now")
    NO_NEED = "no_need", _("No need of staff for now")
    WAITS_FOR_CITY = "waits_for_city", _("Waits for the city")


class WayOut(models.TextChoices):
    """What a dormant member answers when asked how it wants to go on."""

    GO_ON = "go_on", _("Go on as it is")
    REST = "rest", _("Rest for a while")
    LESS = "less", _("Promise less")
    END = "end", _("End with thanks")

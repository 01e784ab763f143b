"""What notices are about, how often somebody hears of it, and who a reader is."""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pakten.base.access import Role


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody to tell: a contact, or the owner of an account. `language` is the contact's own."""

    email: str
    name: str = ""
    language: str = ""
    account_id: int | None = None


class Topic(models.TextChoices):
    """What a notice is about. A person sets a pace for each."""

    LETTERS = "letters", _("Letters of intent")
    SIGNING = "signing", _("Signing")
    CHECKINS = "checkins", _("Yearly check-ins")
    PLACEMENTS = "placements", _("Proposals and placements")
    PEOPLE = "people", _("Participants")
    REGISTER = "register", _("Members and interest forms")
    COMMENTS = "comments", _("Comments")
    REMINDERS = "reminders", _("Reminders")
    ACCOUNT = "account", _("Your account")


class Pace(models.TextChoices):
    """How often somebody gets mail about a topic."""

    AT_ONCE = "at_once", _("At once")
    DAILY = "daily", _("Daily")
    WEEKLY = "weekly", _("Weekly")
    OFF = "off", _("Off")


class NoticeState(models.TextChoices):
    """What became of a notice."""

    WAITING = "waiting", _("Waits for a digest")
    HANDED_OVER = "handed_over", _("In a mail")
    KEPT = "kept", _("Only on the notices page")
    DROPPED = "dropped", _("Not wanted")


class Failure(models.TextChoices):
    """Why a mail was not delivered, and with it what mends it."""

    ADDRESS = "address", _("The address is not a mail address.")
    REFUSED = "refused", _("The receiver's mail server does not know the address.")
    SERVER = "server", _("Our mail server did not take it, although we tried several times.")


@dataclass(frozen=True, slots=True)
class Rule:
    """What a topic is for, how often one hears of it without choosing, and whether it can be off."""

    about: str | Promise
    pace: Pace
    can_be_off: bool = True


ALWAYS = frozenset({Topic.ACCOUNT})
RULES: dict[Topic, Rule] = {
    Topic.LETTERS: Rule(_("A letter is ready, in force, revised or ended"), Pace.AT_ONCE),
    Topic.SIGNING: Rule(_("Yours to sign, signed by another"), Pace.AT_ONCE, can_be_off=False),
    Topic.CHECKINS: Rule(_("The sheet is ready, sent, agreed or late"), Pace.AT_ONCE),
    Topic.PLACEMENTS: Rule(_("A proposal, an answer, a first day"), Pace.AT_ONCE),
    Topic.PEOPLE: Rule(_("A yes taken back, somebody to call"), Pace.AT_ONCE),
    Topic.REGISTER: Rule(_("Somebody wants to join, a member's details change"), Pace.AT_ONCE),
    Topic.COMMENTS: Rule(_("In drafts and check-ins that you take part in"), Pace.DAILY),
    Topic.REMINDERS: Rule(_("Last days that come near, promises that fall behind"), Pace.DAILY),
    Topic.ACCOUNT: Rule(_("A new role, a way in"), Pace.AT_ONCE, can_be_off=False),
}

# What each role is ever told of, and so what its settings offer. Everybody also has ALWAYS.
_OFFICE = (
    Topic.REGISTER, Topic.LETTERS, Topic.SIGNING, Topic.CHECKINS, Topic.PLACEMENTS, Topic.PEOPLE,
    Topic.COMMENTS, Topic.REMINDERS,
)  # fmt: skip
TOPICS_OF: dict[Role, tuple[Topic, ...]] = {
    Role.COORDINATOR: _OFFICE,
    Role.ADMIN: _OFFICE,
    Role.MEMBER: tuple(topic for topic in _OFFICE if topic != Topic.PEOPLE),
    Role.MENTOR: (Topic.PLACEMENTS, Topic.REMINDERS),
    Role.PARTICIPANT: (Topic.PLACEMENTS, Topic.REMINDERS),
    Role.COUNSELLOR: (Topic.PLACEMENTS, Topic.PEOPLE, Topic.REMINDERS),
}

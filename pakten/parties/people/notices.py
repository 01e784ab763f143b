"""Messages about participants. A mail never holds a participant's name or what they said."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from pakten.base.accounts.models import Account
from pakten.base.notices.actions import Reader, tell
from pakten.base.notices.states import Topic
from pakten.parties.organisations.queries import office_readers
from pakten.parties.pacts.models import Pact
from pakten.parties.people.models import CallbackRequest, Consent, Participant, ProfileLink
from pakten.parties.people.states import CALL_LANGUAGES, CallTime, Door, Purpose


def counsellor_readers(person: Participant) -> list[Reader]:
    """The person's counsellor; the office while there is none."""
    to = person.counsellor
    if to is None:
        return office_readers(person.pact_id)
    return [Reader(to.email, to.name, account_id=to.pk)]


def tell_of_withdrawn_consent(person: Participant, consent: Consent, *, at: datetime) -> None:
    """The counsellor hears that a yes was taken back."""

    def write(reader: Reader) -> tuple[str, str]:
        text = _(
            "One of your participants no longer agrees to: {purpose}.\n\n"
            "It takes effect at once. Sign in to see who it is."
        )
        words = {"purpose": Purpose(consent.purpose).label}
        return _("A participant has taken back a yes"), text.format(**words)

    tell(
        counsellor_readers(person),
        write,
        topic=Topic.PEOPLE,
        about=f"consent:{consent.pk}:withdrawn",
        path=reverse("see_person", args=[person.pk]),
        at=at,
    )


def tell_of_access(person: Participant, account: Account, *, at: datetime) -> None:
    """The participant gets a way in, in the own language."""

    def write(reader: Reader) -> tuple[str, str]:
        text = _(
            "You can see your own profile and your proposals in the Integration Pact, {city}. "
            "You decide what we may do with what you have told us.\n\n"
            "Sign in with the link below. Write your e-mail address and you get a code. You need no"
            " password."
        )
        return _("You can now sign in"), text.format(city=person.pact.city)

    tell(
        [Reader(account.email, account.name, person.language, account.pk)],
        write,
        topic=Topic.ACCOUNT,
        about=f"access:{person.pk}:{account.pk}",
        path=reverse("account_login"),
        at=at,
    )


def tell_of_callback(pact: Pact, request: CallbackRequest, *, at: datetime) -> None:
    """The office hears that somebody waits; the name and the number stay in Pakten."""

    def write(reader: Reader) -> tuple[str, str]:
        words = {
            "door": Door(request.door).label,
            "language": dict(CALL_LANGUAGES).get(request.language, request.language),
            "time": CallTime(request.best_time).label,
        }
        about = _("It is about: {door}. Language: {language}. Time: {time}.").format(**words)
        return _("Somebody wants to be called"), f"{about}\n\n" + _("Sign in to see whom to call.")

    tell(
        [*office_readers(pact.pk), Reader(pact.email)],
        write,
        topic=Topic.PEOPLE,
        about=f"callback:{request.pk}",
        path=reverse("see_callbacks"),
        at=at,
    )


def send_link(link: ProfileLink, secret: str, *, at: datetime) -> None:
    """A way in to the own profile: a key, so it goes at once and is not kept."""

    def write(reader: Reader) -> tuple[str, str]:
        text = _(
            "Press the link to go on with your profile in the Integration Pact, {city}. "
            "It works for 7 days, once.\n\n"
            "Did you not ask for this? Then do nothing."
        )
        return _("Your link"), text.format(city=link.pact.city)

    tell(
        [Reader(link.email, language=link.language)],
        write,
        topic=Topic.ACCOUNT,
        about=f"profile-link:{link.pk}",
        path=reverse("open_profile", args=[secret]),
        at=at,
        urgent=True,
    )


def send_to_sign_in(account: Account, *, at: datetime) -> None:
    """Somebody with another account asked to begin: they sign in as usual."""

    def write(reader: Reader) -> tuple[str, str]:
        return _("You have an account already"), _(
            "Somebody wrote your e-mail address to begin a profile. You have an account already. "
            "Sign in as usual.\n\nDid you not ask for this? Then do nothing."
        )

    tell(
        [Reader(account.email, account.name, account.language, account.pk)],
        write,
        topic=Topic.ACCOUNT,
        about=f"begin:{account.pk}:{at.isoformat()}",
        path=reverse("account_login"),
        at=at,
    )


def tell_of_begun(person: Participant, *, is_like_another: bool, at: datetime) -> None:
    """The office hears that somebody began alone; whether it may be one person twice, they alone."""

    def write(reader: Reader) -> tuple[str, str]:
        text = _(
            "A new person has begun a profile alone and waits for a counsellor. "
            "Sign in to see who it is and to choose one."
        )
        twin = _("The person may be registered already. Compare the two before you choose.")
        return _("Somebody has begun a profile"), f"{text}\n\n{twin}" if is_like_another else text

    tell(
        office_readers(person.pact_id),
        write,
        topic=Topic.PEOPLE,
        about=f"begun:{person.pk}",
        path=reverse("see_person", args=[person.pk]),
        at=at,
    )

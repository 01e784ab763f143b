"""Messages about participants. A mail never holds a participant's name or what they said."""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from pakten.base.accounts.models import Account
from pakten.base.notices.actions import write_message
from pakten.parties.people.models import Participant
from pakten.parties.people.states import Purpose


def tell_of_withdrawn_consent(person: Participant, purpose: Purpose, *, at: datetime) -> None:
    """The counsellor hears that a yes was taken back."""
    to = person.counsellor
    with translation.override(to.language or "sv"):
        write_message(
            to=to.email,
            subject=_("A participant has taken back a yes"),
            body=_(
                "One of your participants no longer agrees to: {purpose}.\n\n"
                "It takes effect at once. Sign in to see who it is."
            ).format(purpose=purpose.label),
            at=at,
        )


def tell_of_access(account: Account, *, city: str, sign_in_url: str, at: datetime) -> None:
    """The participant gets a way in, in the own language."""
    with translation.override(account.language or "sv"):
        write_message(
            to=account.email,
            subject=_("You can now sign in"),
            body=_(
                "Hello {name},\n\n"
                "You can see your own profile and your proposals in the Integration Pact, {city}. "
                "You decide what we may do with what you have told us.\n\n"
                "Sign in here: {link}\n"
                "Write your e-mail address and you get a code. You need no password."
            ).format(name=account.name, city=city, link=sign_in_url),
            at=at,
        )

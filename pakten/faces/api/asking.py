"""What every file needs to know besides its rows: whose it is, where it lies, of which moment."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pakten.faces.api.answers import last_change
from pakten.parties.pacts.http import PactRequest
from pakten.parties.pacts.models import Pact


@dataclass(frozen=True, slots=True)
class Asked:
    """A question for open data."""

    pact: Pact
    base: str
    today: date
    updated: datetime

    @property
    def source(self) -> str:
        """Whom a reader of the figures names as their source."""
        name = f"{self.pact.name}, {self.pact.city}"
        return _("{name} (example figures)").format(name=name) if self.pact.is_example else name

    @property
    def lang(self) -> str:
        return get_language() or "sv"

    def address(self, name: str, *args: object) -> str:
        """The whole address of a page or file of ours."""
        return self.base + reverse(name, args=args)


def asked(request: PactRequest) -> Asked:
    """What a request asks from. The address is the one it came by, which ALLOWED_HOSTS has let in."""
    base = f"{request.scheme}://{request.get_host()}"
    return Asked(request.pact, base, timezone.localdate(), last_change())


def hidden_note(pact: Pact) -> str:
    """Why some figures are missing."""
    return _(
        "Numbers of people below {n} are hidden, and so is one more where a hidden number could be "
        "worked out. A hidden figure is empty and marked; it is not zero."
    ).format(n=pact.smallest_group)

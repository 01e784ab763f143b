"""Messages about the monthly check: a question to the member, and what waits for the office."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from pakten.agreements.assurance.models import Round, Sample
from pakten.base.notices.actions import Reader, tell
from pakten.base.notices.states import Topic
from pakten.parties.organisations.queries import office_readers


def tell_asked(sample: Sample, reader: Reader, token: str, *, at: datetime) -> None:
    """Is this right? One deed, one question, behind a link of one's own."""
    row = sample.outcome

    def write(_reader: Reader) -> tuple[str, str]:
        words = {
            "member": row.organisation.name,
            "what": str(row.measure),
            "day": row.occurred_on.isoformat(),
            "number": row.quantity,
        }
        subject = _("Is this right? One question about %(member)s in the pact") % words
        lead = _("In the pact's results it says: %(what)s, %(number)d, %(day)s, %(member)s.")
        why = _(
            "Every month we draw a few deeds by chance and ask the other side, so that the figures"
            " can be trusted. Answer with the link; it takes less than a minute and needs no account."
        )
        return subject, f"{lead % words}\n\n{why}"

    path = reverse("answer_by_link", args=[token])
    again = "again" if sample.reminded_at else "first"
    about = f"sample:{sample.pk}:{again}"
    tell([reader], write, topic=Topic.CHECKINS, about=about, path=path, at=at, urgent=True)


def tell_office(made: Round, *, at: datetime, again: bool = False) -> None:
    """What members told and the office is to confirm."""
    month = made.month.strftime("%Y-%m")

    def write(_reader: Reader) -> tuple[str, str]:
        lead = _("Left to confirm: deeds that members told of in %(month)s")
        first = _("To confirm: deeds that members told of in %(month)s")
        body = _("They are drawn by chance. Answer from what you have, or ask another contact.")
        return (lead if again else first) % {"month": month}, body

    about = f"samples:{made.pk}:{'again' if again else 'first'}"
    tell(
        office_readers(made.pact_id), write, topic=Topic.REMINDERS, about=about,
        path=f"{reverse('see_samples')}?standing=office", at=at,
    )  # fmt: skip

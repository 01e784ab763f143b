"""What a need still lacks before it can be posted, and where an opening can go from where it is."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pakten.activities.opportunities.kinds import kind_of
from pakten.activities.opportunities.models import Opening
from pakten.activities.opportunities.states import OPENINGS, OpeningState

# the question behind each column that a form of work cannot do without, and why it is asked
QUESTIONS: dict[str, tuple[Promise, Promise]] = {
    "occupation_words": (gettext_lazy("Which work is it?"), gettext_lazy("We look for people by it")),
    "starts_on": (gettext_lazy("Which is the first day?"), gettext_lazy("Courses are planned by it")),
    "ends_on": (gettext_lazy("Which is the last day?"), gettext_lazy("The course has its own dates")),
    "supervisor": (
        gettext_lazy("Who is the supervisor?"), gettext_lazy("The one who receives on the first day")
    ),
    "agreement": (
        gettext_lazy("Which collective agreement holds?"),
        gettext_lazy("It stands in the offer; write “none” if there is none"),
    ),
    "trainee": (
        gettext_lazy("Who of you studies?"), gettext_lazy("A role or initials, never a name")
    ),
    "training": (gettext_lazy("Which training is it?"), gettext_lazy("The one who stands in knows why")),
    "trains_from": (gettext_lazy("When does the training begin?"), gettext_lazy("Then somebody stands in")),
    "trains_until": (gettext_lazy("When does the training end?"), gettext_lazy("So long it lasts")),
}  # fmt: skip


def missing_in(opening: Opening, today: date) -> dict[str, str]:
    """What must be said before the need is posted: column -> the question."""
    left = {
        name: str(QUESTIONS[name][0])
        for name in kind_of(opening.kind).needed
        if not getattr(opening, "occupation" if name == "occupation_words" else name)
    }
    if opening.apply_by and opening.apply_by < today:
        left["apply_by"] = _("This day has already passed.")
    if opening.starts_on and opening.starts_on < today:
        left["starts_on"] = _("This day has already passed.")
    if any(row["guessed"] and not row["seen"] for row in opening.reading):
        left["guesses"] = _("Look at what we guessed: keep it or change it.")
    return left


def refuse_state(origin: str, target: OpeningState) -> None:
    """Raise `ValidationError` for a step that the table does not have."""
    if OpeningState(origin) not in OPENINGS[target][0]:
        label = OpeningState(origin).label
        raise ValidationError(
            _("This cannot be done: the opening is “%(state)s”.") % {"state": label}
        )

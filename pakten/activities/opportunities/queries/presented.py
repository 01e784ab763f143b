"""What an employer is shown of a person: what is still chosen, and only while the yes holds."""

from dataclasses import dataclass

from django.utils import translation

from pakten.activities.opportunities.models import Placement
from pakten.parties.people.models import Participant, Photo
from pakten.parties.people.profile import picture_of
from pakten.parties.people.showing import pieces_to_show
from pakten.parties.people.states import Piece, Purpose

EMPLOYERS_READ = "sv"


@dataclass(frozen=True, slots=True)
class Presented:
    """The text a person said yes to, without what is no longer chosen, and whether there is a picture."""

    text: str
    picture: bool


def profile_text(person: Participant) -> str:
    """A first text for the employer, in Swedish, of the pieces that are chosen; the person edits it."""
    with translation.override(EMPLOYERS_READ):
        told = [(_head(each.piece), each.lines) for each in pieces_to_show(person) if each.lines]
        return "\n".join(f"{head} {_in_one_line(lines)}" for head, lines in told)


def presented(placement: Placement) -> Presented | None:
    """What the employer may see now: nothing before the person is presented, nothing once the yes
    to be presented is taken back."""
    return to_be_presented(placement) if placement.presented_at else None


def to_be_presented(placement: Placement) -> Presented | None:
    """The same for the office, which reads it before anybody is presented."""
    people = Participant.objects.filter(pk=placement.participant_id)
    person = people.consenting(Purpose.PRESENTING).first()
    return None if person is None else Presented(_chosen(placement, person), _has_picture(person))


def has_chosen_picture(person: Participant) -> bool:
    """Whether a yes lets an employer see a picture."""
    return _has_picture(person)


def presented_picture(placement: Placement) -> bytes | None:
    """The picture, while it is chosen and the yes holds."""
    shown = presented(placement)
    return picture_of(placement.participant) if shown and shown.picture else None


def _has_picture(person: Participant) -> bool:
    return Piece.PHOTO in person.shown and Photo.objects.filter(participant=person).exists()


def _chosen(placement: Placement, person: Participant) -> str:
    """A piece that is no longer chosen goes with its line; what the person wrote freely stays."""
    with translation.override(EMPLOYERS_READ):
        gone = tuple(_head(piece) for piece in Piece if piece not in person.shown)
    lines = placement.shown_profile.splitlines()
    return "\n".join(line for line in lines if not line.startswith(gone))


def _head(piece: Piece) -> str:
    return f"{piece.label}:"


def _in_one_line(lines: tuple[str, ...]) -> str:
    said = " ".join(", ".join(lines).split())
    return said if said.endswith((".", "!", "?")) else f"{said}."

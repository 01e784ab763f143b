"""The city's look: tried first, then used, and always possible to go back."""

from dataclasses import dataclass
from datetime import datetime
from math import floor

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from pakten.base.access import Actor, Verb, require
from pakten.parties.pacts.colours import WHITE, contrast, is_colour, nearest_readable
from pakten.parties.pacts.models import Logo, Look, Pact
from pakten.parties.pacts.pictures import read_picture
from pakten.parties.pacts.states import LookState

LEAST = 4.5


@dataclass(frozen=True, slots=True)
class LookDetails:
    """A look as typed. No file and no `without_logo`: the logo that is on trial or in use stays."""

    colour: str = ""
    file: bytes | None = None
    alt: str = ""
    without_logo: bool = False


def try_look(pact: Pact, details: LookDetails, *, by: Actor, at: datetime) -> Look:
    """Keep a look on trial: only its preview shows it. Takes the place of the one on trial."""
    require(by, Verb.SHAPE_PACT, pact)
    colour = _readable(details.colour.strip().lower())
    picture = read_picture(details.file) if details.file else None
    rows = Look.objects.select_for_update().filter(pact=pact)
    before = {each.state: each for each in rows.exclude(state=LookState.BEFORE)}
    latest = before.get(LookState.TRIAL) or before.get(LookState.USED)
    logo = latest.logo if latest and not details.without_logo else None
    if picture:
        logo = Logo.objects.create(
            pact=pact, kind=picture.kind, data=picture.data, width=picture.width,
            height=picture.height, alt=details.alt.strip(), uploaded_at=at,
        )  # fmt: skip
    used = before.get(LookState.USED)
    if (colour, logo) == ((used.colour, used.logo) if used else ("", None)):
        raise ValidationError(
            {"colour": _("This is the look in use. Choose another colour or a logo.")}
        )
    rows.filter(state=LookState.TRIAL).delete()
    return Look.objects.create(
        pact=pact, colour=colour, logo=logo, made_by_id=by.account_id, made_at=at
    )


def _readable(colour: str) -> str:
    """The colour, if white text can be read on it and it on white; "" is the product's own."""
    if not colour:
        return ""
    if not is_colour(colour):
        raise ValidationError({"colour": _("Write the colour with # and six signs, as #0b5c56.")})
    ratio = contrast(colour, WHITE)
    if ratio < LEAST:
        raise ValidationError(
            {
                "colour": _(
                    "White text on %(colour)s has a contrast of %(ratio)s; 4.5 is needed to be "
                    "read. The nearest that can be read is %(near)s."
                )
                % {
                    "colour": colour,
                    "ratio": number_format(floor(ratio * 10) / 10, 1),
                    "near": nearest_readable(colour),
                }
            }
        )
    return colour


def use_look(pact: Pact, *, by: Actor, at: datetime) -> Look:
    """Show the look on trial to everybody; the one before is kept."""
    require(by, Verb.SHAPE_PACT, pact)
    trial = _rows(pact).filter(state=LookState.TRIAL).first()
    if trial is None:
        raise ValidationError(_("No look is on trial. Choose a colour or a logo first."))
    return _put_in_use(pact, trial, at)


def restore_look(pact: Pact, look: Look | None, *, by: Actor, at: datetime) -> Look | None:
    """Go back to a look used before; None is the product's own."""
    require(by, Verb.SHAPE_PACT, pact)
    if look is not None:
        kept = _rows(pact).get(pk=look.pk)
        return _put_in_use(pact, kept, at)
    _rows(pact).filter(state=LookState.USED).update(state=LookState.BEFORE)
    _show(pact, "", None)
    return None


def discard_look(pact: Pact, *, by: Actor, at: datetime) -> None:
    """Throw away the look on trial."""
    require(by, Verb.SHAPE_PACT, pact)
    _rows(pact).filter(state=LookState.TRIAL).delete()


def _rows(pact: Pact) -> QuerySet[Look]:
    return Look.objects.select_for_update().filter(pact=pact)


def _put_in_use(pact: Pact, look: Look, at: datetime) -> Look:
    _rows(pact).filter(state=LookState.USED).exclude(pk=look.pk).update(state=LookState.BEFORE)
    look.state, look.used_at = LookState.USED, at
    look.save(update_fields=["state", "used_at"])
    _show(pact, look.colour, look.logo_id)
    return look


def _show(pact: Pact, colour: str, logo_id: int | None) -> None:
    """What every page reads: kept on the pact itself, so that it costs no query."""
    Pact.objects.filter(pk=pact.pk).update(colour=colour, logo_version=logo_id)
    pact.colour, pact.logo_version = colour, logo_id

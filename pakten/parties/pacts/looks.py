"""The city's colour as a stylesheet. It follows from the colour alone, so it can be kept for ever."""

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from pakten.parties.pacts.colours import DARK, LEAST, WHITE, contrast, is_colour, tints


def is_readable(colour: str) -> bool:
    """Whether this is a colour that pages may wear."""
    return is_colour(colour) and contrast(colour, WHITE) >= LEAST


def stylesheet(colour: str) -> str:
    """The theme's accent colour in light and dark, made from the city's."""
    made = tints(colour)
    lines = [
        f"  --ds-color-accent-{name}: light-dark({light}, {dark});"
        for name, (light, dark) in made.items()
    ]
    deep = made["text-default"][0]
    lines.append(f"  --p-brand: light-dark({colour}, {made['base-default'][1]});")
    lines.append(f"  --p-foot: light-dark({deep}, {made['background-tinted'][1]});")
    return ":root, [data-color-scheme] {\n" + "\n".join(lines) + "\n}\n"


@dataclass(frozen=True, slots=True)
class Reading:
    """How well something is read in the colour: where, and the contrast."""

    where: str
    ratio: str


def readings(colour: str) -> list[Reading]:
    """The contrasts of a colour, for those who choose it."""
    made = tints(colour)
    pairs = (
        (_("White text on the colour"), colour, WHITE),
        (_("Links on the tinted background"), *_pair(made, "text-subtle", "surface-tinted", 0)),
        (_("In dark mode, on the page"), made["base-default"][1], DARK),
        (_("In dark mode, on the tint"), *_pair(made, "text-subtle", "surface-tinted", 1)),
    )
    return [Reading(where, number_format(contrast(one, other), 1)) for where, one, other in pairs]


def _pair(made: dict[str, tuple[str, str]], text: str, ground: str, scheme: int) -> tuple[str, str]:
    return made[text][scheme], made[ground][scheme]

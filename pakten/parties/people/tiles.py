"""The skills most people come with, as tiles in plain words: what is pressed is a term."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pakten.base.terms.models import Concept


@dataclass(frozen=True, slots=True)
class Tile:
    """Something many can do, drawn; `key` is the term that is kept."""

    key: str
    icon: str
    label: str | Promise


TILES = (
    Tile("skill:forklift", "truck", _("Drive a forklift")),
    Tile("skill:order-picking", "package", _("Pick and pack goods")),
    Tile("skill:cooking", "cutlery", _("Cook food")),
    Tile("skill:home-cleaning", "mop", _("Clean")),
    Tile("skill:child-care", "baby", _("Take care of children")),
    Tile("skill:personal-care", "hand-heart", _("Take care of older people")),
    Tile("skill:shop-sales", "basket", _("Sell in a shop")),
    Tile("skill:sewing", "scissors", _("Sew")),
    Tile("skill:car-repair", "wrench", _("Repair cars")),
    Tile("skill:carpentry", "hard-hat", _("Build")),
    Tile("skill:gardening", "plant", _("Garden")),
    Tile("skill:office-programs", "laptop", _("Work on a computer")),
)
BY_KEY = {tile.key: tile for tile in TILES}


def plain_words(term: Concept) -> str:
    """What a term is called to the person: the tile's words, else the term's own."""
    tile = BY_KEY.get(term.key)
    return str(tile.label) if tile else term.label


def plain_html(term: Concept) -> str:
    """The same for a page: a term that is not in the reader's language says which it is in."""
    tile = BY_KEY.get(term.key)
    return str(tile.label) if tile else term.label_html

"""The geometric pattern of the product: eight tiles, three compositions."""

from __future__ import annotations

from dataclasses import dataclass

# Colours are classes of the style sheet: C green, S sun, R coral, L lake, g pale, w page;
# s, l, r are the soft ones. A tile is its kind, its ground, and the colours of its shapes.
_RING = "M0 50a50 50 0 0 1 100 0a50 50 0 0 1-100 0z"
_KINDS: tuple[tuple[str, ...], ...] = (
    ("M0 100A100 100 0 0 1 100 0v100z",),
    (_RING, "M30 50a20 20 0 0 1 40 0a20 20 0 0 1-40 0z"),
    ("M0 100A100 100 0 0 1 100 0 100 100 0 0 1 0 100z",),
    ("M0 0h100A100 100 0 0 1 0 100z",),
    ("M0 100V50a50 50 0 0 1 100 0v50z", "M30 100V50a20 20 0 0 1 40 0v50z"),
    ("M0 0h100a50 50 0 0 1-100 0z", "M0 100a50 50 0 0 1 100 0z"),
    ("M0 0h100v100A100 100 0 0 1 0 0z",),
)
_HERO = (
    "0SC 1gRw 6gC 3gL",
    "6gL 0gC 3CS 1gCS",
    "1gSC 3gR 0Cg 6gR",
    "6gC 3gL 5gSC 0RS",
)
_STRIP = (
    "0SC 1gRS 4CSR 2Lg 5gCS 6RS 1SCS 3gL 2gC 0LS 4gRw 6CS 1gLw 5SCg 3RS 2gC 0gL 1CSR 6gS 4LSw",
)
_PANEL = (
    "3gs 0gl 1gsw 2gC",
    "0lg 1sSw 3gs 6gr",
    "4gsw 6gl 0SC 3gl",
    "1gRw 3sg 5gls 0gs",
    "0gs 2gC 6gr 1gsS",
    "6lg 4gsw 0gl 6gL",
)
_PICTURES = {"hero": _HERO, "strip": _STRIP, "panel": _PANEL}


@dataclass(frozen=True, slots=True)
class Shape:
    """A path and its colour."""

    d: str
    colour: str


@dataclass(frozen=True, slots=True)
class Tile:
    """One square of the pattern."""

    x: int
    y: int
    ground: str
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Mosaic:
    """A composition, in units of 100 a tile."""

    width: int
    height: int
    tiles: tuple[Tile, ...]


def _tile(code: str, column: int, row: int) -> Tile:
    shapes = tuple(Shape(d, c) for d, c in zip(_KINDS[int(code[0])], code[2:], strict=True))
    return Tile(column * 100, row * 100, code[1], shapes)


def single_tile(code: str) -> Tile:
    """One square on its own: its kind, its ground and its colours, as in the compositions."""
    return _tile(code, 0, 0)


def _compose(rows: tuple[str, ...]) -> Mosaic:
    tiles = [
        _tile(code, column, row)
        for row, line in enumerate(rows)
        for column, code in enumerate(line.split())
    ]
    return Mosaic(len(rows[0].split()) * 100, len(rows) * 100, tuple(tiles))


MOSAICS = {name: _compose(rows) for name, rows in _PICTURES.items()}

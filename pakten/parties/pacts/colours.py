"""The city's colour: whether it can be read, the nearest that can, and the tints made from it.

Contrast is that of WCAG 2.2. Tints keep the hue and change the lightness in Oklch, so that they
look evenly spaced; https://www.w3.org/TR/css-color-4/#ok-lab has the numbers.
"""

import math
import re
from collections.abc import Callable

LEAST = 4.5
WHITE, DARK = "#ffffff", "#0d1a19"
_HEX = re.compile(r"#[0-9a-f]{6}")
Rgb = tuple[float, float, float]
# token -> (lightness in Oklch, share of the chroma) in light and in dark
_TINTS: dict[str, tuple[tuple[float, float], tuple[float, float]]] = {
    "background-tinted": ((0.965, 0.12), (0.24, 0.3)),
    "surface-tinted": ((0.93, 0.2), (0.3, 0.35)),
    "surface-hover": ((0.885, 0.3), (0.33, 0.4)),
    "surface-active": ((0.84, 0.4), (0.38, 0.45)),
    "border-subtle": ((0.79, 0.5), (0.43, 0.5)),
    "border-default": ((0.57, 0.9), (0.61, 0.6)),
    "border-strong": ((0.47, 1.0), (0.72, 0.5)),
}


def is_colour(text: str) -> bool:
    """Whether this is a colour as `#0b5c56`."""
    return _HEX.fullmatch(text.strip().lower()) is not None


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white)."""
    lights = sorted((_luminance(one), _luminance(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def nearest_readable(colour: str, on: str = WHITE, least: float = LEAST) -> str:
    """The colour itself where it can be read on `on`, else the same hue just so much darker or lighter."""
    if contrast(colour, on) >= least:
        return colour
    light, chroma, hue = _oklch(colour)
    step = -0.005 if _luminance(on) > 0.18 else 0.005
    for n in range(1, 201):
        tried = _hex(min(max(light + step * n, 0.0), 1.0), chroma, hue)
        if contrast(tried, on) >= least:
            return tried
    return "#000000" if step < 0 else WHITE


def tints(colour: str) -> dict[str, tuple[str, str]]:
    """The theme's tokens of the accent colour, each for light and for dark pages."""
    _light, chroma, hue = _oklch(colour)
    found = {
        name: tuple(_hex(light, chroma * share, hue) for light, share in both)
        for name, both in _TINTS.items()
    }
    made = {name: (pair[0], pair[1]) for name, pair in found.items()}
    light_base, dark_base = colour, nearest_readable(colour, made["surface-tinted"][1], 5.0)
    made["text-subtle"] = (
        nearest_readable(colour, made["surface-tinted"][0], 5.0),
        dark_base,
    )
    made["text-default"] = (_hex(0.28, chroma * 0.6, hue), _hex(0.94, chroma * 0.1, hue))
    made["base-default"] = (light_base, dark_base)
    made["base-hover"] = (_shade(colour, -0.06), _shade(dark_base, 0.04))
    made["base-active"] = (_shade(colour, -0.11), _shade(dark_base, 0.08))
    made["base-contrast-default"] = (WHITE, "#000000")
    made["base-contrast-subtle"] = (_hex(0.96, chroma * 0.1, hue), _hex(0.15, chroma * 0.1, hue))
    return made


def _shade(colour: str, by: float) -> str:
    light, chroma, hue = _oklch(colour)
    return _hex(min(max(light + by, 0.0), 1.0), chroma, hue)


def _channels(colour: str) -> Rgb:
    digits = colour.strip().lstrip("#")
    red, green, blue = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return red, green, blue


def _each(change: Callable[[float], float], values: Rgb) -> Rgb:
    return change(values[0]), change(values[1]), change(values[2])


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _encoded(value: float) -> float:
    return 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055


def _luminance(colour: str) -> float:
    red, green, blue = _each(_linear, _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _oklch(colour: str) -> Rgb:
    red, green, blue = _each(_linear, _channels(colour))
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    light = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return light, math.hypot(a, b), math.atan2(b, a)


def _hex(light: float, chroma: float, hue: float) -> str:
    """The colour as `#rrggbb`; what the screen cannot show loses chroma until it can."""
    for share in (1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.0):
        values = _rgb(light, chroma * share, hue)
        if all(-0.0005 <= value <= 1.0005 for value in values):
            break
    red, green, blue = (round(255 * min(max(_encoded(max(v, 0.0)), 0.0), 1.0)) for v in values)
    return f"#{red:02x}{green:02x}{blue:02x}"


def _rgb(light: float, chroma: float, hue: float) -> Rgb:
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )

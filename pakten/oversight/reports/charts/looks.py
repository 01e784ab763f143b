"""The colours a chart has in a file of its own, by role. On a page the style sheet has them.

Every text reaches 4.5:1 on white and every line 3:1; women and men differ in lightness and shape too.
"""

# Quoted: a name with a number in it is no name to a browser, which then takes a serif.
FONTS = "'Source Sans 3', 'Source Sans Pro', Vazirmatn, 'Noto Sans Arabic', Arial, sans-serif"

_INK, _MUTED, _GRID, _AXIS, _GHOST = "#1d2733", "#575e67", "#dfe4e6", "#8a949b", "#7f8a92"
_TONES = {
    "now": "#0b5c56",
    "before": "#7f8a92",
    "older": "#a3adb3",
    "women": "#0b5d57",
    "men": "#b2720f",
    "plan": _INK,
    "s1": "#0b5c56",
    "s2": "#5e9892",
    "s3": "#c4860f",
    "s4": "#a3341c",
}
_WORDS = {"now": "#0b5c56", "women": "#0b5d57", "men": "#8a5a0c", "plan": _INK}
_WIDTHS = {"now": 4, "before": 2.4, "older": 1.4, "women": 3.5, "men": 2.5, "plan": 1.5}
_ROUND = 'stroke-linecap="round" stroke-linejoin="round"'

LOOKS: dict[str, str] = {
    "text": f'fill="{_INK}"',
    "muted": f'fill="{_MUTED}"',
    "strong": f'fill="{_INK}" font-weight="600"',
    "heading": f'fill="{_INK}" font-weight="700" font-size="20"',
    "on": 'fill="#ffffff" font-weight="600"',
    "grid": f'stroke="{_GRID}"',
    "axis": f'stroke="{_AXIS}"',
    "target": f'stroke="{_INK}" stroke-width="1.5" stroke-dasharray="2 4"',
    "break": f'stroke="{_INK}" stroke-width="1.2" stroke-dasharray="2 3"',
    "cut": 'stroke="#ffffff" stroke-width="2"',
    "band": f'fill="{_GRID}" fill-opacity="0.55"',
    "gap": f'stroke="{_GHOST}" stroke-width="4" stroke-opacity="0.55"',
    "spark": f'fill="none" stroke="{_TONES["now"]}" stroke-width="2.5" {_ROUND}',
    "dashed": 'stroke-dasharray="6 5"',
}
for _tone, _colour in _TONES.items():
    LOOKS[f"fill-{_tone}"] = f'fill="{_colour}"'
    LOOKS[f"pale-{_tone}"] = (
        f'fill="{_colour}" fill-opacity="0.25" stroke="{_colour}" stroke-dasharray="3 2"'
    )
    LOOKS[f"fan-{_tone}"] = f'fill="{_colour}" fill-opacity="0.25"'
    LOOKS[f"range-{_tone}"] = f'stroke="{_colour}" stroke-width="3" {_ROUND}'
    LOOKS[f"text-{_tone}"] = f'fill="{_WORDS.get(_tone, _MUTED)}" font-weight="600"'
for _tone, _width in _WIDTHS.items():
    LOOKS[f"line-{_tone}"] = (
        f'fill="none" stroke="{_TONES[_tone]}" stroke-width="{_width}" {_ROUND}'
    )

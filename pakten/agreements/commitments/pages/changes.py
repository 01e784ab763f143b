"""What differs between two texts of a letter: which two, and the sentences with their marks."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from pakten.agreements.commitments.differences import (
    SAME,
    Differences,
    Row,
    differences,
    words_for,
)
from pakten.agreements.commitments.models import Letter, LetterLook
from pakten.agreements.commitments.queries import Point, look_of, moves_of, points_of
from pakten.agreements.commitments.sheet import in_words
from pakten.agreements.commitments.states import Party
from pakten.base.ui.text import LocalText
from pakten.parties.pacts.http import PactRequest
from pakten.parties.pacts.models import Activity

NOW = "now"


@dataclass(slots=True)
class Marked:
    """A pledge in two texts, ready to be read."""

    number: int
    row: Row
    measure: str
    word: str

    @property
    def is_same(self) -> bool:
        return self.row.kind == SAME


@dataclass(slots=True)
class Part:
    """An activity with both sides' pledges in two texts."""

    name: LocalText
    icon: str
    member: list[Marked] = field(default_factory=list)
    city: list[Marked] = field(default_factory=list)


def changes_page(request: PactRequest, letter: Letter) -> dict[str, Any]:
    """Two texts compared: ?from and ?to name them, ?show=beside puts them side by side."""
    look = look_of(letter, request.actor)
    points = points_of(letter, look)
    first, second = _chosen(request, points, look)
    found = differences(first.text, second.text) if first is not second else None
    parts = _parts(letter.pact_id, found) if found else []
    marked = [each for part in parts for each in part.member + part.city]
    return {
        "letter": letter,
        "points": points,
        "first": first,
        "second": second,
        "found": found,
        "own": found.own if found else [],
        "parts": parts,
        "changed": [each for each in marked if not each.is_same],
        "text": second.text,
        "beside": request.GET.get("show") == "beside",
        "not_beside": request.GET.get("show") != "beside",
        "moves": moves_of(letter, request.actor),
        "is_new": look is not None and first.key == "look" and second.key == NOW,
    }


def _chosen(
    request: PactRequest, points: Sequence[Point], look: LetterLook | None
) -> tuple[Point, Point]:
    """The two asked for; else what one saw last (or the text before) against how it stands now."""
    known = {point.key: point for point in points}
    second = known.get(request.GET.get("to", ""), known[NOW])
    asked = known.get(request.GET.get("from", ""))
    if asked:
        return asked, second
    earlier = [p for p in points if p.key not in (NOW, "look", second.key)]
    if look and look.text_of != points[-1].at:
        return known["look"], second
    others = [p for p in earlier if p.content is None or p.content != second.text]
    return (others or earlier or [second])[-1], second


def _parts(pact_id: int, found: Differences) -> list[Part]:
    catalogue = {each.code: each for each in Activity.objects.filter(pact=pact_id)}
    codes: dict[str, Part] = {}
    for row in found.rows:
        activity = row.pledge["activity"]
        known = catalogue.get(activity["code"])
        part = Part(LocalText(activity["name"]), known.icon if known else "handshake")
        codes.setdefault(activity["code"], part)
    order = {code: each.position for code, each in catalogue.items()}
    ordered = sorted(codes.items(), key=lambda pair: order.get(pair[0], len(order) + 1000))
    number = 0
    for code, part in ordered:
        for party, into in ((Party.MEMBER, part.member), (Party.CITY, part.city)):
            for row in found.rows:
                pledge = row.pledge
                if pledge["activity"]["code"] == code and pledge["by"] == party:
                    number += row.now is not None
                    shown = number if row.now is not None else 0
                    into.append(Marked(shown, row, in_words(pledge["name"]), words_for(row.kind)))
    return [part for _code, part in ordered]

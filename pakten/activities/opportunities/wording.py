"""A need as its page shows it: the ad with what was understood marked, and a row for each term."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pakten.activities.opportunities import explain
from pakten.activities.opportunities.fit import TIMES, need_of
from pakten.activities.opportunities.forms.asked import Asked
from pakten.activities.opportunities.forms.openings import OpeningForm
from pakten.activities.opportunities.models import Opening
from pakten.activities.opportunities.queries.fits import Fits
from pakten.activities.opportunities.states import OwnTerm


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the ad's text; `mark` is empty, understood or guessed."""

    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class NeedRow:
    """A term asked for or offered, how many have it now, and what a change would open."""

    asked: Asked
    have: int | None = None
    change: str = ""
    opens: int = 0


@dataclass(frozen=True, slots=True)
class AskedRow:
    """A requirement on the opening's page: a tap makes a must a wish, and back."""

    term: str
    text: str
    must: bool
    have: int | None = None
    change: str = ""
    opens: int = 0


def asked_of(opening: Opening, today: date, fits: Fits | None) -> list[AskedRow]:
    """Everything an opening asks for, musts first, with numbers where there are people enough."""
    asked = need_of(opening, today).requirements
    names = explain.names_of((one.key for one in asked), explain.terms_of(opening))
    rows = [
        AskedRow(
            _own(one.id), explain.requirement(one, names), one.must,
            fits.have.get(one.id) if fits else None,
            *(fits.eased.get(one.id, ("", 0)) if fits else ("", 0)),
        )
        for one in asked
    ]  # fmt: skip
    return sorted(rows, key=lambda row: not row.must)


def _own(requirement_id: str) -> str:
    """The engine names each time of day by itself; they are one term of ours."""
    return OwnTerm.TIMES if requirement_id.startswith(TIMES) else requirement_id


def ad_pieces(opening: Opening) -> list[Piece]:
    """The ad in pieces, those we understood and those we guessed marked."""
    pieces, at, text = list[Piece](), 0, opening.ad_text
    for row in sorted(opening.reading, key=lambda each: int(each["from"])):
        if row["from"] < at:
            continue
        mark = "guessed" if row["guessed"] else "understood"
        pieces += [Piece(text[at : row["from"]]), Piece(text[row["from"] : row["to"]], mark)]
        at = row["to"]
    return [piece for piece in (*pieces, Piece(text[at:])) if piece.text]


def need_rows(form: OpeningForm, stored: Opening, fits: Fits | None) -> list[NeedRow]:
    """The form's terms with numbers, as far as they are stored."""
    ids = {row.concept_id: str(row.pk) for row in stored.requirements.all()}
    return [_row(asked, ids.get(asked.term.pk, ""), fits) for asked in form.asked()]


def rows_without_numbers(asked: Iterable[Asked]) -> list[NeedRow]:
    """Terms just found by a search."""
    return [NeedRow(each) for each in asked]


def _row(asked: Asked, row_id: str, fits: Fits | None) -> NeedRow:
    if fits is None or not row_id:
        return NeedRow(asked)
    change, opens = fits.eased.get(row_id, ("", 0))
    return NeedRow(asked, fits.have.get(row_id), change, opens)

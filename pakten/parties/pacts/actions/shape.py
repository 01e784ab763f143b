"""What a pact is for and for whom: purpose, goals, values, target groups, districts, sectors."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pakten.base.access import Actor, Verb, require
from pakten.base.ui.text import LocalText
from pakten.parties.pacts.actions.catalogue import Added, add_definition, close, lock, next_version
from pakten.parties.pacts.actions.texts import Texts, write_texts
from pakten.parties.pacts.models import (
    Activity,
    District,
    ExcludedSector,
    Goal,
    Pact,
    PactValue,
    TargetGroup,
)
from pakten.parties.pacts.rules import check_begins, check_year, day_before
from pakten.parties.pacts.sectors import sectors
from pakten.parties.pacts.starting import fill_catalogue
from pakten.parties.pacts.states import TextChangeKind
from pakten.parties.pacts.texts import LANGUAGES, SOURCE

Line = Goal | PactValue
LINES: dict[str, type[Goal] | type[PactValue]] = {"goal": Goal, "value": PactValue}


@dataclass(frozen=True, slots=True)
class PactDetails:
    """How the city presents its pact, as typed."""

    texts: Texts
    city: str
    email: str = ""
    phone: str = ""
    address: str = ""
    languages: tuple[str, ...] = ("sv", "en", "ar")


def shape_pact(pact: Pact, details: PactDetails, *, by: Actor, at: datetime) -> Pact:
    """Change name, purpose, ways to reach the office and the languages of the texts."""
    require(by, Verb.SHAPE_PACT, pact)
    kept = Pact.objects.select_for_update().get(pk=pact.pk)
    if not details.texts.get("name", LocalText()).get(SOURCE, "").strip():
        raise ValidationError({"name": _("Write a name in Swedish.")})
    kept.city, kept.email = details.city.strip(), details.email
    kept.phone, kept.address = details.phone.strip(), details.address.strip()
    chosen = {SOURCE, *details.languages}
    kept.languages = [code for code in LANGUAGES if code in chosen]
    kept.save(update_fields=["city", "email", "phone", "address", "languages"])
    write_texts(kept, details.texts, TextChangeKind.WRITTEN, by=by, at=at)
    return kept


def add_line(pact: Pact, kind: str, texts: Texts, *, by: Actor, at: datetime) -> Line:
    """A goal or a value, last in its list."""
    require(by, Verb.SHAPE_PACT, pact)
    model = LINES[kind]
    others = model._default_manager.filter(pact=pact)
    last = others.order_by("-position").values_list("position", flat=True).first()
    made: Line = model._default_manager.create(pact=pact, position=(last or 0) + 1)
    write_texts(made, texts, TextChangeKind.WRITTEN, by=by, at=at)
    return made


def edit_line(line: Line, texts: Texts, *, by: Actor, at: datetime) -> Line:
    """Other words for a goal or a value; what it said before stays in the history of the text."""
    require(by, Verb.SHAPE_PACT, line)
    kept: Line = type(line)._default_manager.select_for_update().get(pk=line.pk)
    write_texts(kept, texts, TextChangeKind.WRITTEN, by=by, at=at)
    return kept


def remove_line(line: Line, *, by: Actor, at: datetime) -> None:
    """Take a goal or a value away. The history keeps its words."""
    require(by, Verb.SHAPE_PACT, line)
    nothing = {name: LocalText() for name in ("title", "text") if hasattr(line, name)}
    write_texts(line, nothing, TextChangeKind.WRITTEN, by=by, at=at)
    line.delete()


def raise_line(line: Line, *, by: Actor, at: datetime) -> None:
    """Change places with the one above. The first stays where it is."""
    require(by, Verb.SHAPE_PACT, line)
    model = type(line)
    rows = list(model._default_manager.select_for_update().filter(pact=line.pact_id))
    place = next(n for n, row in enumerate(rows) if row.pk == line.pk)
    if place:
        rows[place - 1], rows[place] = rows[place], rows[place - 1]
    for position, row in enumerate(rows, 1):
        row.position = position
    model._default_manager.bulk_update(rows, ["position"])  # type: ignore[arg-type]


def add_group(pact: Pact, new: Added, *, by: Actor, at: datetime) -> TargetGroup:
    """A target group from a day on."""
    require(by, Verb.SHAPE_PACT, pact)
    return add_definition(TargetGroup, pact, new, by=by, at=at)


def adapt_group(
    group: TargetGroup, texts: Texts, begins: date, *, by: Actor, at: datetime
) -> TargetGroup:
    """Another definition from a day on. Those counted before were counted by the one before."""
    kept = lock(group)
    require(by, Verb.SHAPE_PACT, kept)
    return next_version(kept, Added(texts, begins), by=by, at=at)


def retire_group(group: TargetGroup, last_day: date, *, by: Actor, at: datetime) -> TargetGroup:
    """A target group that nobody new is counted in after a day."""
    kept = lock(group)
    require(by, Verb.SHAPE_PACT, kept)
    return close(kept, last_day)


def add_district(
    pact: Pact, name: str, begins: date | None, *, by: Actor, at: datetime
) -> District:
    """A city district area."""
    require(by, Verb.SHAPE_PACT, pact)
    named = District.objects.on(begins or date.max).filter(pact=pact, name__sv=name.strip())
    if named.exists():
        raise ValidationError({"name": _("There is already a district with this name.")})
    new = Added({"name": LocalText(sv=name)}, begins)
    return add_definition(District, pact, new, by=by, at=at)


def merge_district(
    district: District, into: District, begins: date, *, by: Actor, at: datetime
) -> District:
    """From a day on a district is part of another. People and figures of before keep the old one."""
    kept = lock(district)
    require(by, Verb.SHAPE_PACT, kept)
    if into.pk == kept.pk or into.pact_id != kept.pact_id:
        raise ValidationError({"into": _("Choose another district.")})
    if into.valid_to is not None:
        raise ValidationError({"into": _("That district ends. Choose one that goes on.")})
    check_begins(kept, begins)
    if into.valid_from is not None and into.valid_from > begins:
        raise ValidationError({"into": _("That district begins later. Choose a later day.")})
    kept.valid_to, kept.successor = day_before(begins), into
    kept.save(update_fields=["valid_to", "successor"])
    return kept


def retire_district(district: District, last_day: date, *, by: Actor, at: datetime) -> District:
    """A district that ends without another taking over."""
    kept = lock(district)
    require(by, Verb.SHAPE_PACT, kept)
    return close(kept, last_day)


def exclude_sector(
    pact: Pact, code: str, reason: LocalText, begins: date | None, *, by: Actor, at: datetime
) -> ExcludedSector:
    """From a day on, organisations of a trade cannot become members. The reason is public."""
    require(by, Verb.SHAPE_PACT, pact)
    sector = sectors().get(code)
    if sector is None:
        raise ValidationError({"sector": _("Choose a trade from the list.")})
    if begins:
        check_year(begins, "begins")
    same = ExcludedSector.objects.filter(pact=pact, sector=code)
    if same.filter(valid_to__isnull=True).exists():
        raise ValidationError({"sector": _("This trade is excluded already.")})
    made = ExcludedSector.objects.create(
        pact=pact,
        code=f"{code.lower()}-{same.count() + 1}",
        sector=code,
        name=sector.name,
        valid_from=begins,
        position=0,
    )
    write_texts(made, {"reason": reason}, TextChangeKind.WRITTEN, by=by, at=at)
    return made


def allow_sector(row: ExcludedSector, last_day: date, *, by: Actor, at: datetime) -> ExcludedSector:
    """After a day the trade can take part again. That it could not stays readable."""
    kept = lock(row)
    require(by, Verb.SHAPE_PACT, kept)
    return close(kept, last_day)


def start_catalogue(pact: Pact, *, by: Actor, at: datetime) -> None:
    """Begin with the example's catalogue. Only for a pact that has no activity yet."""
    require(by, Verb.EDIT_CATALOGUE, pact)
    Pact.objects.select_for_update().get(pk=pact.pk)
    if (
        Activity.objects.filter(pact=pact).exists()
        or TargetGroup.objects.filter(pact=pact).exists()
    ):
        raise ValidationError(
            _("The pact has a catalogue already. Change it, so that nothing of yours is lost.")
        )
    fill_catalogue(pact)

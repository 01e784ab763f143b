"""What goes when a person goes, read from the tables themselves; nothing here knows their names.

Every row that points at the person, or at a row that does, is the person's and goes with them. A new
table needs no line here: its foreign key is enough. What only points by the way (`stays`) lets go.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, models

from pakten.base.audit.actions import forget_values
from pakten.base.audit.retention import Retention

Model = type[models.Model]


@dataclass(slots=True)
class Going:
    """The rows of each table that go, and the columns that let go of one of them."""

    rows: dict[Model, set[Any]] = field(default_factory=lambda: defaultdict(set))
    lets_go: dict[models.ForeignObjectRel, set[Any]] = field(
        default_factory=lambda: defaultdict(set)
    )

    @property
    def counts(self) -> dict[str, int]:
        """How many rows of each table."""
        found = {model._meta.label: len(ids) for model, ids in self.rows.items() if ids}
        return dict(sorted(found.items()))


def pointing_at(model: Model) -> Iterator[models.ForeignObjectRel]:
    """Every foreign key that points at a table, hidden ones (many to many) too."""
    for each in model._meta.get_fields(include_hidden=True):
        if isinstance(each, models.ManyToOneRel) and each.related_model is not None:
            yield each


def declared(model: Model) -> Retention | None:
    """What a table declares about how long it keeps persons."""
    found = getattr(model, "retention", None)
    return found if isinstance(found, Retention) else None


def stays(relation: models.ForeignObjectRel) -> bool:
    """Whether the row that points lets go instead of leaving."""
    rule = declared(relation.related_model)
    return bool(rule and rule.stays)


def tables_of(root: Model) -> set[Model]:
    """Every table whose rows go with a row of `root`."""
    found, waiting = {root}, [root]
    while waiting:
        for model in _next(waiting.pop()):
            if model not in found:
                found.add(model)
                waiting.append(model)
    return found


def _next(model: Model) -> Iterator[Model]:
    yield from (each.related_model for each in pointing_at(model) if not stays(each))
    yield from (_aim(model, name) for name in _takes(model))


def _takes(model: Model) -> tuple[str, ...]:
    rule = declared(model)
    return rule.takes if rule else ()


def going_with(root: Model, ids: Iterable[Any]) -> Going:
    """The rows that go with these rows of `root`."""
    going = Going()
    waiting: list[tuple[Model, set[Any]]] = [(root, set(ids))]
    while waiting:
        model, wanted = waiting.pop()
        fresh = wanted - going.rows[model]
        if not fresh:
            continue
        going.rows[model] |= fresh
        for relation in pointing_at(model):
            rows = _rows(relation.related_model).filter(**{f"{relation.field.name}__in": fresh})
            found = set(rows.values_list("pk", flat=True))
            if stays(relation):
                going.lets_go[relation] |= found
            else:
                waiting.append((relation.related_model, found))
        waiting += [(_aim(model, name), _aims(model, name, fresh)) for name in _takes(model)]
    return going


def _rows(model: Model) -> models.QuerySet[Any]:
    return model._base_manager.all()


def _aim(model: Model, name: str) -> Model:
    aim = model._meta.get_field(name).related_model
    assert aim is not None  # noqa: S101  a rule names a foreign key; a fence looks
    return aim


def _aims(model: Model, name: str, ids: set[Any]) -> set[Any]:
    found = _rows(model).filter(pk__in=ids).values_list(f"{name}_id", flat=True)
    return {each for each in found if each is not None}


def carry_out(going: Going, *, at: Any) -> int:
    """Remove the rows and empty their history. The order is the database's: it checks at the end."""
    for relation, ids in going.lets_go.items():
        _rows(relation.related_model).filter(pk__in=ids).update(**{relation.field.name: None})
    removed = 0
    for model, ids in going.rows.items():
        _rows(model).filter(pk__in=ids)._raw_delete("default")
        removed += len(ids)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    for model, ids in going.rows.items():
        if isinstance(model._meta.pk, models.AutoField | models.BigAutoField):
            forget_values(model._meta.db_table, ids, at=at)
    return removed

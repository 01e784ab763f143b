"""Lists that can be searched, filtered, sorted and paged; the whole state is in the URL.

    def see_register(request: HttpRequest) -> HttpResponse:
        listing = Listing(
            request.GET,
            Organisation.objects.visible_to(request.actor),
            search=("name", "number"),                                # ?q=kvarn
            filters=(
                Filter("status", _("Status"), Status.choices),        # ?status=active
                Filter("area", _("District"), areas, lookup="district_id"),
            ),
            sorts={"name": ("sort_key",), "contact": ("last_contact_on", "sort_key")},
            default_sort="name",                                      # ?sort=-contact turns it
            per_page=50,
        )
        if listing.format:                                            # ?format=csv or xlsx
            return export(listing, COLUMNS, filename="members")       # see pakten.base.ui.exports
        return render(request, "organisations/see_register.html", {"listing": listing})

In the template: `<c-filter-row :listing="listing" />`, `listing.rows`, `<c-pagination ... />`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Model, Q, QuerySet

Row = TypeVar("Row", bound=Model)
FORMATS = ("csv", "xlsx")


@dataclass(frozen=True)
class Filter:
    """One choice in the filter row.

    `choices` are (value, label). `lookup` is what the queryset is filtered by, the name unless
    told; or give `apply(queryset, value)`. A value that is not among the choices is ignored.
    """

    name: str
    label: Any
    choices: Iterable[tuple[Any, Any]]
    lookup: str = ""
    apply: Callable[[QuerySet[Any], str], QuerySet[Any]] | None = None

    def narrow(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        """The rows that match the chosen value."""
        if self.apply:
            return self.apply(rows, value)
        return rows.filter(**{self.lookup or self.name: value})


@dataclass(frozen=True)
class ShownFilter:
    """A filter as the page shows it: its options with the chosen one marked."""

    name: str
    label: Any
    value: str
    options: tuple[tuple[str, Any], ...]

    @property
    def chosen(self) -> Any:
        """The label of the chosen option, or nothing."""
        return dict(self.options).get(self.value, "")


class Listing(Generic[Row]):
    """A page of rows out of a queryset, as asked for by the query string. Never writes."""

    def __init__(
        self,
        query: Mapping[str, Any],
        queryset: QuerySet[Row],
        *,
        sorts: Mapping[str, Sequence[str]],
        default_sort: str,
        search: Sequence[str] = (),
        filters: Sequence[Filter] = (),
        per_page: int = 50,
    ) -> None:
        self._query = query
        self._all = queryset
        self._search = search
        self._sorts = sorts
        self._default_sort = default_sort
        self._per_page = per_page
        self.filters = tuple(self._shown(each) for each in filters)
        self._narrow = {each.name: each for each in filters}
        self.q = str(query.get("q", "")).replace("\x00", "").strip()[:200] if search else ""
        self.searchable = bool(search)
        asked = str(query.get("format", ""))
        self.format = asked if asked in FORMATS else ""

    def _shown(self, each: Filter) -> ShownFilter:
        options = tuple((str(value), label) for value, label in each.choices if str(value))
        asked = str(self._query.get(each.name, ""))
        known = asked if asked in dict(options) else ""
        return ShownFilter(each.name, each.label, known, options)

    @property
    def sort(self) -> str:
        """The sort in force, with a leading minus when turned: "name", "-contact"."""
        asked = str(self._query.get("sort", ""))
        return asked if asked.removeprefix("-") in self._sorts else self._default_sort

    def sort_link(self, by: str) -> str:
        """What `?sort=` a press on the column's heading asks for."""
        return f"-{by}" if self.sort == by else by

    def sort_state(self, by: str) -> str:
        """The column's `aria-sort`: ascending, descending, or nothing."""
        return {by: "ascending", f"-{by}": "descending"}.get(self.sort, "")

    @property
    def is_filtered(self) -> bool:
        """Whether a search or a filter narrows the list."""
        return bool(self.q) or any(each.value for each in self.filters)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing at all to list, filters or not."""
        return self.total == 0 and not self.is_filtered

    @cached_property
    def queryset(self) -> QuerySet[Row]:
        """Every row that matches, in order: what an export holds."""
        rows = self._all
        for each in self.filters:
            if each.value:
                rows = self._narrow[each.name].narrow(rows, each.value)
        for word in self.q.split():
            rows = rows.filter(self._any_field_has(word))
        return rows.order_by(*self._order())

    def _any_field_has(self, word: str) -> Q:
        match = Q()
        for name in self._search:
            match |= Q(**{f"{name}__icontains": word})
        return match

    def _order(self) -> list[str]:
        turned = self.sort.startswith("-")
        names = [*self._sorts[self.sort.removeprefix("-")], "pk"]
        return [_turn(name) for name in names] if turned else names

    @cached_property
    def page(self) -> Page[Row]:
        """The page asked for; the first or the last when the number is out of range."""
        return Paginator(self.queryset, self._per_page).get_page(self._query.get("page"))

    @property
    def rows(self) -> Sequence[Row]:
        """The rows of this page."""
        return self.page.object_list  # type: ignore[return-value]

    @property
    def total(self) -> int:
        """How many rows match."""
        return self.page.paginator.count

    @property
    def pages(self) -> list[int | str]:
        """Page numbers for the links under the list, with an ellipsis where some are left out."""
        return list(self.page.paginator.get_elided_page_range(self.page.number, on_each_side=1))


def _turn(name: str) -> str:
    """The opposite order of one field."""
    return name.removeprefix("-") if name.startswith("-") else f"-{name}"

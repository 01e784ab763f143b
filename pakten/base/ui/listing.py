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
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Model, Q, QuerySet
from django.http import QueryDict

Row = TypeVar("Row", bound=Model)
FORMATS = ("csv", "xlsx")


@dataclass(frozen=True)
class Filter:
    """One choice in the filter row.

    `choices` are (value, label). `lookup` is what the queryset is filtered by, the name unless
    told; or give `where(value)`, a condition, or `apply(queryset, value)` when a condition is not
    enough. A value that is not among the choices is ignored. `more` filters are folded away.
    """

    name: str
    label: Any
    choices: Iterable[tuple[Any, Any]]
    lookup: str = ""
    apply: Callable[[QuerySet[Any], str], QuerySet[Any]] | None = None
    where: Callable[[str], Q] | None = None
    more: bool = False

    def condition(self, value: str) -> Q:
        """What a row must fulfil to match the chosen value."""
        if self.where:
            return self.where(value)
        return Q() if self.apply else Q(**{self.lookup or self.name: value})

    def narrow(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        """The rows that match the chosen value."""
        return self.apply(rows, value) if self.apply else rows.filter(self.condition(value))


@dataclass(frozen=True)
class ShownFilter:
    """A filter as the page shows it: its options with the chosen one marked."""

    name: str
    label: Any
    value: str
    options: tuple[tuple[str, Any], ...]
    more: bool = False

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
        find: Callable[[str], Q] | None = None,
        filters: Sequence[Filter] = (),
        per_page: int = 50,
        dress: Callable[[QuerySet[Row]], QuerySet[Row]] | None = None,
    ) -> None:
        """`dress` adds what a row shows (annotations, joins) to the rows of the page alone: without
        it, whatever the pages before hold is worked out too."""
        self._query = query
        self._all = queryset
        self._search = search
        self._find = find
        self._sorts = sorts
        self._default_sort = default_sort
        self._per_page = per_page
        self._known: int | None = None
        self._dress = dress
        self.filters = tuple(self._shown(each) for each in filters)
        self._narrow = {each.name: each for each in filters}
        self.searchable = bool(search or find)
        self.q = _words_of(query) if self.searchable else ""
        asked = str(query.get("format", ""))
        self.format = asked if asked in FORMATS else ""

    def _shown(self, each: Filter) -> ShownFilter:
        options = tuple((str(value), label) for value, label in each.choices if str(value))
        asked = str(self._query.get(each.name, ""))
        known = asked if asked in dict(options) else ""
        return ShownFilter(each.name, each.label, known, options, each.more)

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
    def plain_filters(self) -> list[ShownFilter]:
        """The filters that always show."""
        return [each for each in self.filters if not each.more]

    @property
    def more_filters(self) -> list[ShownFilter]:
        """The filters that are folded away until one of them is used."""
        return [each for each in self.filters if each.more]

    @property
    def more_chosen(self) -> int:
        """How many of the folded filters are in use."""
        return sum(bool(each.value) for each in self.more_filters)

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
        rows = self._all.filter(self.condition_of(self._query))
        for each in self.filters:
            if each.value and self._narrow[each.name].apply:
                rows = self._narrow[each.name].narrow(rows, each.value)
        return rows.order_by(*self._order())

    def condition_of(self, query: Mapping[str, Any]) -> Q:
        """What a row must fulfil to be in this list under a query string, this one's or a saved one's.

        Conditions of several queries can be counted in one statement. Filters with `apply` are
        not in it.
        """
        match = Q()
        for each in self.filters:
            asked = str(query.get(each.name, ""))
            if asked in dict(each.options):
                match &= self._narrow[each.name].condition(asked)
        for word in _words_of(query).split() if self.searchable else ():
            match &= self._any_field_has(word)
        return match

    def _any_field_has(self, word: str) -> Q:
        match = self._find(word) if self._find else Q()
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
        pages = Paginator(self.queryset, self._per_page)
        if self._known is not None:
            pages.__dict__["count"] = self._known  # what the paginator would ask the database
        return pages.get_page(self._query.get("page"))

    def know_total(self, total: int) -> None:
        """Say how many rows match, when that is counted already."""
        self._known = total

    @cached_property
    def rows(self) -> Sequence[Row]:
        """The rows of this page."""
        here: Any = self.page.object_list
        if self._dress is None:
            return here  # type: ignore[no-any-return]
        found = self._dress(self._all.model._default_manager.filter(pk__in=here.values("pk")))
        return found.order_by(*self._order())  # type: ignore[return-value]

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


def _words_of(query: Mapping[str, Any]) -> str:
    """What is searched for."""
    return str(query.get("q", "")).replace("\x00", "").strip()[:200]


def state_of(query: QueryDict) -> str:
    """A list's query string in one spelling: what narrows and sorts it, without page and format.

    Two addresses that show the same list have the same state, so a saved view knows that it is
    the one being looked at.
    """
    kept = {k: v for k, v in query.items() if v and k not in {"page", "format"}}
    return urlencode(sorted(kept.items()))

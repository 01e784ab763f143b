"""What the service answers, as types: the OpenAPI document is made from these."""

from datetime import date, datetime
from typing import Generic, Literal, TypeVar

from django.utils.translation import gettext_noop as _
from ninja import Schema
from pydantic import ConfigDict, Field

Item = TypeVar("Item")
Language = Literal["sv", "en", "ar"]
LARGEST_PAGE = 1000


class Asking(Schema):
    """In which language."""

    lang: Language | None = Field(None, description=_("Language of labels and errors."))


class Paging(Asking):
    """Which part of a long list."""

    page: int = Field(1, ge=1, le=100_000, description=_("Page, from 1."))
    page_size: int = Field(100, ge=1, le=LARGEST_PAGE, description=_("Rows on a page."))


class FigureAsking(Paging):
    """Which figures."""

    measure: str = Field("", max_length=60, description=_("A measure's code; all where left out."))
    year: str = Field("", max_length=4, description=_("Four digits; all years where left out."))
    split: str = Field(
        "",
        max_length=20,
        description=_("total, month, or a split such as gender, age or district."),
    )


class PromiseAsking(Paging):
    """Whose promises."""

    member: int | None = Field(None, ge=1, le=2**63 - 1, description=_("A member's number here."))


class Error(Schema):
    """Which part of the address an error is about."""

    field: str
    detail: str


class Problem(Schema):
    """What was wrong (RFC 9457)."""

    model_config = ConfigDict(title="Problem")
    type: str
    title: str
    status: int
    detail: str
    instance: str
    errors: list[Error] = []


class Page(Schema, Generic[Item]):
    """A part of a list. `next` is the address of the following part."""

    total: int
    page: int
    pages: int
    next: str | None
    items: list[Item]


class PactOut(Schema):
    """Whose data this is, on what terms, and of which moment."""

    name: str
    city: str
    purpose: str
    email: str
    languages: list[str]
    smallest_group: int = Field(description=_("Numbers of people below this are hidden."))
    is_example: bool
    licence: str
    updated: datetime


class TargetOut(Schema):
    """What is aimed for."""

    year: int
    quarter: int | None
    gender: str | None
    target_group: str | None
    district: str | None
    target: int
    decided_on: date


class MeasureOut(Schema):
    """A version of a measure."""

    measure: str
    version: str
    name: str
    definition: str | None
    unit: str | None
    activity: str
    activity_label: str
    counting: str
    counting_label: str
    formula: str | None
    share: bool
    persons: bool
    by_city: bool
    splits: list[str]
    baseline: int | None
    valid_from: date | None
    valid_to: date | None


class MeasureInFull(Schema):
    """A measure with all its versions, the newest last, and what is aimed for."""

    measure: str
    versions: list[MeasureOut]
    targets: list[TargetOut]


class FigureOut(Schema):
    """A figure. `value` is null where it is hidden."""

    measure: str
    measure_label: str
    unit: str
    period: str
    split: str
    category: str
    category_label: str
    value: float | int | None
    hidden: bool


class MemberOut(Schema):
    """A member that the public pages show."""

    id: int
    name: str
    kind: str
    kind_label: str
    district: str | None
    employees: int | None
    level: str | None
    member_since: int | None
    activities: list[str]
    promises_due: int
    promises_kept: int
    website: str | None
    page: str


class PromiseOut(Schema):
    """A promise of a member whose last day has come."""

    member: int
    member_name: str
    activity: str
    measure: str
    promise: str
    quantity: int
    due_on: date
    kept: bool


class ReportOut(Schema):
    """An annual report that is published."""

    year: int
    edition: int
    title: str
    published_at: datetime | None
    page: str

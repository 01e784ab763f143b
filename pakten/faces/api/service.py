"""The service under /api/v1/: what the files say, in parts that a program asks for.

Reading only, without keys. Every address has a name and a declared permission like all others of
the product: `urls` wraps the views that django-ninja makes.
"""

from collections.abc import Sequence
from typing import Any

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import NinjaAPI, Query
from ninja.errors import ValidationError

from pakten.faces.api import schemas
from pakten.faces.api.asking import asked
from pakten.faces.api.definitions import definition_row, definitions_table, target_row
from pakten.faces.api.figures import asking
from pakten.faces.api.members import member_rows, promises_table
from pakten.faces.api.problems import Refused, problem, told
from pakten.faces.api.reports import report_rows
from pakten.faces.api.results import figures_rows
from pakten.faces.api.states import LICENCE
from pakten.parties.organisations.models import Organisation
from pakten.parties.pacts.http import PactRequest
from pakten.parties.pacts.models import Measure, Target

PREFIX = "/api/v1/"
api = NinjaAPI(
    title="Pakten: open data",
    version="1.0.0",
    description=(
        "Public results, members, measures and promises of an integration pact. Numbers of people "
        "that are too small are hidden in the same way as on the public pages. Licence: CC0 1.0."
    ),
    openapi_url=None,
    docs_url=None,
    urls_namespace="open_data",
    servers=[{"url": "/"}],
)
_REFUSED = {404: schemas.Problem, 422: schemas.Problem}


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 19


def _page(request: HttpRequest, rows: Sequence[Any], paging: schemas.Paging) -> dict[str, Any]:
    """The part of a list that was asked for, with the address of the next."""
    pages = max(1, -(-len(rows) // paging.page_size))
    if paging.page > pages:
        raise Refused(404, _("There are {n} pages.").format(n=pages), "page")
    first = (paging.page - 1) * paging.page_size
    return {
        "total": len(rows),
        "page": paging.page,
        "pages": pages,
        "next": _next(request, paging) if paging.page < pages else None,
        "items": rows[first : first + paging.page_size],
    }


def _next(request: HttpRequest, paging: schemas.Paging) -> str:
    query = request.GET.copy()
    query["page"] = str(paging.page + 1)
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")


@api.get(
    "/pact", response={200: schemas.PactOut, 422: schemas.Problem}, url_name="api_pact",
    operation_id="pact", summary=gettext_noop("Whose data this is and on what terms"),
)  # fmt: skip
def pact(request: PactRequest, query: Query[schemas.Asking]) -> dict[str, Any]:
    """The pact, its language, its smallest group and the licence."""
    ours = request.pact
    return {
        "name": str(ours.name),
        "city": ours.city,
        "purpose": str(ours.purpose),
        "email": ours.email,
        "languages": ours.languages,
        "smallest_group": ours.smallest_group,
        "is_example": ours.is_example,
        "licence": LICENCE,
        "updated": asked(request).updated,
    }


@api.get(
    "/measures", response={200: schemas.Page[schemas.MeasureOut], **_REFUSED}, url_name="api_measures",
    operation_id="measures", summary=gettext_noop("Every version of every measure"),
)  # fmt: skip
def measures(request: PactRequest, query: Query[schemas.Paging]) -> dict[str, Any]:
    """What is counted, how, and from when to when."""
    return _page(request, definitions_table(asked(request)).rows, query)


@api.get(
    "/measures/{kin}", response={200: schemas.MeasureInFull, **_REFUSED},
    url_name="api_measure", operation_id="measure",
    summary=gettext_noop("One measure with its versions and targets"),
)  # fmt: skip
def measure(request: PactRequest, kin: str, query: Query[schemas.Asking]) -> dict[str, Any]:
    """A measure by its code."""
    versions = [
        each
        for each in Measure.objects.select_related("activity").order_by(
            F("valid_from").asc(nulls_first=True), "pk"
        )
        if each.kin == kin
    ]
    if not versions:
        raise Refused(404, _("There is no measure called {kin}.").format(kin=kin))
    targets = Target.objects.select_related("target_group", "district").filter(kin=kin)
    return {
        "measure": kin,
        "versions": [definition_row(each) for each in versions],
        "targets": [target_row(each) for each in targets],
    }


@api.get(
    "/figures", response={200: schemas.Page[schemas.FigureOut], **_REFUSED}, url_name="api_figures",
    operation_id="figures", summary=gettext_noop("Figures by measure, year and split"),
)  # fmt: skip
def figures(request: PactRequest, query: Query[schemas.FigureAsking]) -> dict[str, Any]:
    """Totals where no split is asked for. One split at a time."""
    question = asked(request)
    wanted = asking(question, kin=query.measure, year=query.year, split=query.split)
    return _page(request, figures_rows(question, wanted), query)


@api.get(
    "/members", response={200: schemas.Page[schemas.MemberOut], **_REFUSED}, url_name="api_members",
    operation_id="members", summary=gettext_noop("Members that are shown"),
)  # fmt: skip
def members(request: PactRequest, query: Query[schemas.Paging]) -> dict[str, Any]:
    """Members looked at by the city, with a letter in force."""
    question, houses = (
        asked(request),
        list(Organisation.objects.public().select_related("district")),
    )
    page = _page(request, houses, query)
    return page | {"items": member_rows(page["items"], question)}


@api.get(
    "/members/{organisation_id}", response={200: schemas.MemberOut, **_REFUSED}, url_name="api_member",
    operation_id="member", summary=gettext_noop("One member"),
)  # fmt: skip
def member(request: PactRequest, organisation_id: str, query: Query[schemas.Asking]) -> Any:
    """A member by its number here."""
    number = int(organisation_id) if _is_number(organisation_id) else 0
    houses = Organisation.objects.public().select_related("district").filter(pk=number)
    rows = member_rows(houses, asked(request))
    if not rows:
        raise Refused(404, _("There is no such member."))
    return rows[0]


@api.get(
    "/promises", response={200: schemas.Page[schemas.PromiseOut], **_REFUSED}, url_name="api_promises",
    operation_id="promises", summary=gettext_noop("Promises and what came of them"),
)  # fmt: skip
def promises(request: PactRequest, query: Query[schemas.PromiseAsking]) -> dict[str, Any]:
    """Promises of members whose last day has come, of the last 24 months."""
    rows = promises_table(asked(request)).rows
    mine = [row for row in rows if query.member in (None, row["member"])]
    return _page(request, mine, query)


@api.get(
    "/reports", response={200: schemas.Page[schemas.ReportOut], **_REFUSED}, url_name="api_reports",
    operation_id="reports", summary=gettext_noop("Annual reports"),
)  # fmt: skip
def reports(request: PactRequest, query: Query[schemas.Paging]) -> dict[str, Any]:
    """The annual reports that are published, with the addresses of their pages."""
    return _page(request, report_rows(asked(request)), query)


@api.exception_handler(Refused)
def refused(request: HttpRequest, error: Any) -> HttpResponse:
    """A question that cannot be answered."""
    return told(request, error)


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: Any) -> HttpResponse:
    """A part of the address that is not what it should be: which, in words."""
    errors = [{"field": str(each["loc"][-1]), "detail": _meant(each)} for each in error.errors]
    words = _("Look at the document of the service, at {address}.")
    return problem(request, 422, words.format(address=f"{PREFIX}openapi.json"), errors)


def _meant(error: dict[str, Any]) -> str:
    """What was expected, for the kinds of error that an address can hold."""
    limits: dict[str, Any] = error.get("ctx", {})
    words = {
        "greater_than_equal": _("At least {ge}."),
        "less_than_equal": _("At most {le}."),
        "int_parsing": _("A whole number."),
        "int_from_float": _("A whole number."),
        "string_too_long": _("At most {max_length} letters."),
    }
    return words.get(error["type"], _("Not among what can be asked for.")).format(**limits)


def document() -> dict[str, Any]:
    """The OpenAPI 3.1 document. Errors are problem details, which django-ninja does not tell."""
    told_by_ninja: dict[str, Any] = dict(api.get_openapi_schema(path_prefix=PREFIX))
    for path in told_by_ninja["paths"].values():
        for status, answer in path["get"]["responses"].items():
            if int(status) >= 400:
                answer["content"] = {
                    "application/problem+json": answer["content"]["application/json"]
                }
    return told_by_ninja

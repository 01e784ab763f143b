"""Addresses of files: `/data/years.csv` and the like, and a measure alone under `/data/figures/`."""

from django.http import HttpResponse

from pakten.faces.api.answers import etag_of, for_machines
from pakten.faces.api.asking import Asked, asked
from pakten.faces.api.catalogue import catalogue
from pakten.faces.api.datasets import dataset_named
from pakten.faces.api.drawings import figure_svg as figure_drawing
from pakten.faces.api.feed import atom
from pakten.faces.api.figures import Asking, answer, asking
from pakten.faces.api.results import figure_table
from pakten.faces.api.states import LICENCE, MEDIA, Form
from pakten.faces.api.tables import Table, as_csv, as_csvw, as_json
from pakten.parties.pacts.http import PactRequest

_SAVED = (Form.CSV, Form.XLSX)


@for_machines
def data_file(request: PactRequest, dataset: str, form: str) -> HttpResponse:
    """A file of the list, in one of its forms."""
    wanted, question = Form(form), asked(request)
    table = dataset_named(dataset, wanted).table(question)
    return as_file(table, wanted, described=question.address("data_csvw", dataset))


@for_machines
def data_description(request: PactRequest, dataset: str) -> HttpResponse:
    """What the columns of a CSV file mean (CSV on the Web)."""
    question = asked(request)
    table = dataset_named(dataset, Form.CSV).table(question)
    body = as_json(as_csvw(table, question.address("data_csv", dataset)))
    return HttpResponse(body, content_type="application/csvm+json")


@for_machines
def figure_file(request: PactRequest, kin: str, form: str) -> HttpResponse:
    """One measure: `?year=2026&split=gender`, all years and no split where not said."""
    return as_file(one_figure(request, kin), Form(form))


@for_machines
def figure_svg(request: PactRequest, kin: str) -> HttpResponse:
    """One measure as a picture of its own: `?year=&split=&look=light|dark&width=wide|narrow`."""
    question = asked(request)
    found = answer(question, _wanted(request, question, kin))
    response = HttpResponse(
        figure_drawing(
            found,
            question,
            request.GET.get("look") or "light",
            request.GET.get("width") or "wide",
        ),
        content_type="image/svg+xml",
    )
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Content-Disposition"] = f'inline; filename="{kin}.svg"'
    response.headers["Link"] = f'<{LICENCE}>; rel="license"'
    return response


@for_machines
def data_catalogue(request: PactRequest) -> HttpResponse:
    """The DCAT-AP-SE catalogue."""
    return HttpResponse(catalogue(asked(request)), content_type="application/rdf+xml")


@for_machines
def data_feed(request: PactRequest) -> HttpResponse:
    """What is new."""
    return HttpResponse(atom(asked(request)), content_type="application/atom+xml; charset=utf-8")


def one_figure(request: PactRequest, kin: str) -> Table:
    """The table of a measure that an address asks for."""
    question = asked(request)
    return figure_table(question, _wanted(request, question, kin))


def _wanted(request: PactRequest, question: Asked, kin: str) -> Asking:
    year, split = request.GET.get("year", ""), request.GET.get("split", "")
    return asking(question, kin=kin, year=year, split=split)


def as_file(table: Table, form: Form, *, described: str = "") -> HttpResponse:
    """The response with a file. Workbooks carry the time they were made: the rows are the mark."""
    body = table.body(form)
    response = HttpResponse(body, content_type=MEDIA[form])
    name = f"{table.name}-{table.updated.date().isoformat()}.{form.value}"
    kind = "attachment" if form in _SAVED else "inline"
    response.headers["Content-Disposition"] = f'{kind}; filename="{name}"'
    links = [f'<{LICENCE}>; rel="license"']
    if described and form == Form.CSV:
        links.append(f'<{described}>; rel="describedby"; type="application/csvm+json"')
    response.headers["Link"] = ", ".join(links)
    if form == Form.XLSX:
        response.headers["ETag"] = etag_of(as_csv(table) + b"xlsx")
    return response

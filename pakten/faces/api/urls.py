"""The addresses of open data. Those under /api/v1/ are django-ninja's, wrapped as all the others."""

from django.urls import URLPattern, path

from pakten.faces.api import files, pages
from pakten.faces.api.answers import for_machines
from pakten.faces.api.machine import answered_by, no_such_address, openapi
from pakten.faces.api.service import PREFIX, api
from pakten.faces.api.states import Form

_ROOT = PREFIX.lstrip("/")


def _files() -> list[URLPattern]:
    """The forms of the files of the list and of the measures alone."""
    names = {Form.CSV: "csv", Form.XLSX: "xlsx", Form.JSON: "json", Form.JSON_STAT: "json_stat"}
    found = []
    for form, name in names.items():
        given = {"form": form.value}
        found += [
            path(f"data/<slug:dataset>.{form.value}", files.data_file, given, name=f"data_{name}"),
            path(
                f"data/figures/<slug:kin>.{form.value}",
                files.figure_file, given, name=f"figure_{name}",
            ),
        ]  # fmt: skip
    return found


def _service() -> list[URLPattern]:
    """Every operation, with a declared permission and a name of its own."""
    made, _app, _namespace = api.urls
    return [
        path(
            _ROOT + str(each.pattern),
            for_machines(answered_by(each.callback)),
            name=each.name,
        )
        for each in made
        if isinstance(each, URLPattern) and each.name != "api-root"
    ]


urlpatterns: list[URLPattern] = [
    path("data/", pages.open_data, name="open_data"),
    path("data/api/", pages.data_service, name="data_service"),
    path("data/embed/", pages.data_embed, name="data_embed"),
    path("data/dcat.rdf", files.data_catalogue, name="data_catalogue"),
    path("data/news.atom", files.data_feed, name="data_feed"),
    path("data/figures/<slug:kin>.svg", files.figure_svg, name="figure_svg"),
    path("data/<slug:dataset>.csv-metadata.json", files.data_description, name="data_csvw"),
    *_files(),
    path(f"{_ROOT}openapi.json", openapi, name="openapi"),
    *_service(),
    path(f"{_ROOT}<path:rest>", no_such_address, name="no_such_address"),
]

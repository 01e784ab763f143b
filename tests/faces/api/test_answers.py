"""How machines are answered: languages, what is known already, other sites, no cookies."""

import pytest
from django.test import Client

from pakten.parties.organisations.models import Organisation
from tests.faces.api.conftest import World
from tests.factories.world import inside

ADDRESSES = [
    "/data/years.csv", "/data/members.xlsx", "/data/keeping.px.json", "/data/dcat.rdf",
    "/data/news.atom", "/data/years.csv-metadata.json", "/api/v1/members", "/api/v1/openapi.json",
]  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_answer_is_open_to_other_sites_and_sets_no_cookie(world: World, address: str) -> None:
    response = Client().get(address)
    assert response.status_code == 200
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Cache-Control"] == "public, no-cache"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert not response.cookies


@pytest.mark.parametrize("address", ADDRESSES)
def test_answer_is_304_for_who_has_it(world: World, address: str) -> None:
    first = world.get(address)
    mark, day = first.headers["ETag"], first.headers["Last-Modified"]
    again = world.get(address, if_none_match=mark)
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Access-Control-Allow-Origin"] == "*"
    assert world.get(address, if_modified_since=day).status_code == 304


def test_answer_is_new_when_something_has_changed(world: World) -> None:
    mark = world.get("/data/members.csv").headers["ETag"]
    with inside(world.pact):
        Organisation.objects.filter(pk=world.shown.pk).update(is_public=False)
    assert world.get("/data/members.csv", if_none_match=mark).status_code == 200


@pytest.mark.parametrize("address", ADDRESSES)
def test_head_has_the_headers_and_no_body(outsider: Client, address: str) -> None:
    whole, head = outsider.get(address), outsider.head(address)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["ETag"] == whole.headers["ETag"]
    assert head.headers["Content-Type"] == whole.headers["Content-Type"]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_nothing_can_be_changed(world: World, address: str, method: str) -> None:
    response = getattr(Client(enforce_csrf_checks=True), method)(address)
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert response.headers["Content-Type"] == "application/problem+json"


def test_options_lets_other_sites_ask(outsider: Client) -> None:
    response = outsider.options("/api/v1/figures")
    assert (response.status_code, response.headers["Access-Control-Allow-Methods"]) == (
        204,
        "GET, HEAD, OPTIONS",
    )


@pytest.mark.parametrize("address", ADDRESSES)
def test_unknown_language_is_422(world: World, address: str) -> None:
    response = world.get(f"{address}?lang=xx")
    assert response.status_code == 422
    assert response.json()["errors"][0]["field"] == "lang"


@pytest.mark.parametrize("lang", ["sv", "en", "ar"])
def test_answer_is_in_the_asked_language(world: World, lang: str) -> None:
    assert world.get(f"/data/members.csv?lang={lang}").headers["Content-Language"] == lang

"""Every address behind a secret: one that opens nothing is a kind 404 with a way forward."""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from pakten.parties.pacts.links import new_token
from tests.factories.browser import browser
from tests.factories.world import make_pact

SAYS_SO_ITSELF = {"answer_survey", "answer_openly", "untie_answers"}  # in its own ten languages


def behind_a_secret() -> Iterator[tuple[str, str]]:
    """The name of each such address, and of its secret."""
    for pattern in _patterns(get_resolver()):
        for argument in pattern.pattern.converters:
            if pattern.name and argument.endswith(("_token", "_code")):
                yield pattern.name, argument


def _patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for each in resolver.url_patterns:
        if isinstance(each, URLPattern):
            yield each
        else:
            yield from _patterns(each)


def address(name: str, argument: str, secret: str) -> str:
    for more in ({}, {"step": "yes"}, {"pk": 1}):
        try:
            return reverse(name, kwargs={argument: secret, **more})
        except LookupError:
            continue
        except Exception as error:  # noqa: BLE001  the next arguments may suit it
            last = error
    raise last


PAGES = sorted(behind_a_secret())


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "argument"), PAGES, ids=[name for name, _ in PAGES])
@pytest.mark.parametrize("kind", ["unknown", "short", "no pact", "not a number"])
def test_a_secret_that_opens_nothing_is_a_kind_404(name: str, argument: str, kind: str) -> None:
    pact = make_pact()
    secret = {
        "unknown": new_token(pact.pk), "short": f"{pact.pk:x}.", "no pact": new_token(2**40),
        "not a number": "zz.abc",
    }[kind]  # fmt: skip
    answer = browser(pact, language="en").get(address(name, argument, secret))
    page = answer.content.decode()
    assert answer.status_code == 404
    if name not in SAYS_SO_ITSELF:
        assert "This link opens nothing" in page
        assert (answer["Cache-Control"], 'href="/login/"' in page) == ("no-store", True)

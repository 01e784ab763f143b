"""Production does not start with the example's accounts in the database."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from pakten.config.checks import refuse_example_accounts
from tests.factories.world import make_account

pytestmark = pytest.mark.django_db


def test_refuse_example_accounts_names_the_account() -> None:
    account = make_account(password="four plain words here")
    with pytest.raises(ImproperlyConfigured, match=account.email):
        refuse_example_accounts()


@pytest.mark.parametrize(
    "fields",
    [
        {"email": "sara@city.se", "password": "four plain words here"},
        {"password": None},
        {"password": "four plain words here", "is_active": False},
    ],
)
def test_refuse_example_accounts_lets_others_be(fields: dict[str, object]) -> None:
    make_account(**fields)
    refuse_example_accounts()

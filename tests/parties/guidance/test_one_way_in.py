"""Two profiles of one person who can sign in to both: one way in stays, and nothing is lost."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from pakten.base.accounts.models import Account
from pakten.base.audit.models import Event
from pakten.base.notices.models import Message
from pakten.base.tenancy.context import open_door
from pakten.parties.guidance.actions import merge_people
from pakten.parties.organisations.models import Representative
from pakten.parties.people.models import Consent, Participant
from pakten.parties.people.states import Purpose
from tests.factories.browser import browser
from tests.factories.guidance import make_step
from tests.factories.people import make_consent, make_participant, sign_in_as
from tests.factories.world import NOW, make_organisation


@pytest.fixture
def twin(guidance: Any) -> Participant:
    """A second profile of Amal's, with an account and a yes of its own."""
    person = make_participant(
        guidance.pact, guidance.colleague, given_name="Amaal", family_name="Hadad",
        phone="", email="amaal@twin.example", consents=(),
    )  # fmt: skip
    sign_in_as(person)
    person.refresh_from_db()
    return person


def accounts() -> set[int]:
    with open_door():
        return {*Account.objects.values_list("pk", flat=True)}


def merge(guidance: Any, twin: Participant, way_in: int | None) -> Participant:
    return merge_people(guidance.person, twin, way_in, by=guidance.counsellor, at=NOW)


@pytest.mark.parametrize("way_in", [None, 0, 999_999])
def test_merge_people_asks_which_way_in_stays(
    guidance: Any, twin: Participant, way_in: int | None
) -> None:
    with pytest.raises(ValidationError) as refused:
        merge(guidance, twin, way_in)
    assert [*refused.value.error_dict] == ["way_in"]


@pytest.mark.parametrize("kept", ["mine", "theirs"])
def test_merge_people_keeps_the_chosen_way_in_and_closes_the_other(
    guidance: Any, twin: Participant, kept: str
) -> None:
    mine, theirs = guidance.own.account_id, twin.account_id
    stays, goes = (mine, theirs) if kept == "mine" else (theirs, mine)
    person = merge(guidance, twin, stays)
    assert (person.account_id, {stays, goes} & accounts()) == (stays, {stays})
    held = Event.objects.filter(table="accounts_account", row_id=goes)
    assert not any(
        v for each in held for v in [*(each.before or {}).values(), *(each.after or {}).values()]
    )


def test_merge_people_lets_the_kept_way_in_have_done_what_the_other_did(
    guidance: Any, twin: Participant
) -> None:
    given = make_consent(twin, Purpose.CONTACT)
    Consent.objects.filter(pk=given.pk).update(recorded_by=twin.account_id)
    make_step(twin, guidance.colleague, done_at=NOW, done_by_id=twin.account_id)
    person = merge(guidance, twin, guidance.own.account_id)
    yes = Consent.objects.get(participant=person, purpose=Purpose.CONTACT)
    done = person.next_steps.get()
    assert {yes.recorded_by_id, done.done_by_id} == {guidance.own.account_id}


def test_merge_people_leaves_an_address_that_is_also_a_way_in_to_work(
    guidance: Any, twin: Participant
) -> None:
    house = make_organisation(guidance.pact)
    Representative.objects.create(
        pact=guidance.pact, organisation=house, account=twin.account, role="member"
    )
    person = merge(guidance, twin, guidance.own.account_id)
    assert (person.account_id, twin.account_id in accounts()) == (guidance.own.account_id, True)


def test_merge_people_tells_both_addresses_and_names_neither(
    guidance: Any, twin: Participant
) -> None:
    addresses = {guidance.person.account.email, twin.account.email}
    merge(guidance, twin, guidance.own.account_id)
    told = {each.to: each.body for each in Message.objects.all()}
    assert set(told) == addresses
    assert not any(word in body for body in told.values() for word in ("Hadad", *addresses))


def test_merge_people_on_the_page_shows_both_addresses(guidance: Any, twin: Participant) -> None:
    client = browser(guidance.pact, guidance.counsellor)
    path = f"/people/{guidance.person.pk}/or/{twin.pk}/merge/"
    sent = {"keep": guidance.person.pk, "sure": "on"}
    address = twin.account.email
    page = client.get(path).content.decode()
    codes = [
        client.post(path, sent | {"way_in": each}).status_code
        for each in ("", "x", twin.account_id)
    ]
    assert (address in page, codes) == (True, [422, 422, 302])

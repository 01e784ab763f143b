"""Participants for tests, with what they can and what they have said yes to."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from pakten.base.access import Actor
from pakten.base.statistics.states import SwedishStage
from pakten.config.actors import build_actor
from pakten.parties.pacts.links import hash_of_token, new_token
from pakten.parties.pacts.models import District, Pact, TargetGroup
from pakten.parties.people.models import Consent, Participant, ProfileLink
from pakten.parties.people.states import Purpose
from tests.factories.world import NOW, make_account, make_district, make_target_group

FAR = NOW + timedelta(days=3650)


def make_participant(
    pact: Pact,
    counsellor: Actor,
    *,
    consents: Iterable[Purpose] = tuple(Purpose),
    **fields: Any,
) -> Participant:
    """A participant of the pact; call inside the pact. Says yes to everything unless told."""
    values = {
        "given_name": "Samira",
        "family_name": "Noori",
        "birth_year": 1990,
        "gender": "woman",
        "swedish": SwedishStage.SFI_C,
        "phone": "070-174 06 05",
        "target_group": TargetGroup.objects.first() or make_target_group(pact),
        "district": District.objects.first() or make_district(pact),
        "counsellor_id": counsellor.account_id,
        "registered_at": NOW,
    }
    person = Participant.objects.create(pact=pact, **{**values, **fields})
    for purpose in consents:
        make_consent(person, purpose)
    return person


def make_consent(person: Participant, purpose: Purpose, **fields: Any) -> Consent:
    values = {"text_version": "2026-1", "language": "sv", "given_at": NOW}
    return Consent.objects.create(
        pact=person.pact, participant=person, purpose=purpose,
        recorded_by_id=person.counsellor_id, **{**values, **fields},
    )  # fmt: skip


def sign_in_as(person: Participant, **fields: Any) -> Actor:
    """Give the person an account, and answer the actor they are."""
    account = make_account(**{"name": str(person), **fields})
    person.account = account
    person.save(update_fields=["account"])
    return build_actor(account)


def make_profile_link(pact: Pact, **fields: Any) -> str:
    """A link for somebody who begins alone; answers the secret in its address."""
    secret = new_token(pact.pk)
    ProfileLink.objects.create(
        pact=pact, token_hash=hash_of_token(secret),
        **{"email": "hodan@example.org", "language": "ar", "sent_at": NOW, "ends_at": FAR, **fields},
    )  # fmt: skip
    return secret

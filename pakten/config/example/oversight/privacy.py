"""One person who asks to be removed, one who asks for something to be put right, and some visits."""

from datetime import timedelta

from pakten.base.access import Actor, Grant, Role, Scope
from pakten.base.audit.actions import look
from pakten.base.audit.states import LookPurpose
from pakten.config.example.world import World
from pakten.oversight.privacy.models import Correction, Erasure, Terms
from pakten.oversight.privacy.states import WAIT_DAYS, Asker
from pakten.parties.people.models import Consent, Participant
from pakten.parties.people.states import ConsentWay, Purpose

ASKED_AGO = 9
VISITS = ((11, LookPurpose.PAGE, "counsellor"), (4, LookPurpose.SHORTLIST, "coordinator"),
          (2, LookPurpose.PAGE, "counsellor"))  # fmt: skip
LATER = ((Purpose.FOLLOW_UP, 0.8), (Purpose.SHARING, 0.35))


def make_privacy(world: World) -> None:
    """After everybody is there."""
    Terms.objects.create(pact=world.pact, ask_at="dataskydd@pakten.example")
    people = list(Participant.objects.filter(left_on__isnull=True).order_by("pk"))
    own = next((each for each in people if each.account_id), None)
    others = [each for each in people if not each.account_id and not each.placements.exists()]
    _say_yes_to_more(world, people)
    if own is not None:
        _visit(world, own)
        Correction.objects.create(
            pact=world.pact, participant=own, asked_at=world.moment(world.ago(1)),
            text="Mitt efternamn stavas med två a.",
        )  # fmt: skip
    if others:
        _ask(world, others[-1])


def _say_yes_to_more(world: World, people: list[Participant]) -> None:
    """What is asked since this month; those who came before have mostly been asked again."""
    chance = world.chance("later consents")
    Consent.objects.bulk_create(
        Consent(
            pact=world.pact, participant=person, purpose=purpose, text_version="2026-2",
            language="sv", how=ConsentWay.TALK, given_at=world.moment(world.ago(chance.randint(1, 12))),
            recorded_by=person.counsellor,
        )
        for person in people
        for purpose, share in LATER
        if chance.random() < share and person.counsellor_id
    )  # fmt: skip


def _visit(world: World, person: Participant) -> None:
    for days, why, role in VISITS:
        account = world.accounts[role]
        by = Actor(account.pk, account.name, (Grant(Role(role), Scope("pact", world.pact.pk)),))
        look(person.pk, why, by, world.moment(world.ago(days), hour=9))


def _ask(world: World, person: Participant) -> None:
    asked = world.moment(world.ago(ASKED_AGO), hour=14)
    Erasure.objects.create(
        pact=world.pact, participant=person, asked=Asker.OFFICE, asked_by=person.counsellor,
        asked_at=asked, due_on=asked.date() + timedelta(days=WAIT_DAYS),
    )  # fmt: skip
    in_force = person.consents.filter(withdrawn_at__isnull=True)
    in_force.exclude(purpose=Purpose.CONTACT).update(withdrawn_at=asked)

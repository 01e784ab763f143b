"""One opening of every form of the job partnership, and one each draft, resting and gone quiet."""

from datetime import date, time, timedelta
from typing import Any

from pakten.activities.opportunities.actions.drafts import Begun, ad_without_people, draft_opening
from pakten.activities.opportunities.actions.subsidies import begin_subsidies
from pakten.activities.opportunities.models import Opening, Requirement
from pakten.activities.opportunities.queries.reading import understand
from pakten.activities.opportunities.states import (
    Employment,
    OpeningKind,
    OpeningState,
    PauseReason,
    RequirementKind,
)
from pakten.config.actors import build_actor
from pakten.config.example.world import World, working_day
from pakten.parties.organisations.models import Organisation

K = OpeningKind
AD = (
    "Klarasjö Hotell söker två frukostvärdar!\n\n"
    "Du börjar kl. 6.00 och jobbar till 14.00, måndag till fredag, på hotellet på Hamngatan 4. "
    "Heltid, start 11 januari. Vi vill att du talar flytande svenska, gärna engelska, och har "
    "livsmedelshygien. Du lyfter en hel del. Erfarenhet av kök eller servering är ett plus. "
    "Provanställning sex månader."
)
# kind, house, title, days until it begins, and what it says besides
EVENTS: tuple[tuple[OpeningKind, str, str, int, dict[str, Any]], ...] = (
    (K.RECRUITMENT_EVENT, "Fyrstaden Logistik AB", "Rekryteringsträff: lager och truck", 26,
     {"seats": 40, "starts_at": time(9), "ends_at": time(12), "address": "Magasinsgatan 3"}),
    (K.TRADE_DIALOGUE, "Klarasjö Hotell AB", "Branschdialog: hotell och restaurang", 33,
     {"seats": 12, "starts_at": time(13), "ends_at": time(15)}),
    (K.SCHOOL_VISIT, "Nordlys Redovisning AB", "Vi kommer till er skola", 54,
     {"seats": 30, "for_young": True, "repeats": True}),
    (K.SUPERVISOR_TRAINING, "Mälaräng Vård AB", "Handledarutbildning, två halvdagar", 40,
     {"seats": 16, "starts_at": time(8, 30), "ends_at": time(12)}),
    (K.STUDY_VISIT, "Kvarnholms Bageri", "Studiebesök i bageriet", 20,
     {"seats": 15, "for_young": True, "repeats": True, "starts_at": time(10)}),
    (K.GUEST_LECTURE, "Kodverkstan Humlegren AB", "Gästföreläsning om testning", 47, {"seats": 30}),
)  # fmt: skip


def make_forms(world: World, houses: dict[str, Organisation]) -> list[Opening]:
    """The events, a job rotation, work for the young, and what is not open just now."""
    begin_subsidies(world.pact)
    fallback = next(iter(houses.values()))
    made = [
        _opening(world, houses.get(name, fallback), kind, title, days, **more)
        for kind, name, title, days, more in EVENTS
    ]
    house = houses.get("Mälaräng Vård AB", fallback)
    made += [
        _rotation(world, house),
        _summer(world, house),
        _resting(world, house),
        _quiet(world, house),
    ]
    _draft(world, houses.get("Klarasjö Hotell AB", fallback))
    return made


def _opening(
    world: World, house: Organisation, kind: OpeningKind, title: str, days: int, **more: Any
) -> Opening:
    posted = world.moment(world.ago(12), 9)
    begins = working_day(world.today + timedelta(days=days))
    return Opening.objects.create(
        pact=world.pact, organisation=house, kind=kind, title=title, district=house.district,
        posted_by=world.accounts["coordinator"], posted_at=posted,
        **{"starts_on": begins, "supervisor": _contact(house), **more},
    )  # fmt: skip


def _contact(house: Organisation) -> str:
    first = house.contacts.first()
    return first.name if first else ""


def _ask(world: World, opening: Opening, **musts: bool) -> None:
    Requirement.objects.bulk_create(
        Requirement(
            pact=world.pact, opening=opening, kind=RequirementKind.SKILL, must=must,
            concept=world.concepts[f"skill:{key.replace('_', '-')}"],
        )
        for key, must in musts.items()
    )  # fmt: skip


def _rotation(world: World, house: Organisation) -> Opening:
    begins = working_day(world.today + timedelta(days=45))
    opening = _opening(
        world, house, K.JOB_ROTATION, "Vikariat när en undersköterska utbildar sig", 45,
        occupation=world.concepts["ssyk:5330"], swedish="sfi_d", hours_per_week=40,
        starts_at=time(7), ends_at=time(16), times=["days"], trainee="Undersköterska, avdelning 2",
        training="Stödpedagog, yrkeshögskola", trains_from=begins,
        trains_until=begins + timedelta(days=150), ends_on=begins + timedelta(days=150),
        employment=Employment.FIXED, months=5, agreement="Kommunals avtal för vård och omsorg",
        subsidies=["introduktionsjobb"],
    )  # fmt: skip
    _ask(world, opening, personal_care=True, basic_hygiene=False)
    return opening


def _summer(world: World, house: Organisation) -> Opening:
    opening = _opening(
        world, house, K.EXTRA_JOB, "Sommarjobb i omsorgen", 0,
        starts_on=date(world.today.year + 1, 6, 14), ends_on=date(world.today.year + 1, 8, 13),
        occupation=world.concepts["ssyk:5330"], swedish="sfi_c", seats=6, for_young=True,
        repeats=True, hours_per_week=30, times=["days", "weekends"], nice=["times"],
        employment=Employment.SEASON, agreement="Kommunals avtal för vård och omsorg",
    )  # fmt: skip
    _ask(world, opening, personal_care=False)
    return opening


def _resting(world: World, house: Organisation) -> Opening:
    return _opening(
        world, house, K.INTERNSHIP, "Praktik i omsorgen, kvällar", 30,
        occupation=world.concepts["ssyk:5330"], swedish="sfi_b", times=["evenings"],
        state=OpeningState.PAUSED, paused_at=world.moment(world.ago(6), 11),
        pause_reason=PauseReason.SUPERVISOR,
    )  # fmt: skip


def _quiet(world: World, house: Organisation) -> Opening:
    """Asked about nine days ago; nobody has answered."""
    opening = _opening(
        world, house, K.JOB, "Vårdbiträde, natt", 35, occupation=world.concepts["ssyk:5330"],
        swedish="sfi_d", times=["nights"], hours_per_week=32, years=1, nice=["years"],
        reminded_at=world.moment(world.ago(9), 7), agreement="Kommunals avtal för vård och omsorg",
    )  # fmt: skip
    opening.posted_at = world.moment(world.ago(70), 9)
    opening.save(update_fields=["posted_at"])
    return opening


def _draft(world: World, house: Organisation) -> Opening:
    """An ad that was read this morning and not yet confirmed."""
    text = ad_without_people(AD)
    begun = Begun(kind=K.JOB, ad_text=text, found=tuple(understand(text, world.today)))
    by = build_actor(world.accounts["coordinator"])
    return draft_opening(house, begun, by=by, at=world.moment(world.today, 9, 34))

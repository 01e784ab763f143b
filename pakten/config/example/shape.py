"""How the example city has shaped its pact: who signs, what is excluded, what changes next year."""

from datetime import date, timedelta

from pakten.base.ui.text import LocalText
from pakten.config.example.world import World, read, text
from pakten.parties.pacts.models import (
    ActivityWording,
    CitySignatory,
    CooperationForm,
    ExcludedSector,
    Measure,
    TextState,
)
from pakten.parties.pacts.sectors import sector_name
from pakten.parties.pacts.states import LetterKind
from pakten.parties.pacts.texts import fingerprint, place_of

GAMBLING = "92"
FIFTEEN_DAYS = LocalText(
    sv="En praktikplats räknas när personen har varit på arbetsplatsen i 15 dagar.",
    en="An internship counts when the person has been at the workplace for 15 days.",
)
REVERSED = LocalText(
    sv="Omvänd mentor: en nyanländ handleder en chef",
    en="Reverse mentor: a newcomer guides a manager",
    ar="إرشاد معكوس: قادم جديد يرشد مديرًا",
)
FIRST_NAME = LocalText(sv="Integrationsträffar", en="Integration meetings", ar="لقاءات الاندماج")


def shape_pact(world: World) -> None:
    """Signatories, an excluded sector, and what the years have changed in the catalogue."""
    _name_signatories(world)
    ExcludedSector.objects.create(
        pact=world.pact,
        code=f"{GAMBLING}-1",
        sector=GAMBLING,
        name=sector_name(GAMBLING),
        reason=LocalText(
            sv="Staden lånar inte ut sitt namn till spel om pengar.",
            en="The city does not lend its name to gambling.",
            ar="لا تعير المدينة اسمها للمقامرة.",
        ),
    )
    begins = date(world.today.year + 1, 1, 1)
    _count_longer_internships(world, begins)
    mentoring = world.activities["mentoring"]
    CooperationForm.objects.create(
        pact=world.pact,
        activity=mentoring,
        code="mentoring-reversed",
        name=REVERSED,
        position=90,
        valid_from=begins,
    )
    _remember_first_name(world)
    _age(world, "social_clause", "summary")


def _name_signatories(world: World) -> None:
    first = read("pact")["signatory"]
    CitySignatory.objects.create(
        pact=world.pact,
        name=first["name"],
        title=text(first["title"]),
        email="karin.holm@pakten.example",
        position=1,
    )
    CitySignatory.objects.create(
        pact=world.pact,
        name="Anders Ekvall",
        title=LocalText(sv="chef för föreningsstöd", en="head of support to associations"),
        email="anders.ekvall@pakten.example",
        signs=LetterKind.ASSOCIATIONS,
        position=2,
        valid_from=date(world.today.year, 1, 1),
    )


def _count_longer_internships(world: World, begins: date) -> None:
    """From next year an internship counts after fifteen days; promises made before keep theirs."""
    now = world.measures["internships"]
    then = Measure.objects.create(
        pact=world.pact,
        activity=now.activity,
        code="internships-v2",
        name=now.name,
        unit=now.unit,
        definition=FIFTEEN_DAYS,
        pledge_sentence=now.pledge_sentence,
        deed=now.deed,
        per_person=now.per_person,
        is_headline=now.is_headline,
        breakdowns=now.breakdowns,
        position=now.position,
        valid_from=begins,
    )
    now.valid_to, now.successor = begins - timedelta(days=1), then
    now.save(update_fields=["valid_to", "successor"])


def _remember_first_name(world: World) -> None:
    """The network's meetings had another name until two years ago."""
    network = world.activities["network"]
    changed = date(world.today.year - 1, 1, 1)
    for valid_from, name in ((None, FIRST_NAME), (changed, network.name)):
        ActivityWording.objects.create(
            pact=world.pact,
            activity=network,
            valid_from=valid_from,
            name=name,
            summary=network.summary,
            description=network.description,
            hours_per_month=network.hours_per_month,
            is_begun=True,
        )


def _age(world: World, code: str, field: str) -> None:
    """The Arabic of one text was made from an older Swedish."""
    TextState.objects.create(
        pact=world.pact,
        place=place_of(world.activities[code], field),
        lang="ar",
        source_hash=fingerprint("Ställ krav på jobb och praktik i stadens upphandlingar."),
        changed_at=world.moment(world.ago(40)),
    )

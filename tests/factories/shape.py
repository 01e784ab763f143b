"""A pact with something of everything it is shaped by."""

import struct
import zlib
from typing import Any

from pakten.base.access import Actor, Role
from pakten.parties.pacts.models import (
    Activity,
    CitySignatory,
    CooperationForm,
    District,
    ExcludedSector,
    Goal,
    Logo,
    Look,
    Measure,
    Pact,
    TargetGroup,
)
from pakten.parties.pacts.states import Deed, ImageKind, LookState
from tests.factories.world import (
    NOW,
    inside,
    make_district,
    make_pact,
    make_staff,
    make_target,
    text,
)


def png(width: int = 64, height: int = 32) -> bytes:
    """A whole, grey PNG."""

    def chunk(name: bytes, body: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(name + body))
        return struct.pack(">I", len(body)) + name + body + checksum

    rows = b"".join(b"\0" + b"\x80" * width for _ in range(height))
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def make_logo(pact: Pact) -> Logo:
    return Logo.objects.create(
        pact=pact, kind=ImageKind.PNG, data=png(), width=64, height=32, uploaded_at=NOW
    )


def make_shape(pact: Pact, measure: Measure) -> dict[str, Any]:
    """Ids by the names of the addresses' arguments."""
    goal = Goal.objects.create(pact=pact, text=text("Sooner to work"))
    form = CooperationForm.objects.create(
        pact=pact, activity=measure.activity, code=f"form-{goal.pk}", name=text("Guest lecture")
    )
    sector = ExcludedSector.objects.create(
        pact=pact, code=f"92-{goal.pk}", sector="92", name=text("Gambling"), reason=text("Why")
    )
    signatory = CitySignatory.objects.create(
        pact=pact, name="Karin Holm", title=text("director"), email="karin@pakten.example"
    )
    logo = make_logo(pact)
    look = Look.objects.create(
        pact=pact, state=LookState.BEFORE, colour="#0b5c56", logo=logo, made_at=NOW
    )
    target = make_target(measure, year=2000 + goal.pk % 99)
    return {
        "target": target.pk,
        "activity": measure.activity_id, "measure": measure.pk, "form": form.pk,
        "pact_line": goal.pk, "sector": sector.pk, "city_signatory": signatory.pk,
        "logo": logo.pk, "city_look": look.pk, "place": f"goal.{goal.pk}.text",
    }  # fmt: skip


class Shape:
    """One pact with an activity, a measure, a form, a group and two districts, and who shapes it."""

    def __init__(self, **fields: Any) -> None:
        self.pact = make_pact(**fields)
        self.admin: Actor = make_staff(self.pact, Role.ADMIN)
        with inside(self.pact):
            self.activity = Activity.objects.create(
                pact=self.pact, code="mentoring", name=text("Mentoring"), summary=text("You meet"),
                description=text("Long"), icon="people", position=1,
            )  # fmt: skip
            self.measure = Measure.objects.create(
                pact=self.pact, activity=self.activity, code="pairs", name=text("Pairs"),
                unit=text("pairs"), definition=text("A pair counts when it has met"),
                pledge_sentence=text("Take {quantity} pairs"), deed=Deed.MENTOR_PAIR_STARTED,
            )  # fmt: skip
            self.form = CooperationForm.objects.create(
                pact=self.pact, activity=self.activity, code="talks", name=text("Talks")
            )
            self.group = TargetGroup.objects.create(
                pact=self.pact, code="newcomers", name=text("Newcomers"), definition=text("Who")
            )
            self.north: District = make_district(self.pact, "norra")
            self.south: District = make_district(self.pact, "sodra")

"""Views of the register that somebody has saved, and a file of members that waits to be mended."""

from datetime import timedelta

from django.http import QueryDict

from pakten.base.accounts.models import SavedView
from pakten.base.tenancy.context import pact_context
from pakten.base.ui.listing import state_of
from pakten.config.actors import build_actor
from pakten.config.example.world import World
from pakten.parties.imports.actions import stage_import
from pakten.parties.organisations.models import Organisation

FILE = "medlemmar-hosten.csv"
HEADINGS = "Företag;Org.nr;Antal anst.;Kontakt;Mejl"
NEW = (
    "Havsviks Måleri AB;559999-7003;22;Emil Strand;emil@havsvik.example",
    "Gläntans Förskola;559999-7011;18;Moa Lind;moa@glantan.example",
    "Tallbackens Snickeri;559999-702;7;Åsa Tall;asa@tallbacken.example",
    "Lillåns Café;559999-7037;ca 12;Lill Holm;lill@lillan.example",
)


def make_imports(world: World) -> None:
    """Two saved views of the coordinator's, and a file read two days ago."""
    account = world.accounts["coordinator"]
    with pact_context(world.pact.pk, account.pk, verb="load_example"):
        views = {"Föreningar": "kind=association", "Utan ansvarig": "responsible=none"}
        SavedView.objects.bulk_create(
            SavedView(
                pact=world.pact, account=account, page="see_register", name=name,
                query=state_of(QueryDict(query)), is_shared=True, saved_at=world.at,
            )
            for name, query in views.items()
        )  # fmt: skip
        stage_import(
            _file(), file_name=FILE, pact=world.pact, by=build_actor(account),
            at=world.moment(world.today - timedelta(days=2), 9, 40),
        )  # fmt: skip


def _file() -> bytes:
    """New ones, one that has grown, one known by its name only, and two with a slip."""
    grown, named = Organisation.objects.order_by("sort_key")[3:5]
    known = [
        f"{grown.name};{grown.number_text};{(grown.employees or 0) + 4};;",
        f"{named.name};;{named.employees};;",
    ]
    return "\n".join([HEADINGS, *NEW, *known]).encode()

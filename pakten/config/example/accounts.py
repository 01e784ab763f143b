"""Those who can sign in: one account per role, with one common password."""

from django.contrib.auth.hashers import make_password

from pakten.base.accounts.models import Account
from pakten.base.tenancy.context import open_door
from pakten.config.example.world import World, read, text
from pakten.parties.organisations.models import Organisation, Representative
from pakten.parties.organisations.states import RepresentativeRole
from pakten.parties.pacts.models import Staff
from pakten.parties.pacts.states import StaffRole

DOMAIN = "pakten.example"


def make_accounts(world: World, password: str) -> None:
    """The accounts and their roles in the whole pact; those in an organisation come with it."""
    hashed = make_password(password)  # once: hashing is slow by purpose, and the word is the same
    with open_door():
        for row in read("people")["staff"]:
            world.accounts[row["mailbox"]] = Account.objects.create(
                email=f"{row['mailbox']}@{DOMAIN}",
                password=hashed,
                name=row["name"],
                language="ar" if row["role"] == "participant" else "sv",
            )
    for row in read("people")["staff"]:
        if row["role"] in StaffRole:
            Staff.objects.create(
                pact=world.pact,
                account=world.accounts[row["mailbox"]],
                role=row["role"],
                title=text(row["title"]),
            )


def give_houses(world: World, organisations: dict[str, Organisation]) -> None:
    """The roles held in an organisation. The board member represents a member too."""
    for row in read("people")["staff"]:
        if row["organisation"]:
            mentor = row["role"] == RepresentativeRole.MENTOR
            Representative.objects.create(
                pact=world.pact,
                organisation=organisations[row["organisation"]],
                account=world.accounts[row["mailbox"]],
                role=RepresentativeRole.MENTOR if mentor else RepresentativeRole.MEMBER,
            )

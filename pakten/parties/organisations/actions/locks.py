"""Holding a row while it changes."""

from pakten.parties.organisations.models import Organisation


def lock(organisation: Organisation) -> Organisation:
    """The organisation as it is now, held until the transaction ends."""
    return Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)

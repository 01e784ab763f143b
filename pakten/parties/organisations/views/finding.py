"""Finding what a page is about, among what the one who asks may see."""

from django.shortcuts import get_object_or_404

from pakten.parties.organisations.models import Contact, Organisation
from pakten.parties.pacts.http import PactRequest

HERE = "organisations/"


def find_organisation(request: PactRequest, pk: int) -> Organisation:
    return get_object_or_404(Organisation.objects.visible_to(request.actor), pk=pk)


def find_contact(request: PactRequest, pk: int) -> Contact:
    houses = Organisation.objects.visible_to(request.actor)
    rows = Contact.objects.select_related("organisation").filter(organisation__in=houses)
    return get_object_or_404(rows, pk=pk)

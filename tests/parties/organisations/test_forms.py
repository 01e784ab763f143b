"""What is wrong is told at once, next to its field."""

from pakten.faces.public.forms import JoinForm
from pakten.parties.pacts.models import Activity


def test_wrong_number_is_told_together_with_what_else_is_missing() -> None:
    typed = {"number": "5599990001", "kind": "company"}
    form = JoinForm(typed, offered=Activity.objects.none(), sectors=[])
    assert {"number", "organisation_name", "contact_name", "email"} <= set(form.errors)

"""Move "Name, title" of each party into rows, and open letters whose text changes form by it."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SIDES = (("member", "member_signatory"), ("city", "city_signatory"))


def name_signatories(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """One row for each name. A letter waiting for signatures is a draft again: its fingerprint was
    of a text in the old form, which nobody can check any more."""
    letter_model = apps.get_model("commitments", "Letter")
    signatory = apps.get_model("commitments", "Signatory")
    signature = apps.get_model("commitments", "Signature")
    waiting = []
    for letter in letter_model.objects.all().iterator():
        for party, column in SIDES:
            name, _comma, title = getattr(letter, column).partition(",")
            if name.strip():
                made = signatory.objects.create(
                    pact_id=letter.pact_id, letter=letter, party=party,
                    name=name.strip(), title=title.strip(), language="sv",
                )  # fmt: skip
                given = signature.objects.filter(letter=letter, party=party, name=made.name)
                given.update(signatory=made)
        if letter.state == "ready":
            waiting.append(letter.pk)
    signature.objects.filter(letter__in=waiting).delete()
    ready = letter_model.objects.filter(pk__in=waiting)
    houses = list(ready.values_list("organisation", flat=True))
    ready.update(state="draft", content_hash="")
    house_model = apps.get_model("organisations", "Organisation")
    house_model.objects.filter(pk__in=houses, stage="ready").update(stage="draft")


class Migration(migrations.Migration):
    dependencies = [
        ("commitments", "0004_signatory_security"),
        ("organisations", "0001_initial"),
    ]
    operations = [migrations.RunPython(name_signatories, migrations.RunPython.noop)]

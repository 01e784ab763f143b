"""A measure of persons can be counted inside another; those of the starter catalogue that are, say so."""

from django.db import migrations, models

KNOWN = """
UPDATE pacts_measure AS one SET inside = known.outer_kin
FROM (VALUES ('clause_hires', 'hires'), ('clause_internships', 'internships'),
             ('outreach_referred', 'outreach_met')) AS known (inner_kin, outer_kin)
WHERE one.kin = known.inner_kin AND one.per_person AND EXISTS (
    SELECT FROM pacts_measure AS other
    WHERE other.pact_id = one.pact_id AND other.kin = known.outer_kin AND other.per_person)
"""


class Migration(migrations.Migration):
    dependencies = [("pacts", "0009_no_yearly_target")]
    operations = [
        migrations.AddField(
            model_name="measure",
            name="inside",
            field=models.CharField(blank=True, default="", max_length=60),
        ),
        migrations.RunSQL(KNOWN, migrations.RunSQL.noop),
    ]

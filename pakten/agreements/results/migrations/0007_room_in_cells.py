"""Leave room on the pages of the cells, so that a figure that grows stays where its index finds it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("results", "0006_programmes_and_moves")]
    operations = [
        migrations.RunSQL(
            "ALTER TABLE results_cell SET (fillfactor = 70)",
            "ALTER TABLE results_cell RESET (fillfactor)",
        )
    ]

"""What is aimed for stands in targets."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("pacts", "0008_targets")]
    operations = [migrations.RemoveField(model_name="measure", name="yearly_target")]

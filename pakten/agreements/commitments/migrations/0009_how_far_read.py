import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("commitments", "0008_drafting_security")]
    operations = [
        migrations.AddField(
            model_name="letterlook",
            name="text_of",
            field=models.DateTimeField(default=django.utils.timezone.now),
            preserve_default=False,
        ),
    ]

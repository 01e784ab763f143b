from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0002_security")]
    operations = [
        migrations.AddField(
            model_name="consent",
            name="how",
            field=models.CharField(
                choices=[
                    ("talk", "In a conversation"),
                    ("phone", "On the phone"),
                    ("paper", "On paper"),
                    ("own", "By the person, here"),
                ],
                default="talk",
                max_length=10,
            ),
        )
    ]

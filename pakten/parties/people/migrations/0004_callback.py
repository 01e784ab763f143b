import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from pakten.base.tenancy.operations import audited, secure


class Migration(migrations.Migration):
    dependencies = [
        ("pacts", "0002_security"),
        ("people", "0003_consent_how"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="CallbackRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="your name")),
                ("phone", models.CharField(max_length=40, verbose_name="your phone number")),
                ("language", models.CharField(max_length=5, verbose_name="language")),
                (
                    "best_time",
                    models.CharField(
                        choices=[
                            ("any", "Any time"),
                            ("morning", "In the morning"),
                            ("afternoon", "In the afternoon"),
                        ],
                        default="any",
                        max_length=10,
                        verbose_name="when may we call?",
                    ),
                ),
                (
                    "door",
                    models.CharField(
                        choices=[
                            ("work", "Jobs and internships"),
                            ("mentor", "A mentor"),
                            ("school", "Courses and certificates"),
                        ],
                        max_length=10,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pacts.pact",
                    ),
                ),
            ],
            options={
                "ordering": ["asked_at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_at__isnull", True),
                            ("answered_by__isnull", False),
                            _connector="OR",
                        ),
                        name="callback_answered_by_somebody",
                    )
                ],
            },
        ),
        secure("people_callbackrequest"),
        audited("people_callbackrequest"),
    ]

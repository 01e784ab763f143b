"""Personal links to a sheet, their codes, and a yes given by one."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from pakten.base.tenancy.operations import audited, secure


class Migration(migrations.Migration):
    dependencies = [
        ("followup", "0002_security"),
        ("organisations", "0005_only_for_triggers"),
        ("pacts", "0010_counted_inside"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SheetCode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code_hash", models.CharField(max_length=64)),
                ("sent_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("used_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-sent_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="SheetLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("address_hash", models.CharField(max_length=64)),
                ("sent_to", models.CharField(max_length=120)),
                ("sent_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("opened_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-sent_at", "-id"],
            },
        ),
        migrations.AlterField(
            model_name="approval",
            name="how",
            field=models.CharField(
                choices=[
                    ("signed_in", "Signed in"),
                    ("phone", "By phone, noted by the pact office"),
                    ("link", "By a personal link and a code"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="approval",
            name="recorded_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="approval",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("how", "link"), ("recorded_by__isnull", True)),
                    models.Q(
                        models.Q(("how", "link"), _negated=True), ("recorded_by__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="approval_by_account_or_link",
            ),
        ),
        migrations.AddField(
            model_name="sheetcode",
            name="pact",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="pacts.pact"
            ),
        ),
        migrations.AddField(
            model_name="sheetlink",
            name="check_in",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="links",
                to="followup.checkin",
            ),
        ),
        migrations.AddField(
            model_name="sheetlink",
            name="contact",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="organisations.contact",
            ),
        ),
        migrations.AddField(
            model_name="sheetlink",
            name="pact",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="pacts.pact"
            ),
        ),
        migrations.AddField(
            model_name="sheetcode",
            name="link",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="codes",
                to="followup.sheetlink",
            ),
        ),
        migrations.AddIndex(
            model_name="sheetlink",
            index=models.Index(fields=["check_in", "contact"], name="sheet_link_of_contact"),
        ),
        migrations.AddConstraint(
            model_name="sheetcode",
            constraint=models.CheckConstraint(
                condition=models.Q(("tries__lte", 5)), name="sheet_code_tries"
            ),
        ),
        secure("followup_sheetlink", "followup_sheetcode"),
        audited("followup_sheetlink", "followup_sheetcode"),
    ]

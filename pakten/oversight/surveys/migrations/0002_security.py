"""Row-level security; and history, but for the tables where it would tell who answered or what was said."""

from django.db import migrations

from pakten.base.tenancy.operations import audited, secure

WITH_HISTORY = (
    "surveys_question",
    "surveys_survey",
    "surveys_surveyquestion",
    "surveys_tally",
    "surveys_theme",
    "surveys_quote",
    "surveys_reading",
)
# An answer's history would have its time, and a link's would have its owner. Notes are forgotten
# after two years, which a history of ten would not let them be.
WITHOUT_HISTORY = (
    "surveys_askedonce",
    "surveys_ask",
    "surveys_sheet",
    "surveys_answer",
    "surveys_tie",
    "surveys_interview",
    "surveys_passage",
    "surveys_passagetheme",
)


class Migration(migrations.Migration):
    dependencies = [("surveys", "0001_initial"), ("audit", "0001_initial")]
    operations = [secure(*WITH_HISTORY, *WITHOUT_HISTORY), audited(*WITH_HISTORY)]

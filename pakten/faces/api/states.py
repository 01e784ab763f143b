"""Fixed words of open data: the licence, the forms of a file, the code of a hidden figure."""

from django.db import models

LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
LICENCE_NAME = "CC0 1.0"
# The observation status "confidential" of the statistical offices' common list (SDMX CL_OBS_STATUS).
HIDDEN = "c"


class Form(models.TextChoices):
    """The forms a table comes in; the value is the end of its address."""

    CSV = "csv", "CSV"
    XLSX = "xlsx", "Excel"
    JSON = "json", "JSON"
    JSON_STAT = "px.json", "JSON-stat"


MEDIA = {
    Form.CSV: "text/csv; charset=utf-8",
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Form.JSON: "application/json",
    Form.JSON_STAT: "application/json",
}

"""From a figure to its rows: the address of the ledger page that shows exactly them."""

from urllib.parse import urlencode

from django.urls import reverse

from pakten.agreements.results.states import Dimension

UNKNOWN = "unknown"
PARAMETERS = {
    Dimension.GENDER: "gender",
    Dimension.AGE: "age",
    Dimension.TARGET_GROUP: "group",
    Dimension.DISTRICT: "district",
    Dimension.LANGUAGE: "language",
    Dimension.PROGRAMME: "programme",
    Dimension.ORGANISATION: "member",
    Dimension.EVIDENCE: "evidence",
    Dimension.ADDITIONALITY: "additionality",
}


def drill(kin: str, year: int, dimension: Dimension = Dimension.TOTAL, value: str = "") -> str:
    """Where the rows behind a figure are read. `value` as in `Cell.value`; "" is what is not known.

    A quarter is a period too: `drill("hires", 2026, Dimension.MONTH, "2026Q3")`.
    """
    asked = {"kin": kin, "period": str(year)}
    if dimension == Dimension.MONTH:
        asked["period"] = value
    elif dimension != Dimension.TOTAL:
        asked[PARAMETERS[dimension]] = str(value) or UNKNOWN
    return f"{reverse('see_outcomes')}?{urlencode(asked)}"

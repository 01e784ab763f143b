from django.urls import URLPattern, path, register_converter

from pakten.parties.pacts.actions.shape import LINES
from pakten.parties.pacts.views import (
    catalogue,
    definitions,
    look,
    measures,
    rules,
    shape,
    texts,
)


class LineKind:
    """ "goal" or "value"."""

    regex = "|".join(LINES)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(LineKind, "line")

urlpatterns: list[URLPattern] = [
    path("pact/", shape.see_pact, name="see_pact"),
    path("pact/edit/", shape.shape_pact, name="shape_pact"),
    path("pact/goals/add/", shape.add_line, {"lines": "goal"}, name="add_goal"),
    path("pact/values/add/", shape.add_line, {"lines": "value"}, name="add_value"),
    path("pact/lines/<line:lines>/<int:pact_line>/", shape.edit_line, name="edit_line"),
    path("pact/lines/<line:lines>/<int:pact_line>/remove/", shape.remove_line, name="remove_line"),
    path("pact/lines/<line:lines>/<int:pact_line>/up/", shape.raise_line, name="raise_line"),
    path("pact/groups/", definitions.see_groups, name="see_groups"),
    path("pact/groups/add/", definitions.add_group, name="add_group"),
    path("pact/groups/<int:group>/", definitions.adapt_group, name="adapt_group"),
    path("pact/groups/<int:group>/retire/", definitions.retire_group, name="retire_group"),
    path("pact/districts/", definitions.see_districts, name="see_districts"),
    path("pact/districts/add/", definitions.add_district, name="add_district"),
    path("pact/districts/<int:district>/merge/", definitions.merge_district, name="merge_district"),
    path(
        "pact/districts/<int:district>/retire/",
        definitions.retire_district,
        name="retire_district",
    ),
    path("pact/sectors/", definitions.see_sectors, name="see_sectors"),
    path("pact/sectors/add/", definitions.exclude_sector, name="exclude_sector"),
    path("pact/sectors/<int:sector>/allow/", definitions.allow_sector, name="allow_sector"),
    path("pact/catalogue/start/", catalogue.start_catalogue, name="start_catalogue"),
    path("pact/activities/add/", catalogue.add_activity, name="add_activity"),
    path("pact/activities/<int:activity>/", catalogue.adapt_activity, name="adapt_activity"),
    path(
        "pact/activities/<int:activity>/retire/", catalogue.retire_activity, name="retire_activity"
    ),
    path("pact/activities/<int:activity>/keep/", catalogue.keep_activity, name="keep_activity"),
    path("pact/activities/<int:activity>/forms/add/", catalogue.add_form, name="add_form"),
    path("pact/forms/<int:form>/", catalogue.adapt_form, name="adapt_form"),
    path("pact/forms/<int:form>/retire/", catalogue.retire_form, name="retire_form"),
    path("pact/measures/", measures.see_measures, name="see_measures"),
    path("pact/measures/add/", measures.add_measure, name="add_measure"),
    path("pact/measures/<int:measure>/", measures.see_measure, name="see_measure"),
    path("pact/measures/<int:measure>/edit/", measures.edit_measure, name="edit_measure"),
    path(
        "pact/measures/<int:measure>/definition/",
        measures.change_definition,
        name="change_definition",
    ),
    path("pact/measures/<int:measure>/aims/", measures.set_target, name="set_target"),
    path("pact/measures/<int:measure>/retire/", measures.retire_measure, name="retire_measure"),
    path("pact/aims/<int:target>/remove/", measures.remove_target, name="remove_target"),
    path("pact/texts/", texts.see_texts, name="see_texts"),
    path("pact/texts/<str:place>/", texts.edit_text, name="edit_text"),
    path("pact/texts/<str:place>/<slug:lang>/reviewed/", texts.review_text, name="review_text"),
    path("pact/look/", look.edit_look, name="edit_look"),
    path("pact/look/use/", look.use_look, name="use_look"),
    path("pact/look/discard/", look.discard_look, name="discard_look"),
    path("pact/look/<int:city_look>/restore/", look.restore_look, name="restore_look"),
    path("pact/look.css", look.look_css, name="look_css"),
    path("pact/logo/<int:logo>/", look.show_logo, name="show_logo"),
    path("pact/signatories/", rules.see_city_signatories, name="see_city_signatories"),
    path("pact/signatories/add/", rules.add_city_signatory, name="add_city_signatory"),
    path(
        "pact/signatories/<int:city_signatory>/",
        rules.edit_city_signatory,
        name="edit_city_signatory",
    ),
    path("pact/rules/", rules.edit_rules, name="edit_rules"),
    path("pact/retention/", rules.edit_retention, name="edit_retention"),
]

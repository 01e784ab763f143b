"""Components render, escape, and keep what was typed; templates only use what exists."""

import re
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.http import HttpRequest
from django.shortcuts import render
from django.template import engines
from django.test import RequestFactory
from django_cotton.compiler_regex import CottonCompiler

from pakten.base.ui.icons import CORE, MIRRORED, MORE
from pakten.base.ui.mosaic import MOSAICS
from pakten.base.ui.views import SHELLS, gallery

PACKAGE = Path(__file__).resolve().parents[3] / "pakten"
TEMPLATES = sorted(PACKAGE.rglob("templates/**/*.html"))
COTTON = PACKAGE / "base" / "ui" / "templates" / "cotton"
# those of every room, by the name they are used by
COMPONENTS = {p.stem.replace("_", "-"): p for p in TEMPLATES if p.parent.name == "cotton"}


class Form(forms.Form):
    name = forms.CharField(label="Name", help_text="As in the register")
    ways = forms.MultipleChoiceField(
        label="Ways", choices=(("a", "A"), ("b", "B")), widget=forms.CheckboxSelectMultiple
    )
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea)


def draw(source: str, **context: Any) -> str:
    request = RequestFactory().get("/x/?status=a")
    return re.sub(r"\s+", " ", _template(source).render(context, request))


def _template(source: str) -> Any:
    return engines["django"].from_string(CottonCompiler().process(source))


def test_button_is_a_link_with_an_address_and_else_submits() -> None:
    link = draw('<c-button href="/a/">Go</c-button>')
    button = draw('<c-button name="do" value="1">Go</c-button>')
    assert ("<a " in link, 'href="/a/"' in link) == (True, True)
    assert 'type="submit" name="do" value="1"' in button


def test_component_attributes_are_escaped_once() -> None:
    html = draw('<c-card title="{{ name }}">x</c-card>', name='<b>"Å" & co</b>')
    assert "&lt;b&gt;&quot;Å&quot; &amp; co&lt;/b&gt;" in html
    html = draw('<c-card :title="name">x</c-card>', name="<b>")
    assert ("&lt;b&gt;" in html, "<b>" in html) == (True, False)


def test_field_keeps_what_was_typed_and_ties_hint_and_error_to_it() -> None:
    form = Form({"name": "", "note": "<kept>"})
    name = draw('<c-field :field="form.name" />', form=form)
    assert 'aria-invalid="true"' in name
    assert 'aria-describedby="id_name_hint id_name_error"' in name
    assert ('id="id_name_hint"' in name, 'id="id_name_error"' in name) == (True, True)
    assert "&lt;kept&gt;" in draw('<c-field :field="form.note" />', form=form)


def test_field_of_several_boxes_is_a_group_with_a_legend() -> None:
    html = draw('<c-field :field="form.ways" />', form=Form({}))
    assert ("<fieldset" in html, "<legend>" in html, html.count('type="checkbox"')) == (
        True,
        True,
        2,
    )


def test_form_brings_its_tokens_and_lists_its_errors_with_links() -> None:
    html = draw('<c-form :form="form"><c-button>Save</c-button></c-form>', form=Form({}))
    assert [html.count(f'name="{name}"') for name in ("csrfmiddlewaretoken", "_once")] == [1, 1]
    assert ('href="#id_name"' in html, 'href="#id_ways_0"' in html) == (True, True)


def test_progress_has_its_words_and_its_tick() -> None:
    html = draw('<c-progress label="Hire" :value="3" :max="4" :plan="2" note="On plan" />')
    assert ('value="75.0"' in html, 'x1="50.0"' in html, "On plan" in html) == (True, True, True)
    assert "<line" not in draw('<c-progress label="Hire" :value="3" :max="4" :plan="4" />')


@pytest.mark.parametrize("shell", SHELLS)
def test_gallery_shows_every_component_in_every_shell(shell: str) -> None:
    html = gallery(RequestFactory().get("/gallery/", {"shell": shell})).content.decode()
    assert [
        mark for mark in ("{%", "{{", "<c-", " style=", "<script>", "onclick") if mark in html
    ] == []


def test_gallery_names_every_component() -> None:
    source = "".join(p.read_text() for p in TEMPLATES if p.parent.name in {"ui", "base", "cotton"})
    used = set(re.findall(r"<c-([a-z-]+)", source))
    assert {p.stem.replace("_", "-") for p in COTTON.glob("*.html")} - used == set()


@pytest.mark.parametrize("name", ["403.html", "404.html", "405.html", "500.html"])
def test_error_pages_need_no_context(name: str) -> None:
    request: HttpRequest = RequestFactory().get("/gone/")
    assert "<h1>" in render(request, name).content.decode()


def test_templates_use_components_that_exist() -> None:
    known = {*COMPONENTS, "slot", "vars"}
    unknown = {
        (p.name, tag)
        for p in TEMPLATES
        for tag in re.findall(r"<c-([a-z-]+)", p.read_text())
        if tag not in known
    }
    assert unknown == set()


def test_templates_use_icons_that_exist() -> None:
    pattern = r'<c-icon name="([a-z0-9-]+)"|\bicon(?:_end)?="([a-z0-9-]+)"'
    asked = {(p.name, a or b) for p in TEMPLATES for a, b in re.findall(pattern, p.read_text())}
    assert {pair for pair in asked if pair[1] not in {**CORE, **MORE}} == set()
    assert {*CORE, *MORE} >= MIRRORED


def test_templates_bind_only_declared_attributes() -> None:
    """What a component does not declare is passed through unescaped, so it must not be bound."""
    declared = {
        name: set(re.findall(r"[\s:]([a-z_]+)=", vars_of(p.read_text())))
        for name, p in COMPONENTS.items()
    }
    bound = {
        (p.name, tag, name)
        for p in TEMPLATES
        for tag, attributes in re.findall(r"<c-([a-z-]+)((?:\s+[^<>]*?)?)/?>", p.read_text())
        for name in re.findall(r"\s:([a-z_-]+)=", attributes)
        if tag not in {"slot", "vars"} and name not in declared[tag]
    }
    assert bound == set()


def vars_of(source: str) -> str:
    found = re.search(r"<c-vars([^>]*)/>", source)
    return found.group(1) if found else ""


def test_mosaics_fill_their_squares() -> None:
    sizes = {name: (m.width, m.height, len(m.tiles)) for name, m in MOSAICS.items()}
    assert sizes == {"hero": (400, 400, 16), "strip": (2000, 100, 20), "panel": (400, 600, 24)}

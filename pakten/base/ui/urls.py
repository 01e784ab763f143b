"""The gallery of components, and the choice of language."""

from django.urls import URLPattern, path
from django.views.i18n import set_language

from pakten.base.access.views import open_to_all
from pakten.base.ui.views import gallery

urlpatterns: list[URLPattern] = [
    path("gallery/", gallery, name="gallery"),
    path("language/", open_to_all(set_language), name="set_language"),
]

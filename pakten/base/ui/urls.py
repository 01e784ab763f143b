"""The gallery of components."""

from django.urls import URLPattern, path

from pakten.base.ui.views import gallery

urlpatterns: list[URLPattern] = [path("gallery/", gallery, name="gallery")]

"""Every address. The name of an address is the verb of its action."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from pakten.config import health, views

handler404 = "pakten.config.errors.not_found"
handler500 = "pakten.config.errors.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("pakten.faces.public.urls")),
    path("", include("pakten.faces.desk.urls")),
    path("", include("pakten.base.accounts.urls")),
    path("", include("pakten.base.notices.urls")),
    path("", include("pakten.parties.pacts.urls")),
    path("", include("pakten.parties.organisations.urls")),
    path("", include("pakten.parties.vetting.urls")),
    path("", include("pakten.parties.imports.urls")),
    path("", include("pakten.parties.people.urls")),
    path("", include("pakten.parties.guidance.urls")),
    path("", include("pakten.agreements.events.urls")),
    path("", include("pakten.agreements.commitments.urls")),
    path("", include("pakten.agreements.sealing.urls")),
    path("", include("pakten.agreements.signing.urls")),
    path("", include("pakten.agreements.results.urls")),
    path("", include("pakten.agreements.assurance.urls")),
    path("", include("pakten.agreements.followup.urls")),
    path("", include("pakten.activities.opportunities.urls")),
    path("", include("pakten.activities.rounds.urls")),
    path("", include("pakten.activities.pulses.urls")),
    path("", include("pakten.oversight.analysis.urls")),
    path("", include("pakten.oversight.equality.urls")),
    path("", include("pakten.oversight.surveys.urls")),
    path("", include("pakten.oversight.value.urls")),
    path("", include("pakten.oversight.annual.urls")),
    path("", include("pakten.oversight.privacy.urls")),
    path("", include("pakten.faces.api.urls")),
    path("", include("pakten.base.ui.urls")),
    path("resume/", views.resume_form, name="resume_form"),
    path("pacts/", views.choose_pact, name="choose_pact"),
    path("health/", health.health, name="health"),
    path("robots.txt", views.robots, name="robots"),
    path("favicon.ico", views.favicon, name="favicon"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
]
if settings.BENCH:
    urlpatterns.append(path("", include("pakten.config.bench_urls")))

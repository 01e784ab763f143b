"""The explorer's page: the figures of a measure, and what people say beside them."""

from django.http import HttpResponse
from django.shortcuts import render

from pakten.base.access import Verb
from pakten.base.access.views import needs
from pakten.oversight.analysis.files import FORMATS, file_of
from pakten.oversight.analysis.views import explored, page_of
from pakten.oversight.surveys.queries.beside import beside
from pakten.parties.pacts.http import PactRequest


@needs(Verb.EXPLORE_MEASURES)
def explore_measures(request: PactRequest) -> HttpResponse:
    """A measure followed and split; as a file, only the figures."""
    asked = explored(request)
    if asked is None:
        return render(request, "analysis/explore_measures_empty.html")
    found, every = asked
    if request.GET.get("format") in FORMATS:
        return file_of(found, request.GET["format"])
    themes = beside(found.question.kin, found.smallest)
    context = page_of(request, found, every) | {
        "said": [each for each in themes if each.interviews or each.quotes],
        "may_read_more": request.actor.holds(Verb.SEE_CODEBOOK),
    }
    return render(request, "desk/explore_measures.html", context)

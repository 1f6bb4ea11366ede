"""The pages of the site, and the source of everything else."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

import newsfeed
from explainers.models import STORIES, Explainer
from newsfeed.integrations.django import QuerySetSource

FEED = newsfeed.Feed(
    title="The Harbour Desk: explainers",
    url=settings.SITE_URL + "/",
    description="What happened, what is behind it, and what to ask next.",
    language="en",
    publisher="The Harbour Desk",
)
# `saved` changes with each story, so that a request for a feed that did not change reads no text.
SOURCE = QuerySetSource(Explainer.objects.all(), STORIES, FEED, version="saved")


def front_page(request: HttpRequest) -> HttpResponse:
    """Return the page that lists the explainers."""
    return render(request, "explainers/front_page.html", {"explainers": Explainer.objects.all()[:50]})


def explainer(request: HttpRequest, slug: str) -> HttpResponse:
    """Return the page of an explainer."""
    return render(request, "explainers/explainer.html", {"story": get_object_or_404(Explainer, slug=slug).to_story()})

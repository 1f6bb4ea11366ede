"""The feeds of the site: a feed class of Django, with a feed type of newsfeed for each format."""

from django.db.models import QuerySet

from explainers.models import Explainer
from newsfeed.integrations.django import AtomFeed, ExplainerFeed, JsonFeed, RssFeed


class RssExplainers(ExplainerFeed):
    """The newest explainers. Each item is an explainer, whose `to_story` gives the story."""

    feed_type = RssFeed
    title = "The Harbour Desk: explainers"
    link = "/"
    description = "What happened, what is behind it, and what to ask next."
    feed_copyright = "© 2026 The Harbour Desk"

    def items(self) -> QuerySet[Explainer]:
        return Explainer.objects.all()[:50]


class AtomExplainers(RssExplainers):
    feed_type = AtomFeed


class JsonExplainers(RssExplainers):
    feed_type = JsonFeed

"""The sitemaps of the site."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from explainers.models import Explainer
from newsfeed.integrations.django import NewsSitemap, StorySitemap


class Explainers(StorySitemap):
    """All explainers."""

    def stories(self, as_of: datetime) -> Iterable[Explainer]:
        return Explainer.objects.filter(published__lte=as_of)


class News(NewsSitemap):
    """The explainers of the last two days, for Google News."""

    def stories(self, as_of: datetime) -> Iterable[Explainer]:
        return Explainer.objects.filter(published__gte=as_of - timedelta(days=2))

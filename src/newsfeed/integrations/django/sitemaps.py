"""Sitemaps of stories for `django.contrib.sitemaps`: of all pages, and of the last two days for Google News.

    sitemaps = {"news": MyNews}
    path("news.xml", sitemap, {"sitemaps": sitemaps, "template_name": NewsSitemap.template_name}),

The template writes the entries that newsfeed renders. Django's own template works with the same classes, and has neither
the tags of Google News nor pictures.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, TypedDict, cast

from django.conf import settings
from django.contrib import sitemaps

from newsfeed.formats.html.theme import trusted
from newsfeed.formats.sitemap.entry import Entry, NewsEntry, PlainEntry
from newsfeed.formats.sitemap.vocabulary import LIMITS
from newsfeed.integrations.django import conf
from newsfeed.integrations.django.mapping import story_from
from newsfeed.model import Feed, Organization, Story
from newsfeed.plain_data.plain import FieldValues
from newsfeed.plugins import registry
from newsfeed.publication import left_out_reason
from newsfeed.values.languages import canonical_tag

if TYPE_CHECKING:
    from django.contrib.sites.models import Site
    from django.contrib.sites.requests import RequestSite
    from markupsafe import Markup

    _Sitemap = sitemaps.Sitemap[Story]
else:
    _Sitemap = sitemaps.Sitemap


class SitemapUrl(TypedDict):
    """The values of a page for the template of a sitemap.

    Attributes:
        item: the story.
        location: the address of its page.
        lastmod: its last change, or None.
        changefreq, priority: None; Django's template asks for them.
        alternates: (); the entry has the translations.
        entry: the entry that newsfeed renders.
    """

    item: Story
    location: str | None
    lastmod: datetime | None
    changefreq: None
    priority: None
    alternates: tuple[()]
    entry: "Markup"


class StorySitemap(_Sitemap):
    """Sitemap of the pages of stories, with their pictures and translations.

    Override `stories`. Stories that readers must not get, or that have no address of the web, are left out.

    Attributes:
        template_name: the template to pass to Django's view.
        limit: the number of pages of a sitemap.
        latest_lastmod: the last change of a page, set if all pages have one; Django sends it as Last-Modified.
    """

    template_name: ClassVar[str] = "newsfeed/sitemap.xml"
    limit: int = LIMITS.urls
    latest_lastmod: datetime

    def stories(self, as_of: datetime) -> Iterable[object]:
        """Return the stories, or objects with a method `to_story`.

        Args:
            as_of: the present. Aware datetime.
        """
        raise NotImplementedError(f"{type(self).__name__} must define stories(as_of): return the stories")

    def items(self) -> list[Story]:
        """Return the stories that have an entry."""
        as_of = conf.present()
        target, entry = registry["sitemap"], self.entry(as_of)
        stories = map(story_from, self.stories(as_of))
        return [story for story in stories if not (left_out_reason(story, target, as_of) or entry.left_out(story)[0])]

    def entry(self, as_of: datetime) -> Entry:
        """Return the form of the entries."""
        del as_of
        return PlainEntry()

    def location(self, item: Story) -> str:
        """Return the address of a story's page."""
        return item.url or ""

    def lastmod(self, item: Story) -> datetime | None:
        """Return the last change of a story."""
        return item.updated or item.published

    def get_urls(
        self, page: int | str = 1, site: "Site | RequestSite | None" = None, protocol: str | None = None
    ) -> list[FieldValues]:
        """Return the values of the pages for the template.

        Args:
            page: the number of the page of the sitemap.
            site: unused, since stories have absolute addresses.
            protocol: unused.

        Raises:
            WriteError: a value that each entry requires is missing.
        """
        del site, protocol
        entry = self.entry(conf.present())
        stories = self.paginator.page(page).object_list
        dates = [self.lastmod(story) for story in stories]
        moments = [moment for moment in dates if moment]
        if moments and len(moments) == len(dates):
            self.latest_lastmod = max(moments)
        return [cast("FieldValues", self._url(story, entry)) for story in stories]

    def _url(self, story: Story, entry: Entry) -> SitemapUrl:
        return SitemapUrl(
            item=story,
            location=story.url,
            lastmod=self.lastmod(story),
            changefreq=None,
            priority=None,
            alternates=(),
            entry=trusted(entry.render(story)),  # escaped by its writer
        )


class NewsSitemap(StorySitemap):
    """Sitemap for Google News: the stories of the last two days, each with its publication, language, date and title.

    Attributes:
        publication: the name of the outlet for stories without a publisher; by default the setting `PUBLISHER`.
        language: the language of stories without one.
    """

    limit: int = LIMITS.news
    publication: ClassVar[str] = ""
    language: ClassVar[str] = ""

    def entry(self, as_of: datetime) -> Entry:
        """Return the form of the entries."""
        name = self.publication or conf.newsfeed_settings().get("PUBLISHER", "")
        language = canonical_tag(self.language or settings.LANGUAGE_CODE)
        return NewsEntry(Feed(publisher=Organization(name=name) if name else None, language=language), as_of)

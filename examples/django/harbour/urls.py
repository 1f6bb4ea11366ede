"""The addresses of the site."""

from django.contrib.sitemaps.views import sitemap
from django.urls import include, path

from explainers import feeds, views
from explainers.sitemaps import Explainers, News
from newsfeed.integrations.django import StorySitemap, story_urls

urlpatterns = [
    path("", views.front_page),
    path("explainers/<slug:slug>", views.explainer, name="explainer"),
    # Django's own feeds, with another feed_type.
    path("feed.rss", feeds.RssExplainers()),
    path("feed.atom", feeds.AtomExplainers()),
    path("feed.json", feeds.JsonExplainers()),
    path("sitemap.xml", sitemap, {"sitemaps": {"all": Explainers}, "template_name": StorySitemap.template_name}),
    path("news.xml", sitemap, {"sitemaps": {"news": News}, "template_name": StorySitemap.template_name}),
    # All formats, by the view of newsfeed: /desk/feed.rss, /desk/stories/<slug> and so on.
    path("desk/", include(story_urls(views.SOURCE))),
]

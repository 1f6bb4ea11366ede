"""Tests of the template tags, the sitemaps and the checks."""

import json
import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.sitemaps.views import sitemap
from django.core.checks import run_checks
from django.template import Context, Template
from django.test import RequestFactory, override_settings

import newsfeed
from newsfeed.body.parse import parse_html
from newsfeed.errors import WriteError
from newsfeed.integrations.django import NewsSitemap, StorySitemap

STORY = newsfeed.Story(
    id="tag:news.example.com,2026:barrier",
    url="https://news.example.com/barrier",
    headline='Port Ellery </script> votes & "waits"',
    summary="The council has voted.",
    language="en",
    published="2026-11-05T08:30:00Z",
    media=[newsfeed.Media(url="https://news.example.com/barrier.jpg", medium="image", alt="The <barrier>")],
    translations=[newsfeed.Translation(url="https://news.example.com/de/barrier", language="de")],
    usage=newsfeed.Usage(ai_train=False),
    press=[
        newsfeed.PressMention(
            outlet="The Marl Courier", text='The Marl Courier calls it "a relief".', quotes=["a relief"]
        )
    ],
)


def rendered(tag: str, **context: Any) -> str:
    return Template(f"{{% load newsfeed %}}{tag}").render(Context({"story": STORY, **context}))


def test_json_ld_is_a_script_that_no_text_ends() -> None:
    script = rendered("{% newsfeed_jsonld story %}")
    match = re.fullmatch(r'<script type="application/ld\+json">\s*(.*?)\s*</script>\s*', script, re.DOTALL)
    assert match
    assert "</script>" not in match[1]
    (story,) = newsfeed.loads(script, "jsonld").stories
    assert story.headline == STORY.headline
    assert json.loads(match[1])


def test_the_head_has_addresses_tags_and_rights_and_no_title() -> None:
    with override_settings(NEWSFEED={"FEEDS": {"rss": "/feed.rss", "atom": "/feed.atom"}}):
        head = rendered("{% newsfeed_head story %}")
        request = RequestFactory().get("/", headers={"host": "news.example.com"})
        absolute = rendered("{% newsfeed_head story %}", request=request)
    assert "<title>" not in head
    assert '<link rel="canonical" href="https://news.example.com/barrier"/>' in head
    assert '<meta property="og:type" content="article"/>' in head
    assert '<meta property="og:image:alt" content="The &lt;barrier&gt;"/>' in head
    assert '<link rel="alternate" hreflang="de" href="https://news.example.com/de/barrier"/>' in head
    assert '<link rel="alternate" type="application/rss+xml" title="RSS 2.0" href="/feed.rss"/>' in head
    assert 'href="http://news.example.com/feed.atom"' in absolute
    assert 'name="tdm-reservation"' in head


def test_the_setting_says_what_machines_may_do_with_stories_that_do_not() -> None:
    silent = STORY.replace(usage=None)
    assert "tdm-reservation" not in rendered("{% newsfeed_head story %}", story=silent)
    with override_settings(NEWSFEED={"USAGE": newsfeed.Usage(ai_train=False)}):
        assert "tdm-reservation" in rendered("{% newsfeed_head story %}", story=silent)


def test_the_body_reads_back_as_the_parts_of_the_story() -> None:
    parts = parse_html(rendered("{% newsfeed_body story %}"))
    assert parts["press"] == STORY.press
    assert str(parts["summary"]) == "The council has voted."


def test_the_page_of_djangos_template_is_valid() -> None:
    page = rendered(
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"/><title>{{ story.headline }}</title>'
        "{% newsfeed_head story %}</head><body><article><h1>{{ story.headline }}</h1>{% newsfeed_body story %}</article>"
        "{% newsfeed_jsonld story %}</body></html>"
    )
    findings = newsfeed.validate(page, "html")
    assert [str(finding) for finding in findings if finding.severity is not newsfeed.Severity.INFO] == []


def test_nothing_is_written_of_a_story_that_readers_must_not_get(caplog: pytest.LogCaptureFixture) -> None:
    held = STORY.replace(embargo="2026-12-01T00:00:00Z")
    for name in ("jsonld", "head", "body"):
        assert rendered(f"{{% newsfeed_{name} story %}}", story=held) == ""
    assert caplog.text.count("under embargo") == 3


def test_the_head_of_pages_is_the_same_as_before() -> None:
    """`head.html` is divided in two, so that the tag has all of it but the title."""
    page = newsfeed.dumps(STORY, "html").decode()
    head = rendered("{% newsfeed_head story %}")
    assert head.strip() in page
    assert f"<title>Port Ellery &lt;/script&gt; votes &amp; &#34;waits&#34;</title>\n{head}" in page


# --- sitemaps ---


class Pages(StorySitemap):
    def stories(self, as_of: datetime) -> Iterable[newsfeed.Story]:
        return [
            STORY,
            STORY.replace(id="held", embargo=as_of + timedelta(seconds=1)),
            STORY.replace(id="no-address", url=None),
            STORY.replace(id="old", url="https://news.example.com/old", published="2026-10-01T00:00:00Z"),
        ]


class News(Pages, NewsSitemap):
    publication = "The Harbour Desk (Port Ellery)"


def served(kind: type[StorySitemap], template: str = StorySitemap.template_name, query: str = "") -> Any:
    request = RequestFactory().get(f"/sitemap.xml{query}", headers={"host": "news.example.com"})
    return sitemap(request, {"news": kind}, template_name=template).render()


def test_a_sitemap_has_pictures_and_translations_of_all_public_pages() -> None:
    response = served(Pages)
    assert [str(finding) for finding in newsfeed.validate(response.content, "sitemap")] == []
    feed = newsfeed.loads(response.content, "sitemap")
    assert [story.url for story in feed.stories] == ["https://news.example.com/barrier", "https://news.example.com/old"]
    assert feed.stories[0].media[0].url == "https://news.example.com/barrier.jpg"
    assert feed.stories[0].translations[-1].url == "https://news.example.com/de/barrier"
    assert response.headers["Last-Modified"] == "Thu, 05 Nov 2026 08:30:00 GMT"


def test_a_news_sitemap_has_the_stories_of_two_days() -> None:
    with override_settings(LANGUAGE_CODE="de"):
        response = served(News)
    assert [str(finding) for finding in newsfeed.validate(response.content, "sitemap")] == []
    (story,) = newsfeed.loads(response.content, "sitemap").stories
    assert (story.headline, story.published, story.language) == (STORY.headline, STORY.published, "en")
    assert b"<news:name>The Harbour Desk</news:name>" in response.content


def test_a_news_sitemap_without_a_name_says_what_to_set() -> None:
    class Nameless(Pages, NewsSitemap):
        pass

    with pytest.raises(WriteError, match="publisher"):
        served(Nameless)


def test_djangos_own_template_takes_the_same_class() -> None:
    response = served(Pages, "sitemap.xml")
    assert [str(finding) for finding in newsfeed.validate(response.content, "sitemap")] == []
    assert b"<loc>https://news.example.com/barrier</loc><lastmod>2026-11-05</lastmod>" in response.content


def test_long_sitemaps_have_pages() -> None:
    class Short(Pages):
        limit = 1

    assert b"/barrier<" in served(Short).content
    assert b"/old<" in served(Short, query="?p=2").content


def test_a_sitemap_without_stories_says_what_to_define() -> None:
    with pytest.raises(NotImplementedError, match="must define stories"):
        StorySitemap().items()


# --- checks ---


def errors(value: object) -> list[str]:
    with override_settings(NEWSFEED=value):
        return [str(message.msg) for message in run_checks() if message.id == "newsfeed.E001"]


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ([], "NEWSFEED is list, must be a dict"),
        ({"STRIKT": True}, "no key 'STRIKT'; its keys are STRICT, PUBLISHER, FEEDS, USAGE, CLOCK"),
        ({"STRICT": "yes"}, "['STRICT'] is 'yes', must be True or False"),
        ({"PUBLISHER": " "}, "['PUBLISHER'] is ' ', must be the name of the outlet"),
        ({"USAGE": {"search": True}}, "['USAGE'] is dict, must be a newsfeed.Usage"),
        ({"CLOCK": "now"}, "['CLOCK'] is str, must be a function"),
        ({"FEEDS": ["/feed.rss"]}, "['FEEDS'] is list, must be a dict"),
        ({"FEEDS": {"rdf": "/feed.rdf"}}, "names the format 'rdf'; the formats are rss, "),
        ({"FEEDS": {"rss": ""}}, "['FEEDS']['rss'] is '', must be an address"),
    ],
)
def test_checks_name_a_wrong_setting(value: object, message: str) -> None:
    (error,) = errors(value)
    assert message in error


def test_right_settings_pass_the_checks() -> None:
    assert errors({}) == []
    assert errors({"STRICT": True, "PUBLISHER": "The Harbour Desk", "FEEDS": {"rss": "/feed.rss"}}) == []

"""What the browser may load: the example stories as pages and feeds, and pictures drawn in place of theirs."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import newsfeed
from newsfeed import (
    Correction,
    Feed,
    Image,
    Link,
    List,
    LiveUpdate,
    Markup,
    Organization,
    Paragraph,
    Person,
    Point,
    Points,
    PressMention,
    Question,
    Quotation,
    Rights,
    Section,
    Story,
    Topic,
)
from newsfeed.cli.build import load_feed_values
from newsfeed.plugins import Format, registry
from newsfeed.site.collecting import collect
from newsfeed.site.plan import SiteSettings, plan_site
from newsfeed.syndication.stylesheet import feed_css
from tests.browser.devtools import Responses

ROOT: Final = Path(__file__).resolve().parents[2]
BASE: Final = "https://news.example.com/"
PAGE: Final = "text/html; charset=utf-8"
NOW: Final = datetime(2027, 1, 1, tzinfo=UTC)
DRAWING: Final = "image/svg+xml"

PICTURE: Final = b"""<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="900" viewBox="0 0 1600 900">
<defs><linearGradient id="sky" x2="0" y2="1"><stop stop-color="#27496d"/><stop offset=".55" stop-color="#d98e73"/>
<stop offset="1" stop-color="#f4d9a8"/></linearGradient></defs>
<rect width="1600" height="900" fill="url(#sky)"/><circle cx="1120" cy="470" r="84" fill="#fbe7bf"/>
<path d="M0 560 280 420 520 540 860 350 1180 530 1600 400V900H0z" fill="#31475c"/>
<path d="M0 660 380 540 760 680 1140 560 1600 650V900H0z" fill="#22323f"/>
<path d="M0 900V770Q400 700 800 770T1600 760V900z" fill="#141f28"/></svg>"""


def example_feed() -> Feed:
    """Return the feed of the example stories."""
    about, _outlets = load_feed_values(str(ROOT / "examples" / "feed.toml"))
    stories = [newsfeed.load_story(path) for path in sorted((ROOT / "examples" / "stories").iterdir())]
    return collect(about, [Feed(stories=stories)])


def feed_responses(feed: Feed, *, stylesheet: str = "feed.css") -> Responses:
    """Return a feed in RSS and Atom beside its style sheet."""
    documents = {
        f"{BASE}feed.{name}": (registry[name].media_type, newsfeed.dumps(feed, name, stylesheet=stylesheet))
        for name in ("rss", "atom")
    }
    return {**documents, BASE + stylesheet: ("text/css", feed_css())}


def picture_responses(feed: Feed) -> Responses:
    """Return a drawing for each picture of the stories."""
    return dict.fromkeys(_pictures(feed), (DRAWING, PICTURE))


def story_responses(name: str, story: Story) -> Responses:
    """Return the page of a story on its own, with a drawing for each picture."""
    page = newsfeed.dumps(story, "html")
    pictures = re.findall(r'(?:src|poster)="([^"]+)"', page.decode())
    return {BASE + name: (PAGE, page)} | dict.fromkeys(pictures, (DRAWING, PICTURE))


def _pictures(feed: Feed) -> Iterator[str]:
    yield from filter(None, (feed.icon, feed.logo))
    for story in feed.stories:
        for media in story.media:
            yield media.url
            yield from (rendition.url for rendition in media.renditions)


def _published_formats() -> list[Format]:
    return [target for target in registry if target.writes and target.published]


def page_responses(feed: Feed) -> Responses:
    """Return the pages of a published folder, `index.html` and one of each story, with drawings for pictures."""
    pages = {
        BASE + document.path: newsfeed.dumps(document.item, "html", site=document.site)
        for document in plan_site(feed, _published_formats(), SiteSettings(as_of=NOW))
        if document.format.name == "html"
    }
    documents = {address: (PAGE, page) for address, page in pages.items()}
    return documents | picture_responses(feed)


def long_words() -> Story:
    """Return a story in which each text is one word that is wider than a narrow window."""
    word = "Donaudampfschifffahrtsgesellschaftskapitaen" * 2
    url = BASE + "a" * 150
    moment = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
    blocks = (
        Paragraph(text=word),
        Points(points=(Point(label=word, text=word),)),
        List(items=(word,)),
        Quotation(text=word, attribution=word),
        Image(url=f"{BASE}long.png", alt=word, caption=word),
        Markup.clean(
            f"<pre>{word}</pre><p><code>{word}</code></p><table><tr><td>{word}</td><td>{word}</td></tr></table>"
        ),
    )
    return Story(
        id="tag:news.example.com,2026:long",
        headline=word,
        url=url,
        language="de",
        summary=word,
        published=moment,
        authors=(Person(name=word),),
        publisher=Organization(name=word),
        keywords=(word,),
        sections=(Section(heading=word, kind="analysis", blocks=blocks),),
        press=(PressMention(outlet=Organization(name=word, url=url), text=word, quotes=(word,), context=word),),
        prompts=(Question(text=word, url=url),),
        questions=(Question(text=word, answer=word),),
        topics=(Topic(name=word, description=word, kind="person", same_as=(url,)),),
        updates=(LiveUpdate(headline=word, body=word, published=moment, authors=(Person(name=word),)),),
        corrections=(Correction(text=word, subject=word, published=moment),),
        links=(Link(url=url, title=word),),
        rights=Rights(notice=word),
    )

"""Elements of podcasts one by one: the value that each becomes, or an extension if it has something that no field holds."""

from typing import Any, Final

import pytest

import newsfeed
from feed_documents import rss
from newsfeed import Report

A: Final = "https://f.example.com/a"
P: Final = 'xmlns:podcast="https://podcastindex.org/namespace/1.0"'
CAPTIONS: Final = f'url="{A}.srt" type="text/srt" language="de" rel="captions"'
OWNER: Final = "<itunes:email>a@b.example</itunes:email>"

CHANNEL: Final[list[tuple[str, dict[str, Any] | None]]] = [
    ("<itunes:type>Serial</itunes:type>", {"type": "serial"}),
    ("<itunes:type>x</itunes:type>", None),
    ("<itunes:complete>yes</itunes:complete>", {"complete": True}),
    ("<itunes:block>yes</itunes:block>", {"block": True}),
    (f"<itunes:new-feed-url>{A}</itunes:new-feed-url>", {"new_feed_url": A}),
    ("<itunes:new-feed-url/>", None),
    (f"<itunes:owner><itunes:name>A</itunes:name>{OWNER}</itunes:owner>", {"owner": {"name": "A", "email": "a@b.example"}}),
    (f"<itunes:owner>{OWNER}</itunes:owner>", {"owner": {"name": "a@b.example", "email": "a@b.example"}}),
    ("<itunes:owner><itunes:name>A</itunes:name></itunes:owner>", None),
    ("<itunes:owner><itunes:email>a</itunes:email></itunes:owner>", None),
    (f'<itunes:owner a="b">{OWNER}</itunes:owner>', None),
    (f"<itunes:owner>{OWNER}<itunes:x>y</itunes:x></itunes:owner>", None),
    ('<itunes:category text="News"/>', {"categories": [{"name": "News"}]}),
    ('<itunes:category text="A"/><itunes:category text="B"/>', {"categories": [{"name": "A"}, {"name": "B"}]}),
    ('<itunes:category text="News"><itunes:category text="A"/><itunes:category text="B"/></itunes:category>',
     {"categories": [{"name": "News", "subcategories": ["A", "B"]}]}),
    ('<itunes:category text="News"><itunes:category/></itunes:category>', None),
    ('<itunes:category text="News"><itunes:category text=" "/></itunes:category>', None),
    ('<itunes:category text="News"><itunes:category text="A" b="c"/></itunes:category>', None),
    ('<itunes:category text="News"><itunes:category text="A"><itunes:category text="B"/></itunes:category></itunes:category>',
     None),
    ('<itunes:category text=" "/>', None),
    ("<itunes:category/>", None),
    (f"<podcast:guid {P}>x</podcast:guid>", {"guid": "x"}),
    (f"<podcast:guid {P}/>", None),
    (f"<podcast:locked {P}>yes</podcast:locked>", {"locked": True}),
    (f'<podcast:locked {P} owner="a@b.example">NO</podcast:locked>', {"locked": False, "locked_owner": "a@b.example"}),
    (f'<podcast:locked {P} owner="a">no</podcast:locked>', None),
    (f"<podcast:locked {P}>maybe</podcast:locked>", None),
    (f"<podcast:person {P}>A</podcast:person>", {"persons": [{"name": "A"}]}),
    (f'<podcast:person {P} role="host" group="cast" img="{A}.png" href="{A}">A</podcast:person>',
     {"persons": [{"name": "A", "role": "host", "group": "cast", "image": f"{A}.png", "url": A}]}),
    (f"<podcast:person {P}/>", None),
    (f'<podcast:person {P} href="{A}" img="{A}.png"/>', None),
    (f'<podcast:person {P} x="y">A</podcast:person>', None),
]  # fmt: skip
"""Elements of a channel, with the values of its podcast; None if the element is an extension."""

ITEM: Final[list[tuple[str, dict[str, Any] | None]]] = [
    (f"<podcast:season {P}>3</podcast:season>", {"season": 3}),
    (f'<podcast:season {P} name="N">3</podcast:season>', {"season": 3, "season_name": "N"}),
    (f'<podcast:season {P} name="N">0</podcast:season>', None),
    (f'<podcast:season {P} name="N">1234567890</podcast:season>', None),
    (f'<podcast:season {P} name="N">x</podcast:season>', None),
    (f'<podcast:season {P} name="N" x="y">1</podcast:season>', None),
    (f"<podcast:transcript {P} {CAPTIONS}/>",
     {"transcripts": [{"url": f"{A}.srt", "type": "text/srt", "language": "de", "is_captions": True}]}),
    (f'<podcast:transcript {P} url="{A}.srt" type="text/srt"/>', {"transcripts": [{"url": f"{A}.srt", "type": "text/srt"}]}),
    (f'<podcast:transcript {P} url="{A}.srt" type="text/srt" rel="x"/>', None),
    (f'<podcast:transcript {P} url="{A}.srt">x</podcast:transcript>', None),
    (f'<podcast:transcript {P} type="text/srt"/>', None),
    (f'<podcast:chapters {P} url="{A}.json" type="application/json"/>',
     {"chapters": {"url": f"{A}.json", "type": "application/json"}}),
    (f'<podcast:chapters {P} url="{A}.json"/>', {"chapters": {"url": f"{A}.json"}}),
    (f'<podcast:chapters {P} type="application/json"/>', None),
    (f'<podcast:chapters {P} url="{A}.json" x="y"/>', None),
    (f"<podcast:episode {P}>5</podcast:episode><itunes:episode>5</itunes:episode>", {"episode": 5}),
]  # fmt: skip
"""Elements of an item, in the same way."""


def check(plain: dict[str, Any], podcast: dict[str, Any] | None, report: Report) -> None:
    assert plain.get("podcast") == podcast
    assert len(plain.get("extensions", ())) == (podcast is None)
    assert list(report) == []


@pytest.mark.parametrize(("elements", "podcast"), CHANNEL, ids=range(len(CHANNEL)))
def test_elements_of_a_channel(elements: str, podcast: dict[str, Any] | None) -> None:
    report = Report()
    check(newsfeed.to_dict(newsfeed.loads(rss("", elements), report=report)), podcast, report)


@pytest.mark.parametrize(("elements", "podcast"), ITEM, ids=range(len(ITEM)))
def test_elements_of_an_item(elements: str, podcast: dict[str, Any] | None) -> None:
    report = Report()
    (story,) = newsfeed.loads(rss(f"<item><guid>a1</guid>{elements}</item>"), report=report).stories
    check(newsfeed.to_dict(story), podcast, report)

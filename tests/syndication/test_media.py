"""Media RSS and enclosures, element by element: the media that they become, the extensions, and what is told."""

from typing import Any, Final

import pytest

import newsfeed
from feed_documents import rss
from newsfeed import Report
from newsfeed.values.namespaces import MEDIA

F: Final = "https://f.example.com"

CASES: Final[list[tuple[str, list[dict[str, Any]], list[str], list[str]]]] = [
    (f'<media:content url="{F}/a.jpg" width="1" height="2" fileSize="3" type="image/jpeg" medium="image" lang="de"/>',
     [{"url": f"{F}/a.jpg", "type": "image/jpeg", "length": 3, "width": 1, "height": 2, "language": "de"}],
     [], []),
    (f'<media:content url="{F}/a.jpg" width="0" height="x" fileSize="0"/>',
     [{"url": f"{F}/a.jpg"}],
     [], ["number.unusable", "number.unusable"]),
    (f'<media:content url="{F}/a.mp3" medium="executable"/>',
     [{"url": f"{F}/a.mp3", "medium": "other"}],
     [], []),
    (f'<media:content url="{F}/a.mp3" medium="zoo"/>',
     [{"url": f"{F}/a.mp3", "medium": "other"}],
     [], ["attribute.dropped"]),
    (f'<media:content url="{F}/a.mp3" medium="AUDIO"/>',
     [{"url": f"{F}/a.mp3", "medium": "audio"}],
     [], []),
    (f'<media:content url="{F}/a.mp4" bitrate="5" framerate="25"/>',
     [{"url": f"{F}/a.mp4", "medium": "video",
     "extensions": [{"name": f"{{{MEDIA}}}content", "attributes": {"bitrate": "5", "framerate": "25"}}]}],
     [], []),
    (f'<media:content><media:player url="{F}/p"/><media:thumbnail url="{F}/t.png"/></media:content>',
     [{"url": f"{F}/t.png"}],
     ["content"], []),
    ('<media:content url="javascript:x"/>',
     [],
     [], ["link.unsafe", "link.unsafe"]),
    ((f'<media:group><media:content url="{F}/a1.mp4"/><media:content url="{F}/a2.mp4" isDefault="true" width="5"/>'
     f'<media:content url="{F}/a3.mp3"/></media:group>'),
     [{"url": f"{F}/a2.mp4", "medium": "video", "width": 5, "renditions": [{"url": f"{F}/a1.mp4"}],
     "extensions": [{"name": f"{{{MEDIA}}}content", "attributes": {"isDefault": "true"}}]},
     {"url": f"{F}/a3.mp3", "medium": "audio"}],
     [], []),
    ((f'<media:group><media:content url="{F}/a1.mp4" lang="de" bitrate="5"/>'
     f'<media:content url="{F}/a2.mp4" lang="nl" bitrate="6"><media:hash>x</media:hash></media:content></media:group>'),
     [{"url": f"{F}/a1.mp4", "medium": "video", "language": "de",
     "renditions": [{"url": f"{F}/a2.mp4",
     "extensions": [{"name": f"{{{MEDIA}}}content", "attributes": {"bitrate": "6", "lang": "nl"}},
     {"name": f"{{{MEDIA}}}hash", "content": ["x"]}]}],
     "extensions": [{"name": f"{{{MEDIA}}}content", "attributes": {"bitrate": "5"}}]}],
     [], []),
    ("<media:group><media:title>T</media:title></media:group>",
     [],
     ["group"], []),
    (f'<media:group><media:thumbnail url="{F}/t.png"/><media:content/></media:group>',
     [{"url": f"{F}/t.png"}],
     ["group"], []),
    (f'<media:thumbnail url="{F}/a.png" width="60" height="40" time="1"/>',
     [{"url": f"{F}/a.png", "width": 60, "height": 40}],
     [], ["attribute.dropped"]),
    (f'<media:thumbnail url="{F}/a.png"/><media:thumbnail url="{F}/a2.png"/>',
     [{"url": f"{F}/a.png", "extensions": [{"name": f"{{{MEDIA}}}thumbnail", "attributes": {"url": f"{F}/a2.png"}}]}],
     [], []),
    ('<media:thumbnail url="javascript:x"/>',
     [],
     [], ["link.unsafe", "link.unsafe"]),
    (f'<enclosure url="{F}/a.jpg"/><media:thumbnail url="{F}/a.png" width="60"/>',
     [{"url": f"{F}/a.jpg", "thumbnail": f"{F}/a.png",
     "extensions": [{"name": f"{{{MEDIA}}}thumbnail", "attributes": {"width": "60"}}]}],
     [], []),
    ("<media:title>T</media:title>",
     [],
     ["title"], []),
    (f'<media:title>T</media:title><enclosure url="{F}/a.jpg"/>',
     [{"url": f"{F}/a.jpg", "title": "T"}],
     [], []),
    (f'<media:title>T</media:title><media:title>U</media:title><enclosure url="{F}/a.jpg"/>',
     [{"url": f"{F}/a.jpg", "title": "T", "extensions": [{"name": f"{{{MEDIA}}}title", "content": ["U"]}]}],
     [], []),
    (f'<media:description type="html">&lt;b&gt;x&lt;/b&gt;</media:description><enclosure url="{F}/a.jpg"/>',
     [{"url": f"{F}/a.jpg", "caption": "x"}],
     [], []),
    (f'<media:credit role="author">C</media:credit><enclosure url="{F}/a.jpg"/>',
     [{"url": f"{F}/a.jpg", "credit": "C", "extensions": [{"name": f"{{{MEDIA}}}credit", "attributes": {"role": "author"}}]}],
     [], []),
    ("<itunes:duration>5</itunes:duration>",
     [],
     ["duration"], []),
    (f'<itunes:duration>5</itunes:duration><enclosure url="{F}/a.mp3"/>',
     [{"url": f"{F}/a.mp3", "medium": "audio", "duration": 5}],
     [], []),
    (f'<itunes:duration>5</itunes:duration><enclosure url="{F}/a.jpg"/>',
     [{"url": f"{F}/a.jpg"}],
     ["duration"], []),
    (f'<itunes:duration>5</itunes:duration><itunes:duration>6</itunes:duration><enclosure url="{F}/a.mp3"/>',
     [{"url": f"{F}/a.mp3", "medium": "audio", "duration": 5}],
     ["duration"], []),
    (f'<itunes:duration>x</itunes:duration><enclosure url="{F}/a.mp3"/>',
     [{"url": f"{F}/a.mp3", "medium": "audio"}],
     ["duration"], []),
    (f'<enclosure url="{F}/a.mp3" length="5" type="audio/mpeg"/><media:content url="{F}/a.mp3"/>',
     [{"url": f"{F}/a.mp3", "medium": "audio", "length": 5}],
     [], []),
    (f'<enclosure url="{F}/a.mp3" length="5"/><media:content url="{F}/a.mp3" fileSize="6"/>',
     [{"url": f"{F}/a.mp3", "medium": "audio", "length": 6}],
     [], []),
    ((f'<enclosure url="{F}/a.mp3" length="5"/><media:content url="{F}/a.mp3" fileSize="5"/>'
     f'<media:content url="{F}/a.mp3"/>'),
     [{"url": f"{F}/a.mp3", "medium": "audio", "length": 5}, {"url": f"{F}/a.mp3", "medium": "audio"}],
     [], []),
    ((f'<enclosure url="{F}/a2.mp4" length="5"/><media:group><media:content url="{F}/a1.mp4"/>'
     f'<media:content url="{F}/a2.mp4"/></media:group>'),
     [{"url": f"{F}/a1.mp4", "medium": "video", "renditions": [{"url": f"{F}/a2.mp4", "length": 5}]}],
     [], []),
    (f'<enclosure url="{F}/a.mp3" length="5"/><enclosure url="{F}/a.mp3" length="6"/>',
     [{"url": f"{F}/a.mp3", "medium": "audio", "length": 5}],
     [], []),
    ((f'<media:content url="{F}/a.jpg"><media:title>T</media:title><media:title>U</media:title>'
     f'<media:rating>x</media:rating></media:content><media:title>V</media:title><media:rating>y</media:rating>'),
     [{"url": f"{F}/a.jpg", "title": "T",
     "extensions": [{"name": f"{{{MEDIA}}}title", "content": ["U"]}, {"name": f"{{{MEDIA}}}rating", "content": ["x"]}]}],
     ["rating"], []),
    (f'<media:title type="html">&lt;b&gt;x&lt;/b&gt;</media:title><enclosure url="{F}/a.jpg"/>',
     [{"url": f"{F}/a.jpg", "title": "x"}],
     [], []),
    (f'<media:title>&lt;b&gt;x&lt;/b&gt;</media:title><enclosure url="{F}/a.jpg"/>',
     [{"url": f"{F}/a.jpg", "title": "<b>x</b>"}],
     [], []),
    ((f'<media:description type="HTML">a &lt;em&gt;b&lt;/em&gt; &lt;a href="/c"&gt;d&lt;/a&gt;</media:description>'
     f'<enclosure url="{F}/a.jpg"/>'),
     [{"url": f"{F}/a.jpg", "caption": {"markup": 'a <em>b</em> <a href="https://post.example.com/c">d</a>'}}],
     [], []),
    (f'<media:description>a &lt;i&gt;b&lt;/i&gt;</media:description><enclosure url="{F}/a.jpg"/>',
     [{"url": f"{F}/a.jpg", "caption": "a <i>b</i>"}],
     [], []),
    (f'<media:title>T</media:title><media:title/><enclosure url="{F}/a.jpg"/>',
     [{"url": f"{F}/a.jpg", "title": "T"}],
     [], []),
    (f'<media:thumbnail url="{F}/a.jpg">words</media:thumbnail>',
     [{"url": f"{F}/a.jpg"}],
     [], ["element.dropped"]),
]  # fmt: skip
"""Elements of an item, its media, the names of its extensions, and the codes of the findings."""


def without_prefixes(value: Any) -> Any:
    """Return plain data without the prefixes that the document has for namespaces."""
    if isinstance(value, dict):
        return {name: without_prefixes(item) for name, item in value.items() if name != "prefix"}
    return [without_prefixes(item) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize(("elements", "media", "extensions", "codes"), CASES, ids=range(len(CASES)))
def test_the_media_of_an_item(
    elements: str, media: list[dict[str, Any]], extensions: list[str], codes: list[str]
) -> None:
    report = Report()
    (story,) = newsfeed.loads(rss(f"<item><guid>a1</guid>{elements}</item>"), report=report).stories
    assert without_prefixes(newsfeed.to_dict(story).get("media", [])) == media
    assert [extension.name.partition("}")[2] for extension in story.extensions] == extensions
    assert [finding.code.removeprefix("read.") for finding in report] == codes


@pytest.mark.parametrize(
    "element",
    [
        '<media:content url="a.jpg"/>',
        '<enclosure url="a.jpg"/>',
        '<media:thumbnail url="a.jpg"/>',
        "<image><url>a.jpg</url></image>",
    ],
)
@pytest.mark.parametrize(
    ("attribute", "base", "url"),
    [
        ("", None, "https://post.example.com/a.jpg"),
        ("", f"{F}/b/", f"{F}/b/a.jpg"),
        (f' xml:base="{F}/c/"', None, f"{F}/c/a.jpg"),
        (' xml:base="c/"', f"{F}/b/", f"{F}/b/c/a.jpg"),
    ],
)
def test_addresses_of_media_are_resolved_against_the_base_of_the_item(
    element: str, attribute: str, base: str | None, url: str
) -> None:
    document = rss(f"<item{attribute}><guid>a1</guid>{element}</item>")
    (story,) = newsfeed.loads(document, base=base).stories
    assert [media.url for media in story.media] == [url]

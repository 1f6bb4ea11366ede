"""Elements of other vocabularies: prefixes, declarations, RSS's own elements, JSON Feed's members, Media RSS and podcasts."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest

import newsfeed
from newsfeed import Extension, Feed, Media, Podcast, PodcastCategory, PodcastPerson, Rendition, Story, Transcript
from newsfeed.findings import Report
from roundtrip import check

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
MEDIA = "{http://search.yahoo.com/mrss/}"
ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
PODCAST = "{https://podcastindex.org/namespace/1.0}"
JSONFEED = "{https://jsonfeed.org/version/1.1}"
DECLARATIONS = (
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:podcast="https://podcastindex.org/namespace/1.0" '
    'xmlns:slash="http://purl.org/rss/1.0/modules/slash/" xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:tide="https://tide.example.com/ns" xmlns:yt="http://gdata.youtube.com/schemas/2007"'
)


def rss(channel: str = "", item: str = "", *, declarations: str = DECLARATIONS) -> str:
    """Return an RSS document of one item."""
    return (
        f'<rss version="2.0" {declarations}><channel><title>Quay</title><link>https://quay.example.com/</link>'
        f"<description>Tides</description>{channel}<item><title>One</title><link>https://quay.example.com/1</link>"
        f"<guid>https://quay.example.com/1</guid>{item}</item></channel></rss>"
    )


def read(document: str) -> tuple[Feed, list[str]]:
    """Return the feed of a document, and the codes of the findings."""
    report = Report()
    return newsfeed.loads(document, report=report), [finding.code for finding in report]


def feed(*extensions: Extension, **values: Any) -> Feed:
    """Return a feed of one story with extensions."""
    story = Story(id="urn:example:1", headline="One", updated=NOON, extensions=extensions, **values)
    return Feed(title="Quay", url="https://quay.example.com/", description="Tides", updated=NOON, stories=[story])


def written(item: Feed, name: str) -> str:
    """Return a feed as it is written; writing what is read back gives the same bytes."""
    data = newsfeed.dumps(item, name)
    assert newsfeed.dumps(newsfeed.loads(data, name), name) == data
    return data.decode()


# --- depth -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["channel", "item", "media", "rendition", "contributor", "usage"])
def test_elements_that_are_nested_deeper_than_an_extension_can_be_are_left_out_and_reported(place: str) -> None:
    deep = "<tide:a b='c'>" * 100 + "noon" + "</tide:a>" * 100
    url = 'url="https://quay.example.com/a.mp4"'
    elements = {
        "media": f"<media:content {url}>{deep}</media:content>",
        "rendition": f"<media:group><media:content {url}/><media:content {url} height='9'>{deep}</media:content></media:group>",
        "usage": f'<rsl:content xmlns:rsl="https://rslstandard.org/rsl" url="">{deep}</rsl:content>',
        "contributor": f"<atom:contributor><atom:name>Ann</atom:name>{deep}</atom:contributor>",
    }
    element = elements.get(place, deep)
    declarations = f'{DECLARATIONS} xmlns:atom="http://www.w3.org/2005/Atom"'
    report = Report()
    on_channel = place in ("channel", "contributor")
    document = rss(element if on_channel else "", "" if on_channel else element, declarations=declarations)
    item = newsfeed.loads(document, report=report)
    (message,) = {finding.message for finding in report if finding.code == "read.element.dropped"}
    assert "noon" in message
    assert newsfeed.loads(newsfeed.dumps(item, "json")) == item
    check(item, "rss")


# --- prefixes --------------------------------------------------------------------------------------------------------------


def test_prefixes_are_kept_and_declared_once() -> None:
    elements = "<slash:comments>5</slash:comments><tide:level><tide:at>noon</tide:at></tide:level>"
    item, _ = read(rss(item=elements, channel="<tide:table/>"))
    assert [extension.prefix for extension in item.stories[0].extensions] == ["slash", "tide"]
    document = written(item, "rss")
    assert elements.replace("</slash:comments>", "</slash:comments>\n") in document
    assert document.count('xmlns:tide="') == document.count('xmlns:slash="') == 1
    assert 'xmlns:podcast="' not in document


@pytest.mark.parametrize(
    ("namespace", "prefix", "expected"),
    [
        ("http://www.georss.org/georss", "", "georss"),
        ("http://www.georss.org/georss", "g", "g"),
        ("https://rslstandard.org/rsl", "", "rsl"),
        ("https://tide.example.com/ns", "", "ns1"),
        ("https://tide.example.com/ns", "dc", "dc2"),
        ("http://purl.org/dc/elements/1.1/", "d", "dc"),
        ("https://tide.example.com/ns", "xmlish", "ns1"),
    ],
)
def test_prefix_as_read_or_customary(namespace: str, prefix: str, expected: str) -> None:
    extension = Extension(name=f"{{{namespace}}}mark", prefix=prefix)
    document = newsfeed.dumps(feed(extension), "rss").decode()
    assert f"<{expected}:mark/>" in document
    assert f'<rss version="2.0" xmlns:{expected}="{namespace}" xmlns:atom' in document or "xmlns:atom" in document
    assert newsfeed.loads(document).stories[0].extensions == (extension,)


def test_one_prefix_for_two_namespaces() -> None:
    extensions = [Extension(name=f"{{urn:example:{number}}}a", prefix="p") for number in (1, 2)]
    document = written(feed(*extensions), "atom")
    assert 'xmlns:p="urn:example:1"' in document
    assert 'xmlns:p2="urn:example:2"' in document
    assert newsfeed.loads(document).stories[0].extensions == tuple(extensions)


def test_prefixes_do_not_make_extensions_different() -> None:
    first, second = (Extension(name="{urn:example:1}a", prefix=prefix) for prefix in ("p", "q"))
    assert first == second
    assert hash(first) == hash(second)
    assert not newsfeed.diff(feed(first), feed(second))
    assert newsfeed.from_dict(newsfeed.to_dict(feed(first))).stories[0].extensions[0].prefix == "p"  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["rss", "atom"])
def test_a_stream_declares_what_it_does_not_know_beforehand(name: str) -> None:
    parts: list[bytes] = []
    item = feed(Extension(name="{http://purl.org/rss/1.0/modules/slash/}comments", content=("5",)))
    with newsfeed.open_writer(_Sink(parts), name, item.replace(stories=())) as writer:
        writer.write(item.stories[0])
    document = b"".join(parts).decode()
    assert '<slash:comments xmlns:slash="http://purl.org/rss/1.0/modules/slash/">5</slash:comments>' in document
    assert newsfeed.loads(document).stories[0].extensions == item.stories[0].extensions


class _Sink:
    """A binary file that collects what is written."""

    def __init__(self, parts: list[bytes]) -> None:
        self._parts = parts

    def write(self, data: bytes) -> int:
        """Collect bytes."""
        self._parts.append(data)
        return len(data)


@pytest.mark.parametrize("name", ["rss", "atom", "newsml"])
def test_elements_without_a_namespace_inside_others(name: str) -> None:
    extension = Extension(name="{urn:example:1}a", content=(Extension(name="b", content=("c",)),), prefix="p")
    assert newsfeed.loads(newsfeed.dumps(feed(extension), name)).stories[0].extensions == (extension,)


@pytest.mark.parametrize("name", ["rss", "atom"])
def test_no_namespace_is_declared_that_is_not_used(name: str) -> None:
    document = newsfeed.dumps(feed(), name).decode()
    prefixes = set(re.findall(r"xmlns:(\w+)=", document))
    assert all(f"<{prefix}:" in document for prefix in prefixes)


def test_markup_that_could_run_is_left_out() -> None:
    script = '<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>'
    item, codes = read(rss(item=f"{script}<tide:a><tide:b/>{script}</tide:a>"))
    assert item.stories[0].extensions == (
        Extension(name="{https://tide.example.com/ns}a", content=(Extension(name="{https://tide.example.com/ns}b"),)),
    )
    assert codes == ["read.element.dropped"] * 2


# --- elements of RSS itself, and members of JSON Feed ------------------------------------------------------------------------


def test_elements_of_a_channel_without_a_field_come_back() -> None:
    elements = (
        "<webMaster>ann@quay.example.com (Ann)</webMaster>\n<docs>https://quay.example.com/rss</docs>\n"
        '<cloud domain="quay.example.com" path="/" port="80" protocol="soap" registerProcedure="ping"/>\n'
        "<rating>(PICS)</rating>\n<skipHours><hour>0</hour><hour>5</hour></skipHours>\n"
        "<skipDays><day>Sunday</day></skipDays>\n<textInput><title>Find</title><description>Search</description>"
        "<name>q</name><link>https://quay.example.com/find</link></textInput>\n"
    )
    item, codes = read(rss(elements))
    assert codes == []
    assert elements in written(item, "rss")
    assert newsfeed.losses(item, "rss") == ()
    paths = [loss.path for loss in newsfeed.losses(item, "jsonfeed") if "extensions" in loss.path]
    assert paths == [f"feed.extensions[{index}]" for index in range(7)]


def test_elements_of_a_channel_are_written_in_a_valid_form() -> None:
    item, codes = read(
        rss(
            "<webmaster>Ann &lt;ann@quay.example.com&gt;</webmaster><skiphours><hour>24</hour><hour>x</hour></skiphours>"
            "<skipDays><day>someday</day></skipDays><cloud domain='a'/><docs>here</docs>"
            "<image><url>https://quay.example.com/a.png</url><title>Quay</title><link>https://quay.example.com/</link>"
            "<width>88</width><height>9999</height></image>"
        )
    )
    document = written(item, "rss")
    assert "<webMaster>ann@quay.example.com (Ann)</webMaster>" in document
    assert "<skipHours><hour>0</hour></skipHours>" in document
    assert "<width>88</width>\n</image>" in document
    assert {"read.element.dropped", "read.attribute.dropped"} == set(codes)
    assert not [finding for finding in newsfeed.validate(document, "rss") if finding.severity == "error"]


def test_wrong_elements_without_a_namespace_are_losses() -> None:
    names = ("skipDays", "mood", "image")
    item = feed().replace(extensions=[Extension(name=name) for name in names])
    assert [loss.path for loss in newsfeed.losses(item, "rss")] == [f"feed.extensions[{index}]" for index in range(3)]
    assert "<mood" not in newsfeed.dumps(item, "rss").decode()
    story = feed(Extension(name="rating", content=("x",)))
    assert "feed.stories[0].extensions[0]" in [loss.path for loss in newsfeed.losses(story, "rss")]


def test_members_of_other_programs_come_back_in_json_feed() -> None:
    document = (
        '{"version":"https://jsonfeed.org/version/1.1","title":"Quay","_tide":{"level":1.5,"at":[null,"noon"]},'
        '"items":[{"id":"1","content_html":"","_mark":"","attachments":[{"url":"https://quay.example.com/a.mp3",'
        '"mime_type":"audio/mpeg","_cue":3}]}]}'
    )
    item, codes = read(document)
    assert codes == []
    assert item.extensions == (Extension(name=f"{JSONFEED}_tide", content=('{"level":1.5,"at":[null,"noon"]}',)),)
    assert newsfeed.loads(newsfeed.dumps(item, "jsonfeed")) == item
    assert '"_cue":3' in newsfeed.dumps(item, "jsonfeed").decode()
    for name in ("rss", "atom", "newsml"):
        assert "feed.extensions[0]" in [loss.path for loss in newsfeed.losses(item, name)]


@pytest.mark.parametrize("content", [(), ("{",), ("1 ",), (Extension(name="{urn:example:1}a"),)])
def test_a_member_that_is_no_json_is_a_loss(content: Any) -> None:
    item = feed(Extension(name=f"{JSONFEED}_a", content=content))
    assert "feed.stories[0].extensions[0]" in [loss.path for loss in newsfeed.losses(item, "jsonfeed")]
    assert '"_a"' not in newsfeed.dumps(item, "jsonfeed").decode()


# --- Media RSS -------------------------------------------------------------------------------------------------------------

RESTRICTION = '<media:restriction relationship="allow" type="country">de</media:restriction>'


def test_elements_and_attributes_of_a_medium_without_a_field() -> None:
    item, codes = read(
        rss(
            item='<media:content url="https://quay.example.com/v.mp4" type="video/mp4" bitrate="9" yt:format="5">'
            f'{RESTRICTION}<media:thumbnail url="https://quay.example.com/1.png" width="90"/>'
            '<media:thumbnail url="https://quay.example.com/2.png"/><media:credit role="author">Ann</media:credit>'
            '<media:credit role="editor">Bo</media:credit></media:content>'
        )
    )
    media = item.stories[0].media[0]
    assert (media.thumbnail, media.credit, codes) == ("https://quay.example.com/1.png", "Ann", [])
    assert media.extensions == (
        Extension(
            name=f"{MEDIA}content", attributes={"bitrate": "9", "{http://gdata.youtube.com/schemas/2007}format": "5"}
        ),
        Extension(name=f"{MEDIA}thumbnail", attributes={"width": "90"}),
        Extension(name=f"{MEDIA}credit", attributes={"role": "author"}),
        Extension(name=f"{MEDIA}restriction", attributes={"relationship": "allow", "type": "country"}, content=("de",)),
        Extension(name=f"{MEDIA}thumbnail", attributes={"url": "https://quay.example.com/2.png"}),
        Extension(name=f"{MEDIA}credit", attributes={"role": "editor"}, content=("Bo",)),
    )
    for name in ("rss", "atom"):
        document = written(item.replace(updated=NOON, stories=[item.stories[0].replace(updated=NOON)]), name)
        assert newsfeed.loads(document).stories[0].media == (media,)
        assert 'bitrate="9" yt:format="5"' in document
        assert RESTRICTION in document


def test_values_of_a_group_apply_to_its_files() -> None:
    item, _ = read(
        rss(
            item='<media:group><media:content url="https://quay.example.com/a.mp4"><media:rating>adult</media:rating>'
            '</media:content><media:content url="https://quay.example.com/b.mp4" isDefault="true"/>'
            "<media:rating>nonadult</media:rating><media:license>CC</media:license></media:group>"
        )
    )
    (media,) = item.stories[0].media
    rating, adult, license_ = (
        Extension(name=f"{MEDIA}{name}", content=(text,))
        for name, text in (("rating", "nonadult"), ("rating", "adult"), ("license", "CC"))
    )
    assert media.url == "https://quay.example.com/b.mp4"
    assert media.extensions == (Extension(name=f"{MEDIA}content", attributes={"isDefault": "true"}), rating, license_)
    assert media.renditions == (Rendition(url="https://quay.example.com/a.mp4", extensions=[adult]),)


def test_media_elements_that_describe_no_file_are_extensions_of_the_story() -> None:
    player = '<media:content><media:player url="https://quay.example.com/p"/></media:content>'
    item, _ = read(rss(item=f"{player}<media:title>Tide</media:title>"))
    assert [extension.name for extension in item.stories[0].extensions] == [f"{MEDIA}content", f"{MEDIA}title"]
    assert newsfeed.loads(newsfeed.dumps(item, "rss")) == item


@pytest.mark.parametrize("name", ["rss", "atom"])
def test_media_follow_the_body(name: str) -> None:
    item = feed(media=[Media(url="https://quay.example.com/a.png", caption="The quay", medium="image")])
    document = newsfeed.dumps(item.replace(stories=[item.stories[0].replace(summary="News")]), name).decode()
    assert document.index("News") < document.index("The quay")


@pytest.mark.parametrize("name", ["rss", "atom"])
def test_a_length_of_zero_is_unknown(name: str) -> None:
    item = feed(media=[Media(url="https://quay.example.com/a.mp3", type="audio/mpeg", length=0)])
    document = newsfeed.dumps(item, name).decode()
    assert "fileSize" not in document
    assert "feed.stories[0].media[0].length" in [loss.path for loss in newsfeed.losses(item, name)]


@pytest.mark.parametrize(
    "extension",
    [
        Extension(name=f"{MEDIA}content", attributes={"url": "https://quay.example.com/"}),
        Extension(name=f"{MEDIA}thumbnail", attributes={"url": "https://quay.example.com/"}),
        Extension(name=f"{MEDIA}credit", attributes={"role": "author"}),
        Extension(name=f"{MEDIA}title", content=("Tide",)),
        Extension(name="rating"),
        Extension(name=f"{JSONFEED}_a", content=("1",)),
    ],
)
def test_extensions_of_media_that_would_be_read_otherwise_are_losses(extension: Extension) -> None:
    item = feed(media=[Media(url="https://quay.example.com/a.png", medium="image", extensions=[extension])])
    assert "feed.stories[0].media[0].extensions[0]" in [loss.path for loss in newsfeed.losses(item, "rss")]
    assert newsfeed.loads(newsfeed.dumps(item, "rss")).stories[0].media[0].extensions == ()


def test_a_medium_whose_extensions_are_all_lost_is_written_like_one_without() -> None:
    media = Media(url="https://quay.example.com/a.png", medium="image")
    lost = media.replace(extensions=[Extension(name=f"{JSONFEED}_a", content=("1",))])
    assert newsfeed.dumps(feed(media=[lost]), "rss") == newsfeed.dumps(feed(media=[media]), "rss")


def test_an_extension_of_media_is_named_as_lost_once() -> None:
    extension = Extension(name=f"{MEDIA}title", attributes={"type": "", "width": "1"})
    item = feed(
        media=[Media(url="https://quay.example.com/a.png", medium="image", title="Quay", extensions=[extension])]
    )
    paths = [loss.path for loss in newsfeed.losses(item, "rss")]
    assert paths == ["feed.stories[0].media[0].extensions[0]"]


# --- podcasts --------------------------------------------------------------------------------------------------------------

CHANNEL = (
    "<itunes:type>serial</itunes:type>\n<itunes:explicit>false</itunes:explicit>\n"
    '<itunes:image href="https://quay.example.com/cover.png"/>\n'
    "<itunes:owner><itunes:name>Ann</itunes:name><itunes:email>ann@quay.example.com</itunes:email></itunes:owner>\n"
    '<itunes:category text="Society &amp; Culture"><itunes:category text="Documentary"/></itunes:category>\n'
    "<podcast:guid>917393e3-1b1e-5cef-ace4-edaa54e1f810</podcast:guid>\n"
    '<podcast:locked owner="ann@quay.example.com">yes</podcast:locked>\n'
)
EPISODE = (
    "<itunes:duration>62</itunes:duration>\n<itunes:season>2</itunes:season>\n<itunes:episode>3</itunes:episode>\n"
    "<itunes:episodeType>full</itunes:episodeType>\n<itunes:explicit>true</itunes:explicit>\n"
    '<podcast:season name="Ebb">2</podcast:season>\n'
    '<podcast:transcript rel="captions" type="text/vtt" url="https://quay.example.com/3.vtt"/>\n'
    '<podcast:person href="https://quay.example.com/bo" role="guest">Bo</podcast:person>\n'
)


def test_podcasts_come_back_as_typed_values() -> None:
    enclosure = '<enclosure url="https://quay.example.com/3.mp3" length="9" type="audio/mpeg"/>\n'
    item, codes = read(rss(CHANNEL, enclosure + EPISODE))
    assert codes == []
    assert item.podcast is not None
    assert item.podcast.owner == newsfeed.Person(name="Ann", email="ann@quay.example.com")
    assert item.podcast.categories == (PodcastCategory(name="Society & Culture", subcategories=("Documentary",)),)
    assert (item.podcast.type, item.podcast.explicit, item.podcast.locked) == ("serial", False, True)
    assert item.stories[0].podcast == Podcast(
        season=2,
        season_name="Ebb",
        episode=3,
        episode_type="full",
        explicit=True,
        persons=(PodcastPerson(name="Bo", role="guest", url="https://quay.example.com/bo"),),
        transcripts=(Transcript(url="https://quay.example.com/3.vtt", type="text/vtt", is_captions=True),),
    )
    document = written(item, "rss")
    assert CHANNEL in document
    assert EPISODE in document
    assert newsfeed.losses(item, "rss") == ()
    for name in ("json", "jsonfeed"):
        again = newsfeed.loads(newsfeed.dumps(item, name), name)
        assert (again.podcast, again.stories[0].podcast) == (item.podcast, item.stories[0].podcast)
    assert "feed.stories[0].podcast" in [loss.path for loss in newsfeed.losses(item, "newsml")]


@pytest.mark.parametrize(
    "element",
    [
        "<itunes:season>0</itunes:season>",
        "<itunes:episode>1b</itunes:episode>",
        "<podcast:episode display='One'>1</podcast:episode>",
        "<itunes:explicit>maybe</itunes:explicit>",
        "<podcast:person role='guest'/>",
        "<podcast:transcript url='https://quay.example.com/a.vtt'/>",
        "<podcast:soundbite startTime='1' duration='2'>a</podcast:soundbite>",
        "<itunes:subtitle>Tides</itunes:subtitle>",
        "<itunes:duration>an hour</itunes:duration>",
        "<itunes:duration>1:02:03</itunes:duration>",
    ],
)
def test_what_no_field_can_hold_stays_an_extension(element: str) -> None:
    item, _ = read(rss(item=element))
    assert item.stories[0].podcast is None
    (extension,) = item.stories[0].extensions
    assert extension.name.startswith((ITUNES, PODCAST))
    assert newsfeed.loads(newsfeed.dumps(item, "rss")) == item


@pytest.mark.parametrize(
    ("word", "explicit"), [("yes", True), ("true", True), ("explicit", True), ("no", False), ("Clean", False)]
)
def test_words_for_explicit(word: str, explicit: bool) -> None:
    item, _ = read(rss(item=f"<itunes:explicit>{word}</itunes:explicit>"))
    assert item.stories[0].podcast == Podcast(explicit=explicit)


def test_fields_of_an_episode_and_of_a_podcast_are_losses_of_the_other() -> None:
    podcast = Podcast(season=1, owner=newsfeed.Person(name="Ann", email="ann@quay.example.com"))
    item = feed(podcast=podcast).replace(podcast=podcast)
    paths = [loss.path for loss in newsfeed.losses(item, "rss")]
    assert {"feed.podcast.season", "feed.stories[0].podcast.owner"} <= set(paths)

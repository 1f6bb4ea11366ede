"""Newsroom fields in RSS and Atom: places, translations, identifiers, expiry, audiences, and the files of one medium."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

import newsfeed
from newsfeed import (
    AlternativeHeadline,
    AltId,
    Category,
    Extension,
    Feed,
    Link,
    Media,
    Place,
    Position,
    Rendition,
    Report,
    Story,
    Translation,
)

NOON = datetime(2026, 5, 18, 12, tzinfo=UTC)
FORMATS = ("rss", "atom")
NAMESPACES = (
    'xmlns:a="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:georss="http://www.georss.org/georss" '
    'xmlns:gml="http://www.opengis.net/gml" xmlns:geo="http://www.w3.org/2003/01/geo/wgs84_pos#" '
    'xmlns:media="http://search.yahoo.com/mrss/"'
)
GEORSS, GEO, DCTERMS = (
    "{http://www.georss.org/georss}",
    "{http://www.w3.org/2003/01/geo/wgs84_pos#}",
    "{http://purl.org/dc/terms/}",
)
MEDIA = "{http://search.yahoo.com/mrss/}"


def story(**values: Any) -> Story:
    base: dict[str, Any] = {"id": "urn:x-quay:1", "url": "https://quay.example.com/1", "headline": "T", "updated": NOON}
    return Story(**{**base, "published": NOON, **values})


def document(elements: str, name: str = "rss", language: str = "") -> str:
    """Return a feed of one item with these elements."""
    if name == "rss":
        tag = f"<dc:language>{language}</dc:language>" if language else ""
        return (
            f'<rss version="2.0" {NAMESPACES}><channel><title>F</title><link>https://quay.example.com/</link>'
            f"<description>d</description><item><guid>a1</guid>{tag}{elements}</item></channel></rss>"
        )
    tag = f' xml:lang="{language}"' if language else ""
    return (
        f"<a:feed {NAMESPACES}><a:id>urn:f</a:id><a:title>F</a:title><a:updated>2026-05-18T12:00:00Z</a:updated>"
        f"<a:entry{tag}><a:id>urn:x-quay:1</a:id><a:title>T</a:title><a:updated>2026-05-18T12:00:00Z</a:updated>{elements}"
        "</a:entry></a:feed>"
    )


def read(elements: str, name: str = "rss", language: str = "") -> Story:
    return newsfeed.loads(document(elements, name, language), name).stories[0]


def written(item: Story, name: str) -> str:
    return newsfeed.dumps(Feed(title="F", url="https://quay.example.com/", updated=NOON, stories=[item]), name).decode()


def losses(item: Story, name: str) -> set[str]:
    return {loss.path for loss in newsfeed.losses(item, name)}


VALUES: dict[str, Any] = {
    "places": (
        Place(name="Port Ellery", position=Position(latitude=48.2082, longitude=-16.3738, altitude=171)),
        Place(name="Marl"),
        Place(position=Position(latitude=-1, longitude=0.0000001), role="created"),
    ),
    "translations": (
        Translation(url="https://quay.example.com/de/1", language="de", headline="Hafen offen"),
        Translation(url="https://quay.example.com/fr/1", language="fr"),
    ),
    "expires": NOON + timedelta(days=365, microseconds=5),
    "source_name": "Example News Agency",
    "alt_ids": (AltId(value="20260518-1"), AltId(value="https://cms.example.com/1")),
    "audiences": (Category(term="Children"), Category(term="Regional desks")),
    "alternative_headlines": (AlternativeHeadline(text="Open"), AlternativeHeadline(text="Offen", language="de")),
    "media": (
        Media(
            url="https://quay.example.com/a.mp4",
            type="video/mp4",
            length=9,
            title="The quay",
            renditions=[
                Rendition(
                    url="https://quay.example.com/a.webm",
                    type="video/webm",
                    length=4,
                    width=640,
                    height=360,
                    duration=3,
                ),
                Rendition(
                    url="https://quay.example.com/small.mp4",
                    extensions=[
                        Extension(name=f"{MEDIA}content", attributes={"bitrate": "90", "lang": "en"}),
                        Extension(name=f"{MEDIA}hash", attributes={"algo": "md5"}, content=("0123456789abcdef" * 2,)),
                    ],
                ),
            ],
        ),
        Media(url="https://quay.example.com/b.png", type="image/png"),
    ),
}


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("field", VALUES)
def test_a_field_comes_back_and_is_no_loss(field: str, name: str) -> None:
    item = story(language="en", **{field: VALUES[field]})
    data = written(item, name)
    report = Report()
    (after,) = newsfeed.loads(data, name, report=report).stories
    assert getattr(after, field) == VALUES[field]
    assert after == item
    assert list(report) == []
    assert not {path for path in losses(item, name) if path.startswith(f"story.{field}")}
    assert newsfeed.validate(data, name).valid


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(
    ("values", "paths"),
    [
        ({"places": [Place(uri="https://places.example.com/1")]}, {"story.places[0]"}),
        ({"places": [Place(name="x=1")]}, {"story.places[0]"}),
        ({"places": [Place(name="Marl", role="created")]}, {"story.places[0].role"}),
        (
            {"places": [Place(name="Marl", position=Position(latitude=1e-60, longitude=0))]},
            {"story.places[0].position"},
        ),
        ({"translations": [Translation(url="https://quay.example.com/x")]}, {"story.translations[0]"}),
        (
            {"language": "de", "translations": [Translation(url="https://q.example/", language="DE")]},
            {"story.translations[0]"},
        ),
        (
            {"translations": [Translation(url=f"https://q.example/{number}", language="de") for number in (1, 2)]},
            {"story.translations[1]"},
        ),
        (
            {"url": None, "translations": [Translation(url="https://q.example/", language="de")]},
            {"story.translations[0]"},
        ),
        ({"source_name": "https://agency.example.com/"}, {"story.source_name"}),
        ({"alt_ids": [AltId(value="1", role="cms")]}, {"story.alt_ids[0].role"}),
        (
            {"audiences": [Category(term="t", scheme="urn:s", label="L")]},
            {"story.audiences[0].scheme", "story.audiences[0].label"},
        ),
        (
            {"alternative_headlines": [AlternativeHeadline(text="t", role="seo")]},
            {"story.alternative_headlines[0].role"},
        ),
        (
            {"media": [Media(url="urn:x:1", renditions=[Rendition(url="urn:x:2", role="r", duration=1.5, length=0)])]},
            {f"story.media[0].renditions[0].{field}" for field in ("role", "duration", "length")},
        ),
        (
            {"media": [Media(url="urn:x:1", medium="other", renditions=[Rendition(url="urn:x:2", type="image/png")])]},
            {"story.media[0].renditions[0]"},
        ),
        ({"audiences": [Category(term="gopher://example.com/")]}, {"story.audiences[0]"}),
        ({"alt_ids": [AltId(value="javascript:alert(1)")]}, {"story.alt_ids[0]"}),
        (
            {"alternative_headlines": [AlternativeHeadline(text="<script>x</script>")]},
            {"story.alternative_headlines[0]"},
        ),
        ({"source_name": "javascript:alert(1)"}, {"story.source_name"}),
        ({"places": [Place(name="javascript:alert(1)")]}, {"story.places[0]"}),
        (
            {"places": [Place(name="javascript:a", role="vbscript:b", position=Position(latitude=1, longitude=2))]},
            {"story.places[0].name", "story.places[0].role"},
        ),
        ({"byline": "By Ann"}, {"story.byline"}),
        ({"extensions": [Extension(name=f"{DCTERMS}audience", content=("Children",))]}, {"story.extensions[0]"}),
    ],
)
def test_what_has_no_element_is_a_loss(values: dict[str, Any], paths: set[str], name: str) -> None:
    item = story(**values)
    assert losses(item, name) == paths
    (after,) = newsfeed.loads(written(item, name), name).stories
    assert newsfeed.loads(written(after, name), name).stories[0] == after


# --- places ---


@pytest.mark.parametrize(
    ("elements", "position", "name"),
    [
        ("<georss:point>45.2560  -71.92</georss:point>", (45.256, -71.92, None), ""),
        ("<georss:point>45.2560, -71.92</georss:point>", (45.256, -71.92, None), ""),
        (
            "<georss:point>45 -71</georss:point><georss:featureName>Podunk</georss:featureName>",
            (45, -71, None),
            "Podunk",
        ),
        (
            "<georss:featurename>Podunk</georss:featurename><georss:point>45 -71</georss:point>",
            (45, -71, None),
            "Podunk",
        ),
        ('<georss:point featurename="Podunk" elev="3.5" radius="9">45 -71</georss:point>', (45, -71, 3.5), "Podunk"),
        ("<geo:lat>45.5</geo:lat><geo:long>-71</geo:long>", (45.5, -71, None), ""),
        ("<geo:long>-71</geo:long><geo:lat>45.5</geo:lat><geo:alt>12</geo:alt>", (45.5, -71, 12), ""),
        ("<geo:Point><geo:lat>45.5</geo:lat><geo:long>-71</geo:long></geo:Point>", (45.5, -71, None), ""),
        ("<georss:where><gml:Point><gml:pos>45.5 -71</gml:pos></gml:Point></georss:where>", (45.5, -71, None), ""),
    ],
)
@pytest.mark.parametrize("format", FORMATS)
def test_points_of_other_programs_are_places_and_keep_their_spelling(
    elements: str, position: tuple[float, float, float | None], name: str, format: str
) -> None:
    item = read(elements, format)
    (place,) = item.places
    assert place.position is not None
    assert (place.position.latitude, place.position.longitude, place.position.altitude) == position
    assert (place.name, place.role, item.extensions) == (name, "", ())
    data = written(item, format)
    assert newsfeed.loads(data, format).stories[0].places == item.places
    assert newsfeed.losses(item, format) == newsfeed.losses(item.replace(places=()), format)
    assert ("geo:lat" in data, "gml:pos" in data, "featurename" in data) == (
        "geo:lat" in elements,
        "gml:pos" in elements,
        "featurename" in elements,
    )
    if "<georss:point>" in elements:
        assert elements.partition("</georss:point>")[0].rpartition("<georss:point>")[2] in data


def test_a_place_that_was_changed_is_written_as_it_is_now() -> None:
    (place,) = read("<geo:lat>45.5</geo:lat><geo:long>-71</geo:long>").places
    moved = place.replace(position=Position(latitude=46, longitude=-71))
    item = story(places=[moved])
    data = written(item, "rss")
    assert "geo:lat" not in data
    assert newsfeed.loads(data, "rss").stories[0].places == (moved.replace(extensions=()),)
    assert losses(item, "rss") == {"story.places[0].extensions[0]", "story.places[0].extensions[1]"}


def test_elements_that_would_be_mixed_up_are_written_as_points() -> None:
    (place,) = read("<geo:lat>45.5</geo:lat><geo:long>-71</geo:long>").places
    other = place.replace(position=Position(latitude=46, longitude=-72), extensions=())
    item = story(places=[place, place, other])
    (after,) = newsfeed.loads(written(item, "rss"), "rss").stories
    assert [each.position for each in after.places] == [place.position, place.position, other.position]


@pytest.mark.parametrize(
    "elements",
    [
        "<georss:line>45 -71 46 -72</georss:line>",
        "<georss:box>45 -71 46 -72</georss:box>",
        "<georss:point>95 -71</georss:point>",
        "<georss:point>north</georss:point>",
        "<georss:point>45 -71 46 -72</georss:point>",
        "<georss:polygon>45 -71 46 -72 46 -71 45 -71</georss:polygon>",
        "<geo:lat>45.5</geo:lat>",
        "<geo:lat>x</geo:lat><geo:long>1</geo:long>",
        '<georss:where><gml:Point srsName="urn:x"><gml:pos>45.5 -71</gml:pos></gml:Point></georss:where>',
        "<dcterms:spatial>name=Perth; east=115.8</dcterms:spatial>",
        '<dcterms:spatial xml:lang="en">Marl</dcterms:spatial>',
    ],
)
def test_what_is_no_point_stays_an_extension(elements: str) -> None:
    item = read(elements)
    assert item.places == ()
    assert len(item.extensions) == elements.count("</") - 4 * ("where" in elements) // 2
    assert newsfeed.loads(written(item, "rss"), "rss").stories[0].extensions == item.extensions


def test_names_that_belong_to_no_point_are_places_of_their_own() -> None:
    item = read(
        "<georss:featureName>A</georss:featureName><georss:point>45 -71</georss:point>"
        "<georss:featureName>B</georss:featureName><dcterms:spatial>C</dcterms:spatial>"
    )
    assert [place.name for place in item.places] == ["A", "", "B", "C"]


# --- translations ---

ALTERNATE = '<a:link rel="alternate" href="https://quay.example.com/{0}" hreflang="{0}" {1}/>'
PAGE = '<a:link rel="alternate" href="https://quay.example.com/1"/>'


@pytest.mark.parametrize("format", FORMATS)
def test_a_link_to_the_page_in_another_language_is_a_translation(format: str) -> None:
    links = [PAGE, ALTERNATE.format("de", 'title="Hafen"'), ALTERNATE.format("en", "")]
    item = read("".join(links), format, "en")
    assert item.url == "https://quay.example.com/1"
    assert item.translations == (Translation(url="https://quay.example.com/de", language="de", headline="Hafen"),)
    assert [link.url for link in item.links] == ["https://quay.example.com/en"]


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("language", ["", "en", "fr"])
def test_without_another_address_one_link_is_that_of_the_story(format: str, language: str) -> None:
    item = read(ALTERNATE.format("de", "") + ALTERNATE.format("en", ""), format, language)
    address, translation = ("en", "de") if language == "en" else ("de", "en")
    assert item.url == f"https://quay.example.com/{address}"
    assert [each.language for each in item.translations] == [translation]


def test_a_link_to_another_type_is_no_translation() -> None:
    item = read(PAGE + ALTERNATE.format("de", 'type="application/pdf"') + ALTERNATE.format("x y", ""))
    assert item.translations == ()
    assert [link.type for link in item.links] == ["application/pdf", None]


def test_a_link_of_the_same_language_as_a_translation_is_written_once() -> None:
    link = Link(url="https://quay.example.com/2", rel="alternate", language="de")
    translation = Translation(url="https://quay.example.com/de", language="de")
    data = written(story(links=[link], translations=[translation]), "atom")
    assert data.count('hreflang="de"') == 1
    assert newsfeed.loads(data, "atom").stories[0].translations == (translation,)


# --- Dublin Core ---


@pytest.mark.parametrize(
    ("text", "expires", "rest"),
    [
        (
            "start=2026-05-18T09:00Z; end=2026-06-18T09:00+01:00; scheme=W3C-DTF",
            (18, 8),
            "start=2026-05-18T09:00Z; scheme=W3C-DTF",
        ),
        ("end=2026-06-18T09:00:00Z;", (18, 9), None),
        ("end=2026-06-18", None, "end=2026-06-18"),
        ("end=soon", None, "end=soon"),
        ("start=2026-05-18T09:00Z", None, "start=2026-05-18T09:00Z"),
    ],
)
def test_the_end_of_a_period_is_when_a_story_expires(
    text: str, expires: tuple[int, int] | None, rest: str | None
) -> None:
    item = read(f"<dcterms:valid>{text}</dcterms:valid>")
    assert item.expires == (datetime(2026, 6, *expires, tzinfo=UTC) if expires else None)
    assert [each.content for each in item.extensions] == ([(rest,)] if rest else [])
    after = newsfeed.loads(written(item, "rss"), "rss").stories[0]
    assert (after.expires, after.extensions) == (item.expires, item.extensions)


@pytest.mark.parametrize(
    "element",
    [
        "<dc:source>https://agency.example.com/</dc:source>",
        "<dc:source>www.agency.example.com</dc:source>",
        '<dc:identifier id="x">1</dc:identifier>',
        '<dcterms:audience xml:lang="en">Children</dcterms:audience>',
        "<dcterms:alternative> </dcterms:alternative>",
    ],
)
def test_an_element_with_more_than_a_field_holds_stays_an_extension(element: str) -> None:
    item = read(element)
    assert len(item.extensions) == 1
    values = (item.source_name, item.alt_ids, item.audiences, item.alternative_headlines)
    assert values == ("", (), (), ())


def test_a_second_source_stays_an_extension() -> None:
    item = read("<dc:source>Agency</dc:source><dc:source>Other</dc:source>")
    assert item.source_name == "Agency"
    assert [each.content for each in item.extensions] == [("Other",)]


# --- media ---


def test_files_of_another_kind_of_medium_are_media_of_their_own() -> None:
    item = read(
        '<media:group><media:content url="https://q.example/a.mp4" type="video/mp4"/>'
        '<media:content url="https://q.example/a.webm" medium="video" lang="de"><media:title>t</media:title></media:content>'
        '<media:content url="https://q.example/a.jpg" type="image/jpeg"/><media:credit>Ann</media:credit></media:group>'
        '<enclosure url="https://q.example/a.webm" length="7" type="video/webm"/>'
    )
    video, image = item.media
    (rendition,) = video.renditions
    assert (rendition.url, rendition.length) == ("https://q.example/a.webm", 7)
    assert rendition.extensions == (
        Extension(name=f"{MEDIA}content", attributes={"lang": "de"}),
        Extension(name=f"{MEDIA}title", content=("t",)),
    )
    assert (video.credit, image.credit, image.renditions) == ("Ann", "Ann", ())


# --- what is not for readers ---

SENTINEL = "KILL-STORM-7"


@pytest.mark.parametrize("name", ["rss", "atom", "jsonfeed", "jsonld"])
def test_what_is_for_newsrooms_only_never_reaches_readers(name: str) -> None:
    item = story(
        slugline=SENTINEL, ed_note=SENTINEL, signals=[SENTINEL], services=[Category(term=SENTINEL, label=SENTINEL)]
    )
    feed = Feed(title="F", url="https://quay.example.com/", updated=NOON, stories=[item])
    assert SENTINEL not in newsfeed.dumps(feed, name).decode()
    assert SENTINEL not in newsfeed.dumps(item, name).decode()
    assert losses(item, name) >= {f"story.{field}" for field in newsfeed.model.PRIVATE_FIELDS}


def test_what_is_for_newsrooms_only_is_not_read_from_a_json_feed() -> None:
    members = '{"slugline": "KILL", "ed_note": "Call", "signals": [{"term": "x"}], "services": [], "byline": "By Ann"}'
    data = f'{{"version": "https://jsonfeed.org/version/1.1", "title": "F", "items": [{{"id": "1", "_newsfeed": {members}}}]}}'
    report = Report()
    (item,) = newsfeed.loads(data, "jsonfeed", report=report).stories
    assert (item.slugline, item.ed_note, item.signals, item.byline) == ("", "", (), "By Ann")
    paths = [finding.path for finding in report]
    assert [f"/items/0/_newsfeed/{name}" for name in ("slugline", "ed_note", "signals")] == [
        path for path in paths if path.endswith(("slugline", "ed_note", "signals"))
    ]

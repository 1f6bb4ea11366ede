"""Reading of ninjs 1.x, 2.x and 3.x."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

import newsfeed
from newsfeed import AltId, Category, Extension, Organization, Person, Place, Position, Rendition

URI = "https://news.example.com/items/1"
NINJS = "{http://iptc.org/std/ninjs/}"


def read(document: Any, **options: Any) -> tuple[newsfeed.Feed, list[tuple[str, str]]]:
    """Read a document, and return the feed with code and path of each finding."""
    report = newsfeed.Report()
    feed = newsfeed.loads(json.dumps(document), "ninjs", report=report, **options)
    assert all(finding.line and finding.column for finding in report)
    return feed, [(finding.code, finding.path or "") for finding in report]


def story(**members: Any) -> newsfeed.Story:
    """Read an item with some members, without findings."""
    feed, findings = read({"uri": URI, **members})
    assert findings == []
    return feed.stories[0]


def kept(item: Any) -> dict[str, Any]:
    """Return the members that the extensions of an object keep."""
    return {extension.name.removeprefix(NINJS): json.loads(str(extension.content[0])) for extension in item.extensions}


ITEM_1: dict[str, Any] = {
    "$standard": {"name": "ninjs", "version": "1.4"},
    "uri": URI,
    "type": "text",
    "representationtype": "complete",
    "headline": "Tide gates",
    "headline_short": "Gates",
    "description_text": "The gates open.",
    "body_xhtml": "<p>At <em>noon</em>.</p>",
    "body_text": "At noon.",
    "byline": "By Ada Byron",
    "firstcreated": "2026-03-01T08:00:00Z",
    "versioncreated": "2026-03-02T08:00:00Z",
    "contentcreated": "2026-02-02T08:00:00Z",
    "embargoed": "2026-03-01T07:00:00Z",
    "pubstatus": "withheld",
    "copyrightholder": "The Harbour Desk",
    "ednote": "Call the desk.",
    "person": [{"name": "Ines Okafor", "rel": "mentions", "scheme": "https://cv.example.com/p/", "code": "7"}],
    "subject": [{"name": "Tides", "scheme": "https://cv.example.com/s/", "code": "tides"}],
    "genre": [{"name": "Background", "scheme": "http://cv.iptc.org/newscodes/genre/", "code": "Background"}],
    "infosource": [{"name": "Estuary Wire"}],
    "place": [{"name": "Marl", "geometry_geojson": {"type": "Point", "coordinates": [1.5, 51]}}],
    "altids": {"cms": "4711"},
    "trustindicator": [{"scheme": "http://cv.iptc.org/newscodes/trustindicator/", "code": "masthead", "href": URI}],
    "associations": {
        "photo": {
            "uri": "urn:example:photo",
            "type": "picture",
            "headline": "The quay",
            "renditions": {"main": {"href": f"{URI}.jpg", "mimetype": "image/jpeg", "width": 640}},
        }
    },
}
ITEM_2: dict[str, Any] = {
    "standard": {"name": "ninjs", "version": "2.1"},
    "uri": URI,
    "type": "text",
    "representationtype": "full",
    "headlines": [{"role": "main", "value": "Tide gates"}, {"role": "short", "value": "Gates"}],
    "descriptions": [{"contenttype": "text/plain", "value": "The gates open."}],
    "bodies": [
        {"contenttype": "text/plain", "value": "At noon."},
        {"contenttype": "application/xhtml+xml", "value": "<p>At <em>noon</em>.</p>"},
    ],
    "by": "By Ada Byron",
    "firstcreated": "2026-03-01T08:00:00Z",
    "versioncreated": "2026-03-02T08:00:00Z",
    "contentcreated": "2026-02-02T08:00:00Z",
    "embargoed": "2026-03-01T07:00:00Z",
    "pubstatus": "withheld",
    "copyrightholder": "The Harbour Desk",
    "ednote": "Call the desk.",
    "people": [{"name": "Ines Okafor", "rel": "mentions", "uri": "https://cv.example.com/p/7", "literal": "7"}],
    "subjects": [{"name": "Tides", "uri": "https://cv.example.com/s/tides"}],
    "genres": [{"name": "Background", "uri": "http://cv.iptc.org/newscodes/genre/Background"}],
    "infosources": [{"name": "Estuary Wire"}],
    "places": [{"name": "Marl", "geojson": {"type": "Point", "coordinates": [1.5, 51]}}],
    "altids": [{"role": "cms", "value": "4711"}],
    "trustindicators": [{"role": "http://cv.iptc.org/newscodes/trustindicator/masthead", "href": URI}],
    "associations": [
        {
            "name": "photo",
            "uri": "urn:example:photo",
            "type": "picture",
            "headlines": [{"value": "The quay"}],
            "renditions": [{"name": "main", "href": f"{URI}.jpg", "contenttype": "image/jpeg", "width": 640}],
        }
    ],
}
_NAMES_OF_3 = {
    **{name: name[:-7] + "Created" for name in ("firstcreated", "versioncreated", "contentcreated")},
    "embargoed": "embargoedUntil",
    "pubstatus": "pubStatus",
    "copyrightholder": "copyrightHolder",
    "ednote": "edNote",
    "representationtype": "representationType",
    "infosources": "infoSources",
    "altids": "altIds",
    "trustindicators": "trustIndicators",
    "contenttype": "contentType",
    "geojson": "geoJSON",
}


def in_version_3(value: Any) -> Any:
    if isinstance(value, list):
        return [in_version_3(entry) for entry in value]
    if isinstance(value, dict):
        return {_NAMES_OF_3.get(name, name): in_version_3(member) for name, member in value.items()}
    return value


ITEM_3 = in_version_3(ITEM_2) | {"standard": {"name": "ninjs", "version": "3.2"}}


@pytest.mark.parametrize("document", [ITEM_1, ITEM_2, ITEM_3], ids=["1.4", "2.1", "3.2"])
def test_an_item_of_each_version_is_the_same_story(document: dict[str, Any]) -> None:
    assert newsfeed.validate(json.dumps(document), "ninjs").findings == ()
    feed, findings = read(document)
    (item,) = feed.stories
    assert findings == []
    assert (item.id, item.headline, item.summary, item.byline) == (URI, "Tide gates", "The gates open.", "By Ada Byron")
    assert item.sections == (newsfeed.Section(blocks=(newsfeed.Markup("<p>At <em>noon</em>.</p>"),)),)
    assert item.alternative_headlines == (newsfeed.AlternativeHeadline(text="Gates", role="short"),)
    assert (item.published, item.updated) == (datetime(2026, 3, 1, 8, tzinfo=UTC), datetime(2026, 3, 2, 8, tzinfo=UTC))
    assert (item.embargo, item.status, item.ed_note) == (
        datetime(2026, 3, 1, 7, tzinfo=UTC),
        "withheld",
        "Call the desk.",
    )
    assert item.rights == newsfeed.Rights(holder=Organization(name="The Harbour Desk"))
    assert item.categories == (Category(term="tides", scheme="https://cv.example.com/s/", label="Tides"),)
    assert item.genre == (
        Category(term="Background", scheme="http://cv.iptc.org/newscodes/genre/", label="Background"),
    )
    assert (item.source_name, item.alt_ids) == ("Estuary Wire", (AltId(value="4711", role="cms"),))
    assert item.places == (Place(name="Marl", position=Position(latitude=51, longitude=1.5)),)
    assert kept(item)["contentCreated"] == "2026-02-02T08:00:00Z"
    assert kept(item)["representationType"] == "full"
    assert kept(item)["trustIndicators"][0]["role"].endswith("/masthead")
    (topic,) = item.topics
    assert (topic.name, topic.kind, topic.same_as) == ("Ines Okafor", "person", ("https://cv.example.com/p/7",))
    assert kept(topic) == {"literal": "7", "rel": "mentions"}
    (photo,) = item.media
    assert (photo.url, photo.type, photo.width, photo.title) == (f"{URI}.jpg", "image/jpeg", 640, "The quay")
    assert kept(photo) == {"name": "photo", "uri": "urn:example:photo"}


def test_all_versions_give_equal_stories() -> None:
    stories = [read(document)[0].stories for document in (ITEM_1, ITEM_2, ITEM_3)]
    assert stories[0] == stories[1] == stories[2]


CLASSES = ["text", "picture", "video", "audio", "graphic", "animation", "composite"]


@pytest.mark.parametrize("version", ["3.2", "2.1"])
@pytest.mark.parametrize("item_class", CLASSES)
def test_each_class_is_read_written_and_equal(item_class: str, version: str) -> None:
    before = newsfeed.Story(id=URI, headline="Tide gates", item_class=item_class)
    data = newsfeed.dumps(before, "ninjs", version=version)
    assert newsfeed.loads(data).stories == (before,)
    assert newsfeed.validate(data, "ninjs").findings == ()


@pytest.mark.parametrize("item_type", ["component", "event", "planning"])
def test_other_types_are_classes_by_their_iri(item_type: str) -> None:
    item = story(type=item_type, headlines=[{"value": "Council meeting"}])
    assert item.item_class == f"http://cv.iptc.org/newscodes/ninature/{item_type}"
    for version in ("3.2", "2.1"):
        data = newsfeed.dumps(item, "ninjs", version=version)
        assert newsfeed.loads(data).stories == (item,)
        assert newsfeed.validate(data, "ninjs").findings == ()


def test_a_package_is_a_feed_in_its_order() -> None:
    text = {"name": "lead", "uri": f"{URI}/a", "type": "text", "headlines": [{"value": "A"}]}
    picture = {
        "name": "pic",
        "uri": f"{URI}/b",
        "type": "picture",
        "renditions": [{"name": "main", "href": f"{URI}.jpg"}],
    }
    feed, findings = read({"uri": URI, "type": "composite", "title": "Morning", "associations": [text, picture]})
    assert findings == []
    assert (feed.title, feed.id) == ("Morning", URI)
    assert [(item.id, item.item_class) for item in feed.stories] == [(f"{URI}/a", "text"), (f"{URI}/b", "picture")]
    assert feed.stories[1].media[0].url == f"{URI}.jpg"


def test_a_composite_with_a_body_is_a_story() -> None:
    picture = {
        "name": "pic",
        "uri": f"{URI}/b",
        "type": "picture",
        "renditions": [{"name": "main", "href": f"{URI}.jpg"}],
    }
    other = {"name": "sidebar", "uri": f"{URI}/c", "type": "text", "headlines": [{"value": "Sidebar"}], "slugline": "S"}
    item = story(type="composite", bodies=[{"value": "Words."}], associations=[picture, other])
    assert [media.url for media in item.media] == [f"{URI}.jpg"]
    (link,) = item.links
    assert (link.url, link.rel, link.title) == (f"{URI}/c", "sidebar", "Sidebar")
    assert kept(link) == {"slugline": "S", "type": "text"}


def test_an_array_of_items_is_a_feed() -> None:
    feed, findings = read([{"uri": f"{URI}/1", "headline": "One"}, 7, {"uri": f"{URI}/2", "title": "Two"}])
    assert [item.headline for item in feed.stories] == ["One", "Two"]
    assert findings == [("read.value.type", "/item/1")]
    assert newsfeed.detect(b' [ {"uri": "urn:x:1"} ]') == "ninjs"


def test_findings_have_the_place_in_the_document_as_it_is_written() -> None:
    report = newsfeed.Report()
    document = b'{"uri": "urn:x:1",\n"headline": "A",\n"versioncreated": "soon"}'
    newsfeed.loads(document, "ninjs", report=report)
    assert [(finding.code, finding.path, finding.line) for finding in report] == [
        ("read.date.unreadable", "/versioncreated", 3)
    ]


@pytest.mark.parametrize("document", [b"7", b"[]", b"{}", b'{"headline": "A"}', b"[1, 2]"])
def test_what_is_not_ninjs_is_refused(document: bytes) -> None:
    with pytest.raises(newsfeed.ReadError, match="is not ninjs"):
        newsfeed.loads(document, "ninjs")


def test_broken_documents_are_recovered() -> None:
    with pytest.raises(newsfeed.ReadError):
        newsfeed.loads(b'{"uri": "urn:x:1", "headlines": [{"value": "A"}', "ninjs")
    feed = newsfeed.loads(b'{"uri": "urn:x:1", "headlines": [{"value": "A"}', "ninjs", recover=True)
    assert feed.stories[0].headline == "A"


# --- values with a choice ---


def test_the_main_headline_is_the_headline() -> None:
    item = story(headlines=[{"role": "short", "value": "S"}, {"role": "main", "value": "M"}], title="T")
    assert item.headline == "M"
    assert [(other.text, other.role) for other in item.alternative_headlines] == [("S", "short"), ("T", "title")]
    assert story(title="T").headline == "T"
    html = story(headlines=[{"contentType": "text/html", "value": "<b>A</b> &amp; B"}])
    assert html.headline == "A & B"


def test_descriptions_by_their_roles() -> None:
    item = story(
        descriptions=[
            {"role": "creditline", "value": "Desk / Byron"},
            {"role": "note", "value": "Check the names."},
            {"role": "text", "contentType": "text/plain", "value": "The news."},
            {"role": "text", "contentType": "text/html", "value": "<p>The <em>news</em>.</p>"},
            {"role": "dateline", "value": "PORT ELLERY"},
        ]
    )
    assert str(item.summary) == "The news."
    assert isinstance(item.summary, newsfeed.RichText)
    assert (item.creditline, item.dateline) == ("Desk / Byron", "PORT ELLERY")
    assert kept(item) == {"descriptions": [{"role": "note", "value": "Check the names."}]}


def test_bodies_that_say_something_else_are_kept() -> None:
    nitf = {"role": "nitf", "contentType": "text/vnd.IPTC.NITF", "value": "<?xml version='1.0'?><nitf/>"}
    short = {"role": "short", "value": "Another text."}
    item = story(bodies=[nitf, {"value": "One\n\nTwo & three"}, short, {"role": "text", "value": "One\nTwo & three"}])
    assert item.sections[0].blocks == (newsfeed.Markup("<p>One</p><p>Two &amp; three</p>"),)
    assert kept(item) == {"bodies": [nitf, short]}


def test_counts_of_a_body_are_named() -> None:
    _, findings = read({"uri": URI, "bodies": [{"value": "One.", "charCount": 4}]})
    assert findings == [("read.member.dropped", "/bodies/0/charCount")]


def test_people_with_a_part_in_the_item_are_no_topics() -> None:
    ada = {
        "name": "Ada Byron",
        "rel": "author",
        "literal": "staff-7",
        "uri": "https://people.example.org/ada",
        "contactInfo": [
            {"type": "email", "value": "ada@example.com"},
            {"type": "phone", "value": "+43 1 555"},
            {"type": "jobTitle", "value": "Editor"},
        ],
    }
    item = story(by="Ada Byron", people=[ada, {"name": "Tom", "rel": "contributor"}, {"name": "Ines", "rel": "about"}])
    (author,) = item.authors
    assert isinstance(author, Person)
    assert (author.email, author.job_title, author.id) == ("ada@example.com", "Editor", "staff-7")
    assert author.same_as == ("https://people.example.org/ada",)
    assert kept(author) == {"contactInfo": [{"type": "phone", "value": "+43 1 555"}]}
    assert item.byline == ""
    assert item.contributors == (Person(name="Tom"),)
    assert [topic.name for topic in item.topics] == ["Ines"]


def test_subjects_by_their_relation() -> None:
    signal = "http://cv.iptc.org/newscodes/signal/"
    item = story(
        subjects=[
            {"name": "tide"},
            {"literal": "p", "name": "Politics"},
            {"uri": f"{signal}update", "rel": "signal"},
            {"uri": "http://cv.iptc.org/newscodes/mediatopic/20000337", "rel": "about", "relevance": 80},
            {"name": "Harbour", "uri": "https://news.example.com/harbour", "rel": "section"},
            {"name": "opinion", "rel": "kind"},
        ]
    )
    assert item.keywords == ("tide",)
    assert item.signals == (Category(term="update", scheme=signal),)
    assert item.section_path == (newsfeed.Breadcrumb(name="Harbour", url="https://news.example.com/harbour"),)
    assert item.kind == "opinion"
    politics, rail = item.categories
    assert politics == Category(term="p", label="Politics")
    assert (rail.term, rail.scheme) == ("20000337", newsfeed.model.metadata.MEDIA_TOPICS)
    assert kept(rail) == {"rel": "about", "relevance": 80}


def test_located_is_where_the_item_was_filed() -> None:
    assert story(located="Port Ellery").places == (Place(name="Port Ellery", role="created"),)
    named = [{"name": "Marl"}, {"name": "Port Ellery", "rel": "created", "uri": "https://places.example.com/e"}]
    assert [place.role for place in story(located="Port Ellery", places=named).places] == ["", "created"]


def test_other_geometries_are_kept() -> None:
    area = {"type": "Polygon", "coordinates": [[[0, 0], [0, 1], [1, 1], [0, 0]]]}
    (place,) = story(places=[{"name": "Marl", "geoJSON": area}]).places
    assert place.position is None
    assert kept(place) == {"geoJSON": area}


def test_renditions_of_a_picture() -> None:
    files = [
        {"name": "thumbnail", "href": f"{URI}-t.jpg"},
        {"name": "viewImage", "href": f"{URI}-v.jpg", "width": 300, "height": 200},
        {
            "name": "highRes",
            "href": f"{URI}-h.jpg",
            "width": 3000,
            "height": 2000,
            "title": "Print",
            "poi": {"x": 1, "y": 2},
        },
    ]
    (media,) = story(type="picture", renditions=files).media
    assert (media.url, media.width, media.thumbnail) == (f"{URI}-h.jpg", 3000, f"{URI}-t.jpg")
    assert media.renditions == (Rendition(url=f"{URI}-v.jpg", role="viewImage", width=300, height=200),)
    assert kept(media) == {"rendition": {"name": "highRes", "poi": {"x": 1, "y": 2}, "title": "Print"}}


def test_rights_with_an_expression_are_kept() -> None:
    info = {"langId": "http://www.w3.org/ns/odrl/2/", "encodedRights": "{}"}
    rights = story(rightsInfo=info, usageTerms="Editorial use.").rights
    assert rights is not None
    assert (rights.usage_terms, rights.license) == ("Editorial use.", None)
    assert kept(rights) == info
    linked = story(rightsInfo={"linkedRights": f"{URI}/rights"}).rights
    assert linked == newsfeed.Rights(license=f"{URI}/rights")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("urgency", 12),
        ("urgency", True),
        ("version", "0"),
        ("version", "1.2"),
        ("pubStatus", "used"),
        ("type", "mood"),
        ("language", 7),
        ("edNote", {"a": 1}),
        ("profile", "text-only"),
        ("eventDetails", {"organiser": {"name": "Council"}}),
        ("plannedCoverage", [{"title": "Vote"}]),
        ("mood", ["calm", None, 2.5]),
        ("trustIndicators", [{"title": "Rules", "href": URI}]),
        ("infoSources", [{"name": "A", "role": "photo"}, {"uri": URI}]),
        ("altIds", [{"role": "cms"}]),
        ("digitalSourceType", {"name": "Unknown"}),
        ("associations", [{"name": "nothing"}]),
        ("renditions", [{"name": "unknown"}]),
        ("genres", [{"creator": "x"}]),
    ],
)
def test_values_without_a_field_are_kept_and_written_back(name: str, value: Any) -> None:
    item = read({"uri": URI, name: value})[0].stories[0]
    assert kept(item) == {name: value}
    assert newsfeed.losses(item, "ninjs") == ()
    assert json.loads(newsfeed.dumps(item, "ninjs"))[name] == value
    assert newsfeed.loads(newsfeed.dumps(item, "ninjs")).stories == (item,)


def test_a_member_that_is_no_xml_name_is_named() -> None:
    feed, findings = read({"uri": URI, "a b": "calm"})
    assert feed.stories[0].extensions == ()
    assert findings == [("read.member.unknown", "/a b")]


def test_entries_of_superdesk_are_read() -> None:
    item = story(
        service=[{"code": "a", "name": "National"}],
        keywords=["tide", "quay"],
        subject=[{"code": "01000000", "name": "Arts", "scheme": "iptc"}],
        place=[{"code": "ELL", "name": "Port Ellery"}],
        versioncreated="2026-03-01T08:00:00+0000",
        body_html="<p>High.</p>",
        description_html="<p>The <b>news</b>.</p>",
        priority=3,
        guid="urn:example:1",
    )
    assert item.services == (Category(term="a", label="National"),)
    assert item.keywords == ("tide", "quay")
    (subject,) = item.categories
    assert (subject.term, subject.label, kept(subject)) == ("01000000", "Arts", {"scheme": "iptc"})
    assert [(place.name, kept(place)) for place in item.places] == [("Port Ellery", {"literal": "ELL"})]
    assert item.updated == datetime(2026, 3, 1, 8, tzinfo=UTC)
    assert item.sections[0].blocks == (newsfeed.Markup("<p>High.</p>"),)
    assert str(item.summary) == "The news."
    assert kept(item) == {"guid": "urn:example:1", "priority": 3}
    assert newsfeed.loads(newsfeed.dumps(item, "ninjs")).stories == (item,)


def test_content_can_be_left_out() -> None:
    assert read(ITEM_3, content=False)[0].stories[0].sections == ()


def test_an_extension_beside_a_written_member_is_a_loss() -> None:
    item = newsfeed.Story(
        id=URI,
        slugline="A",
        extensions=(
            Extension(name=f"{NINJS}slugline", content=('"B"',)),
            Extension(name=f"{NINJS}mood", content=("calm",)),
            Extension(name="{urn:x-example:ns}mood"),
        ),
    )
    assert [loss.path for loss in newsfeed.losses(item, "ninjs")] == [
        f"story.extensions[{index}]" for index in range(3)
    ]


def test_a_second_value_where_one_is_possible_is_named() -> None:
    kinds = [{"name": name, "rel": "kind"} for name in ("opinion", "report")]
    feed, findings = read({"uri": URI, "subjects": kinds})
    assert feed.stories[0].kind == "opinion"
    assert findings == [("read.member.dropped", "/subjects")]


def test_only_the_named_holder_of_rights_has_details() -> None:
    holders = [{"name": name, "rel": "copyrightHolder", "literal": name[:1]} for name in ("Desk", "Other")]
    item = story(copyrightHolder="Desk", organisations=holders)
    assert item.rights == newsfeed.Rights(holder=Organization(name="Desk", id="D"))
    assert [(topic.name, kept(topic)["rel"]) for topic in item.topics] == [("Other", "copyrightHolder")]
    assert newsfeed.loads(newsfeed.dumps(item, "ninjs")).stories == (item,)


def test_unusual_roles_of_main_texts_are_named() -> None:
    document = {
        "uri": URI,
        "headlines": [{"role": "simple", "value": "A"}],
        "bodies": [{"role": "story", "value": "B"}],
    }
    feed, findings = read(document)
    assert feed.stories[0].headline == "A"
    assert findings == [("read.member.dropped", "/headlines/0/role"), ("read.member.dropped", "/bodies/0/role")]


@pytest.mark.parametrize("version", ["3.2", "2.1"])
def test_the_name_of_a_digital_source_type_is_kept(version: str) -> None:
    scheme = "http://cv.iptc.org/newscodes/digitalsourcetype/"
    item = story(digitalSourceType={"name": "Edited", "uri": f"{scheme}humanEdits"})
    assert item.ai == newsfeed.AIUse(source="humanEdits")
    assert kept(item) == {"digitalSourceType": {"name": "Edited"}}
    assert newsfeed.loads(newsfeed.dumps(item, "ninjs", version=version)).stories == (item,)


@pytest.mark.parametrize(
    ("document", "name"),
    [
        (b'{"headline": "A", "standard": {"version": "3.2", "name": "ninjs"}}', "ninjs"),
        (b'{"uri": "urn:x:1", "headlines": [{"value": "Feeds of https://jsonfeed.org/version/1.1"}]}', "ninjs"),
        (b'{"version": "https://jsonfeed.org/version/1.1", "title": "A", "items": [{"uri": "urn:x:1"}]}', "jsonfeed"),
        (b'{"@context": "https://schema.org/", "@type": "NewsArticle", "uri": "urn:x:1"}', "jsonld"),
        (b'[{"@context": "https://schema.org/", "@type": "NewsArticle", "uri": "urn:x:1"}]', "jsonld"),
        (b'{"newsfeed": "1", "id": "urn:x:1", "headline": "A", "translation_of": {"uri": "urn:x:2"}}', "json"),
    ],
)
def test_detection(document: bytes, name: str) -> None:
    assert newsfeed.detect(document) == name

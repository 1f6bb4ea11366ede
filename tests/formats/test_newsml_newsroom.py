"""The fields of newsrooms in NewsML-G2: what a wire item says, and what systems of agencies read in newsfeed's documents."""

import re
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, get_args

import attrs
import pytest
from lxml import etree

import newsfeed
from capabilities_page import whole_story
from examples import full_feed, full_story
from newsfeed import (
    AIUse,
    AlternativeHeadline,
    AltId,
    Breadcrumb,
    Category,
    Correction,
    Feed,
    Media,
    Organization,
    Person,
    Place,
    Policies,
    Position,
    Rendition,
    Story,
    Topic,
    Translation,
)
from newsfeed.model import ItemClass
from roundtrip import check

G2 = "{http://iptc.org/std/nar/2006-10-01/}"
XHTML = "{http://www.w3.org/1999/xhtml}"
CEST = timezone(timedelta(hours=2))
MODES = ("uri", "qcode")
WIRE = Path(__file__).with_name("newsml_wire.xml")
CODES = "https://wire.example.com/codes/"


def story(**fields: Any) -> Story:
    required = {"id": "urn:x:1", "url": "https://example.com/1", "published": datetime(2026, 5, 18, tzinfo=UTC)}
    return Story(**{**required, **fields})


def tree(item: Story | Feed, mode: str = "uri") -> "etree._Element":
    return etree.fromstring(newsfeed.dumps(item, "newsml", mode=mode))  # type: ignore[arg-type]


# --- a wire item ------------------------------------------------------------------------------------------------------


def test_the_wire_item_is_valid() -> None:
    assert newsfeed.validate(WIRE.read_bytes(), "newsml").findings == ()


def test_every_field_of_a_wire_item_is_read() -> None:
    wire = newsfeed.loads_story(WIRE.read_bytes(), "newsml")
    expected = {
        "id": "urn:newsml:wire.example.com:20260518:tide-4711",
        "version": 3,
        "language": "en-GB",
        "item_class": "text",
        "publisher": Organization(name="Estuary Wire", same_as=("http://cv.iptc.org/newscodes/newsprovider/EWIRE",)),
        "published": datetime(2026, 5, 18, 9, 0, tzinfo=CEST),
        "updated": datetime(2026, 5, 18, 11, 30, tzinfo=CEST),
        "embargo": datetime(2026, 5, 18, 12, 0, tzinfo=CEST),
        "expires": datetime(2026, 6, 18, tzinfo=CEST),
        "services": (Category(term="basic", scheme=CODES, label="Basic service"),),
        "ed_note": "Call the desk: +43 1 555",
        "signals": (Category(term="update", scheme="http://cv.iptc.org/newscodes/signal/"),),
        "translation_of": Translation(url="https://wire.example.com/de/flut", language="de", headline="Flut"),
        "translations": (Translation(url="https://wire.example.com/fr/maree", language="fr"),),
        "urgency": 2,
        "ai": AIUse(source="humanEdits"),
        "places": (
            Place(
                name="Port Ellery",
                uri=f"{CODES}ellery",
                position=Position(latitude=51.5, longitude=-0.25, altitude=3),
                role="created",
            ),
        ),
        "source_name": "Harbour Police",
        "authors": (
            Person(
                name="Ada Byron",
                email="ada@wire.example.com",
                url="https://wire.example.com/people/ada",
                same_as=("https://wire.example.com/staff/ab",),
                role="writer",
                job_title="Correspondent",
            ),
        ),
        "contributors": (Person(name="Tom Arkwright", role="editor"),),
        "audiences": (Category(term="coast", scheme=CODES),),
        "alt_ids": (AltId(value="cms-4711", role="cms"),),
        "genre": (Category(term="Background", scheme="http://cv.iptc.org/newscodes/genre/", label="Background"),),
        "keywords": ("tide",),
        "categories": (Category.media_topic("20000337", "rail"),),
        "topics": (Topic(name="Ines Okafor", kind="person", same_as=("https://id.example.com/okafor",)),),
        "slugline": "TIDE-GATES",
        "headline": "The tide gates close",
        "alternative_headlines": (
            AlternativeHeadline(text="Gates close", role="short"),
            AlternativeHeadline(text="Die Tore schließen", language="de"),
        ),
        "dateline": "PORT ELLERY, 18 May",
        "byline": "By Ada Byron in Port Ellery",
        "creditline": "Estuary Wire / Byron",
        "summary": "The gates closed at noon.",
        "corrections": (),
        "media": (
            Media(
                url="https://wire.example.com/gates-big.jpg",
                type="image/jpeg",
                length=900,
                width=1200,
                height=800,
                renditions=(
                    Rendition(
                        url="https://wire.example.com/gates-web.jpg",
                        role="web",
                        type="image/jpeg",
                        length=90,
                        width=600,
                        height=400,
                    ),
                ),
            ),
        ),
    }
    assert {name: _without_codes(getattr(wire, name)) for name in expected} == expected
    (author,), (contributor,) = wire.authors, wire.contributors
    assert [extension.attributes for extension in author.extensions] == [
        (("jobtitle", "wire:Correspondent"), ("role", "wire:writer"))
    ]
    assert [extension.attributes for extension in contributor.extensions] == [(("role", "wire:editor"),)]
    names = [extension.name.rpartition("}")[2] for extension in wire.extensions]
    assert names == ["slugline", "catalog", "contentCreated", "contentModified"]


def _without_codes(value: Any) -> Any:
    """Return people and places without the codes that are kept besides their words."""
    if isinstance(value, tuple):
        return tuple(_without_codes(item) for item in value)
    return attrs.evolve(value, extensions=()) if isinstance(value, Person | Place) else value


@pytest.mark.parametrize("mode", MODES)
def test_a_wire_item_comes_back(mode: str) -> None:
    wire = newsfeed.loads_story(WIRE.read_bytes(), "newsml")
    assert newsfeed.losses(wire, "newsml") == ()
    written = newsfeed.dumps(wire, "newsml", mode=mode)  # type: ignore[arg-type]
    assert newsfeed.validate(written, "newsml").findings == ()
    assert newsfeed.loads_story(written, "newsml") == wire


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("item_class", [*get_args(ItemClass), "https://example.com/classes/quiz"])
def test_the_class_of_an_item_is_read_and_written(item_class: str, mode: str) -> None:
    code = "animated" if item_class == "animation" else item_class
    element = f'<itemClass uri="{code}"/>' if ":" in code else f'<itemClass qcode="ninat:{code}"/>'
    document = WIRE.read_text(encoding="utf-8").replace('<itemClass qcode="ninat:text"/>', element)
    item = newsfeed.loads_story(document.encode(), "newsml")
    assert item.item_class == item_class
    written = newsfeed.dumps(item, "newsml", mode=mode)  # type: ignore[arg-type]
    assert newsfeed.validate(written, "newsml").findings == ()
    assert newsfeed.loads_story(written, "newsml") == item


def test_animation_is_another_name_of_the_class_animated() -> None:
    document = WIRE.read_bytes().replace(b"ninat:text", b"ninat:animation")
    assert newsfeed.loads_story(document, "newsml").item_class == "animation"


# --- what is said is written, and comes back --------------------------------------------------------------------------

PICTURE = Media(
    url="https://example.com/gate.jpg",
    type="image/jpeg",
    width=1200,
    alt="A gate",
    credit="T. Arkwright",
    renditions=(
        Rendition(url="https://example.com/gate-s.jpg", role="thumbnail", type="image/jpeg", width=90, height=60),
        Rendition(url="https://example.com/gate-m.jpg", role="for phones", type="image/jpeg"),
        Rendition(url="https://example.com/gate-l.jpg", type="image/jpeg"),
    ),
)
AMBIGUOUS = [
    {"byline": "By Ada Byron"},
    {"byline": "Ada Byron", "authors": (Person(name="Ada Byron"),)},
    {"alternative_headlines": (AlternativeHeadline(text="No headline but this"),)},
    {"headline": "Tide", "alternative_headlines": (AlternativeHeadline(text="Tide", role="two words", language="de"),)},
    {"signals": ("correction",), "corrections": (Correction(text="One."),)},
    {"corrections": (Correction(text="A", kind="retraction"), Correction(text="B", subject="headline"))},
    {"ed_note": "Not for readers.\n\nCall us.", "corrections": (Correction(text="For readers.", kind="update"),)},
    {"services": ("plain",)},
    {"services": (Category(term="a b", scheme="https://example.com/codes"), "plain")},
    {"genre": (Category(term="a/b", scheme="http://cv.iptc.org/newscodes/genre/"), "column")},
    {"places": (Place(uri="https://example.com/ellery", role="about"), Place(name="Marl"))},
    {"places": (Place(position=Position(latitude=1e-7, longitude=-180.0, altitude=2.5), role="created"),)},
    {"places": (Place(position=Position(latitude=1, longitude=-0.5, altitude=-4)),)},
    {"places": (Place(name="A"), Place(name="B", role="created"), Place(name="C"), Place(name="D", role="created"))},
    {"topics": (Topic(name="Marl", kind="place"),), "places": (Place(name="Marl"),)},
    {"source_name": "Estuary Wire", "press": (newsfeed.PressMention(outlet="Estuary Wire", text="It rains."),)},
    {"section_path": (Breadcrumb(name="Home", url="https://example.com/"), Breadcrumb(name="Sea"))},
    {"ai": AIUse(source="https://example.com/made", statement="By a model.\n\nChecked.")},
    {"authors": (Person(name="A", id="staff:7", role="Foreign: editor", url="https://example.com/a"),)},
    {"publisher": Organization(name="Desk", policies=Policies(ethics="https://example.com/ethics"))},
    {"publisher": Organization(name="Desk", logo=Media(url="https://example.com/l.png", width=60, caption="Our logo"))},
    {"kind": "https://schema.org/TechArticle", "speakable": (".lead", "headline")},
    {"access": newsfeed.Access(fee="paid", css_selector=".paywall, #more")},
]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("fields", AMBIGUOUS, ids="-".join)
def test_similar_values_are_told_apart(fields: dict[str, Any], mode: str) -> None:
    item = story(**fields)
    assert newsfeed.losses(item, "newsml") == ()
    check(item, "newsml", mode=mode)  # type: ignore[arg-type]
    written = newsfeed.dumps(item, "newsml", mode=mode)  # type: ignore[arg-type]
    assert newsfeed.validate(written, "newsml").findings == ()


def test_fields_of_newsrooms_are_valid_by_the_official_schema(corpora: Path) -> None:
    official = etree.XMLSchema(etree.parse(corpora / "newsml" / "official" / "NewsML-G2_2.35-spec-All-Power.xsd"))
    picture = story(item_class="picture", media=(PICTURE,))
    for item in (full_story(), whole_story(), full_feed(), picture, *(story(**fields) for fields in AMBIGUOUS)):
        for mode in MODES:
            assert official.validate(tree(item, mode)), official.error_log


def test_only_a_correction_has_a_role_for_readers() -> None:
    item = story(ed_note="Call the desk", corrections=(Correction(text="The date was wrong."),))
    notes = tree(item).findall(f"{G2}itemMeta/{G2}edNote")
    assert [(note.text, note.get("roleuri")) for note in notes] == [
        ("Call the desk", None),
        ("The date was wrong.", "urn:newsfeed:part:correction"),
    ]


def test_a_byline_that_only_names_the_authors_is_not_kept() -> None:
    item = newsfeed.loads_story(newsfeed.dumps(story(authors=("A", "B")), "newsml"), "newsml")
    assert (item.byline, [author.name for author in item.authors]) == ("", ["A", "B"])


@pytest.mark.parametrize(
    ("party", "expected"),
    [
        (
            '<creator qcode="nprov:X"><name>A</name></creator>',
            {"same_as": ("http://cv.iptc.org/newscodes/newsprovider/X",)},
        ),
        (
            '<creator uri="https://id.example.com/a"><name>A</name></creator>',
            {"same_as": ("https://id.example.com/a",)},
        ),
        ('<creator qcode="nowhere:7"><name>A</name></creator>', {"id": "nowhere:7"}),
        ('<creator role="staff:lead" literal="A"/>', {"role": "lead"}),
        ('<creator literal="A" jobtitle="staff:Editor"/>', {"job_title": "Editor"}),
        ('<creator literal="A"><remoteInfo href="https://example.com/a"/></creator>', {"url": "https://example.com/a"}),
    ],
)
def test_the_identity_of_a_party_is_not_its_address(party: str, expected: dict[str, Any]) -> None:
    document = re.sub("<creator.*</creator>", party, WIRE.read_text(encoding="utf-8"), flags=re.DOTALL)
    item = newsfeed.loads_story(document.encode(), "newsml")
    assert _without_codes(item.authors) == (Person(name="A", **expected),)
    assert newsfeed.loads_story(newsfeed.dumps(item, "newsml"), "newsml").authors == item.authors


# --- pictures ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", MODES)
def test_a_picture_beside_a_text_is_no_alternate_of_it(mode: str) -> None:
    text = newsfeed.Section(blocks=(newsfeed.Paragraph(text="The text."),))
    item = story(sections=(text,), creditline="Estuary Wire", media=(PICTURE,))
    root = tree(item, mode)
    assert [node.tag for node in child(root, "contentSet")] == [f"{G2}inlineXML"]
    assert [line.text for line in root.iter(f"{G2}creditline")] == ["Estuary Wire"]
    check(item, "newsml", mode=mode)  # type: ignore[arg-type]


@pytest.mark.parametrize("mode", MODES)
def test_the_content_of_a_picture_is_its_renditions(mode: str) -> None:
    item = story(
        item_class="picture", creditline="Estuary Wire", media=(PICTURE, Media(url="https://example.com/b.png"))
    )
    files = tree(item, mode).findall(f"{G2}contentSet/{G2}remoteContent")
    roles = [file.get("renditionuri", "").rpartition("/")[2] for file in files]
    assert roles[:2] == ["highRes", "thumbnail"]
    assert [file.get("href") for file in files] == [PICTURE.url, *(rendition.url for rendition in PICTURE.renditions)]
    check(item, "newsml", mode=mode)  # type: ignore[arg-type]


def test_the_credit_of_a_text_is_not_that_of_its_pictures() -> None:
    document = WIRE.read_bytes()
    assert newsfeed.loads_story(document, "newsml").media[0].credit == ""
    picture = newsfeed.loads_story(document.replace(b"ninat:text", b"ninat:picture"), "newsml")
    assert (picture.creditline, picture.media[0].credit) == ("Estuary Wire / Byron", "Estuary Wire / Byron")


# --- as Superdesk reads it --------------------------------------------------------------------------------------------


def code(element: "etree._Element | None") -> str:
    assert element is not None
    return element.attrib["qcode"].split(":")[1]


def child(element: "etree._Element", *names: str) -> "etree._Element":
    node = element.find("/".join(G2 + name for name in names))
    assert node is not None
    return node


def blocks_with_text(body: "etree._Element") -> list[str]:
    return [block.text for block in body if block.text and block.text.strip()]


@pytest.mark.parametrize("mode", MODES)
def test_superdesk_finds_what_it_needs(mode: str) -> None:
    root = tree(full_feed(), mode)
    assert child(root, "header", "priority").text == "5"
    items = child(root, "itemSet").findall(f"{G2}newsItem")
    for item, expected in zip(items, full_feed().stories, strict=True):
        assert (item.attrib["guid"], item.attrib["version"]) == (expected.id, str(expected.version))
        meta, content_meta = child(item, "itemMeta"), child(item, "contentMeta")
        assert code(child(meta, "itemClass")) == expected.item_class
        assert code(child(meta, "pubStatus")) == "usable"
        assert datetime.fromisoformat(child(meta, "versionCreated").text or "") == expected.updated
        assert child(content_meta, "headline").text == expected.headline
        names = ", ".join(author.name for author in expected.authors)
        assert child(content_meta, "by").text == (expected.byline or names)
        page = child(item, "contentSet", "inlineXML").find(f"{XHTML}html/{XHTML}body")
        assert page is not None
        assert blocks_with_text(page)
    full = items[0]
    assert child(full, "itemMeta", "edNote").text == full_story().ed_note
    assert child(full, "contentMeta", "urgency").text == "4"
    assert child(full, "contentMeta", "slugline").text == "TIDE-GATES"
    subjects = [subject.get("qcode", "") for subject in child(full, "contentMeta").findall(f"{G2}subject")]
    assert "medtop:20000337" in subjects


@pytest.mark.parametrize("mode", MODES)
def test_superdesk_finds_the_renditions_of_a_picture(mode: str) -> None:
    item = tree(story(item_class="picture", media=(PICTURE,)), mode)
    files = {file.attrib["rendition"].split(":")[1]: file for file in child(item, "contentSet")}
    urls = [PICTURE.url, *(rendition.url for rendition in PICTURE.renditions)]
    roles = ["highRes", "thumbnail", "for%20phones", "rendition"]
    assert {role: file.attrib["href"] for role, file in files.items()} == dict(zip(roles, urls, strict=True))
    assert {file.attrib["contenttype"] for file in files.values()} == {"image/jpeg"}


def test_an_item_without_content_has_the_elements_that_superdesk_looks_into() -> None:
    feed = Feed(title="Desk", updated=datetime(2026, 5, 18, tzinfo=UTC), stories=(Story(id="urn:x:1"),))
    item = child(tree(feed), "itemSet", "newsItem")
    assert len(child(item, "contentMeta")) == len(child(item, "contentSet")) == 0
    check(feed, "newsml")

"""The body of NewsML-G2: blocks directly in `<body>`, and their parts restored from it."""

from datetime import UTC, datetime

import pytest
from lxml import etree

import newsfeed
from newsfeed import List, Markup, Paragraph, Section, Story
from newsfeed.body import xhtml
from roundtrip import check

XHTML = "{http://www.w3.org/1999/xhtml}"


def story(*sections: Section) -> Story:
    published = datetime(2026, 5, 18, tzinfo=UTC)
    return Story(id="urn:x:1", url="https://example.com/1", published=published, summary="In short.", sections=sections)


def body(item: Story) -> "etree._Element":
    page = etree.fromstring(newsfeed.dumps(item, "newsml")).find(f".//{XHTML}body")
    assert page is not None
    return page


def shape(element: "etree._Element") -> list[tuple[str, str | None, str | None]]:
    return [(etree.QName(block).localname, block.get("class"), block.get("id")) for block in element]


def test_blocks_are_children_of_the_body() -> None:
    sections = (
        Section(kind="analysis", heading="Why", blocks=(Paragraph(text="Because."), Paragraph(text="And so."))),
        Section(blocks=(Paragraph(text="Without a heading."),)),
        Section(blocks=(List(items=("A list first",)),)),
    )
    assert shape(body(story(*sections))) == [
        ("h2", "part summary", "summary"),
        ("p", None, None),
        ("h2", "label part section analysis", "analysis"),
        ("h3", None, None),
        ("p", None, None),
        ("p", None, None),
        ("p", "part section other", "section-1"),
        ("div", "part section other", "section-2"),
        ("ul", "list", None),
    ]
    check(story(*sections), "newsml")


@pytest.mark.parametrize(
    "html",
    [
        '<p class="part other" id="x">Looks like a part</p>',
        '<div class="summary" id="summary">\n<p>Looks like another part</p></div>',
        '<div class="section other" id="section-2">\n<p>Looks like the next part</p></div>',
        "<p>Nothing like it</p>",
        "",
    ],
)
def test_markup_that_looks_like_a_part_comes_back(html: str) -> None:
    check(story(Section(heading="A", blocks=(Markup(html),)), Section(heading="B", blocks=(Markup(html),))), "newsml")


def test_a_part_is_only_marked_where_the_marks_are_unambiguous() -> None:
    ambiguous = story(Section(heading="A", blocks=(Markup('<p class="part" id="x">A</p>'),)))
    assert shape(body(ambiguous)) == [("div", "explainer", None)]


def test_the_body_of_earlier_versions_is_read() -> None:
    item = story(Section(kind="background", heading="Before", blocks=(Paragraph(text="It began in 1911."),)))
    document = newsfeed.dumps(item, "newsml").decode()
    start, end = document.index("<body"), document.index("</body>")
    old = f"{document[:start]}<body>{xhtml.render(item)}{document[end:]}"
    assert newsfeed.loads_story(old.encode(), "newsml") == item


def test_content_that_an_editor_adds_is_kept() -> None:
    item = story(Section(heading="A", blocks=(Paragraph(text="First."),)))
    document = newsfeed.dumps(item, "newsml").decode()
    start = document.index("<h2", document.index("<body"))
    edited = f"{document[:start]}<p>Desk: checked.</p>{document[start:]}".replace("</body>", "<p>Ends.</p></body>")
    sections = newsfeed.loads_story(edited.encode(), "newsml").sections
    assert [section.heading for section in sections] == ["", "A"]
    assert sections[0].blocks == (Markup("<p>Desk: checked.</p>"),)
    assert sections[1].blocks == (Paragraph(text="First."), Paragraph(text="Ends."))

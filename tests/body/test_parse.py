"""The parts of a body in the HTML that newsfeed writes, also where an editor has changed it."""

import pytest

from newsfeed import Image, List, Markup, Paragraph, Points, Quotation
from newsfeed.body import parse
from newsfeed.body.parse import parse_html
from newsfeed.io.html import Removal


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        ("section analysis", "analysis"),
        ("section analysis background", "analysis"),
        ("wide section background", "background"),
        ("section", "other"),
    ],
)
def test_the_first_kind_of_a_section_counts(names: str, kind: str) -> None:
    (section,) = parse_html(f'<div class="explainer"><div class="{names}"><h3>A</h3><p>x</p></div></div>')["sections"]
    assert (section.kind, section.heading) == (kind, "A")


def test_html_that_is_no_body_of_newsfeed_is_one_section() -> None:
    for html in ('<div class="explained"><p>x</p></div>', "<p>explainer</p>"):
        (section,) = parse_html(html)["sections"]
        assert section.kind == "other"
        assert isinstance(section.blocks[0], Markup)
    assert parse_html("<script>x</script>") == {}


BODY = '<div class="explainer"><div class="section"><p>x</p></div></div>'


def test_a_well_formed_body_is_parsed_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sanitizing it would change characters, such as the white space at its ends."""
    expected = parse_html(BODY)
    monkeypatch.setattr(parse, "sanitize", lambda *_arguments, **_options: pytest.fail("was sanitized"))
    assert parse_html(BODY) == expected
    assert [section.kind for section in expected["sections"]] == ["other"]


def test_a_body_that_is_not_well_formed_is_sanitized() -> None:
    assert parse_html(BODY.replace("</p>", "")) == parse_html(BODY)
    removals: list[Removal] = []
    parse_html(BODY.replace("</p>", "<br><img alt='a' longdesc='/b'>"), removals=removals)
    assert [removal.value for removal in removals] == ["/b"]


@pytest.mark.parametrize(
    ("part", "field", "count"),
    [
        ('<div class="topics"><dl><dt>A</dt><dd>One</dd><dd>Two</dd><dt class="place">B</dt></dl></div>', "topics", 2),
        ('<div class="topics"><dl><dd>One</dd></dl></div>', "topics", 0),
        ('<div class="corrections"><p class="correction">A</p><p>B</p></div>', "corrections", 1),
        ('<div class="prompts"><ul><li>A</li><li>B</li></ul></div>', "prompts", 2),
        ('<div class="questions"><h2>Q</h2><div class="question"><h3>A</h3><p>a</p></div><div>B</div></div>', "questions", 1),
        ('<div class="updates"><h2>U</h2><div class="update"><h3>A</h3></div></div>', "updates", 1),
        ('<div class="ai"><p title="trainedAlgorithmicMedia">S</p></div>', "ai", 0),
    ],
)  # fmt: skip
def test_parts_have_entries_and_nothing_else_becomes_one(part: str, field: str, count: int) -> None:
    fields = parse_html(f'<div class="explainer">{part}</div>')
    value = fields.get(field, ())
    assert len(value) == count if isinstance(value, tuple) else value is not None
    assert "sections" not in fields


@pytest.mark.parametrize(
    ("content", "is_text"),
    [
        ("<p>a</p>", True),
        ("<p>a</p><p>b</p>", True),
        ('<p class="c">a</p>', False),
        ("<p>a</p><ul><li>b</li></ul>", False),
        ("", True),
    ],
)
def test_an_answer_of_paragraphs_alone_is_a_text(content: str, *, is_text: bool) -> None:
    part = f'<div class="question"><h3>Q</h3>{content}</div>'
    (question,) = parse_html(f'<div class="explainer"><div class="questions">{part}</div></div>')["questions"]
    assert isinstance(question.answer, str) is is_text


def test_details_of_a_topic_are_its_description() -> None:
    part = '<dl><dt class="place">A</dt><dd>One</dd><dd class="same-as"><a href="https://a.example/">x</a></dd><dd>Two</dd></dl>'
    (topic,) = parse_html(f'<div class="explainer"><div class="topics">{part}</div></div>')["topics"]
    assert (topic.name, topic.kind, str(topic.description), topic.same_as) == (
        "A", "place", "One\n\nTwo", ("https://a.example/",),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("content", "heading", "blocks"),
    [
        ("<h2>A</h2><p>x</p>", "A", 1),
        ('<h2 class="label">L</h2><h3>A</h3><p>x</p>', "A", 1),
        ('<h2 class="label">L</h2><p>x</p>', "", 1),
        ("<p>x</p><h2>A</h2>", "", 2),
        ("<h2>A</h2><h3>B</h3><p>x</p>", "A", 2),
        ("<h4>A</h4><p>x</p>", "", 2),
        ('<h2 class="label">L</h2><h2 class="label">M</h2><h3>A</h3><p>x</p>', "", 2),
    ],
)
def test_the_heading_of_a_section_comes_first(content: str, heading: str, blocks: int) -> None:
    (section,) = parse_html(f'<div class="explainer"><div class="section">{content}</div></div>')["sections"]
    assert (section.heading, len(section.blocks)) == (heading, blocks)


def test_content_around_a_body_is_a_section() -> None:
    first, second = parse_html(f"<p>before</p>{BODY}after")["sections"]
    assert first == parse_html(BODY)["sections"][0]
    assert second.blocks == (Markup("<p>before</p>after"),)


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        ("<p>x <em>y</em></p>", Paragraph),
        ('<p class="c">x</p>', Markup),
        ("<p>x<br/>y</p>", Paragraph),
        ("<p><img src='https://a.example/i.png'/></p>", Markup),
        ("<h4>x</h4>", Markup),
        ("<section>x</section>", Markup),
        ('<ul class="points"><li>x</li></ul>', Points),
        ('<ol class="list"><li>x</li></ol>', List),
        ('<blockquote class="quotation"><p>x</p></blockquote>', Quotation),
        ('<figure class="image"><img src="https://a.example/i.png"/></figure>', Image),
        ('<figure class="image">x</figure>', Markup),
        ('<figure class="wide image"><img src="https://a.example/i.png"/></figure>', Image),
    ],
)
def test_a_block_is_recognized_by_its_name_or_class(html: str, kind: type) -> None:
    (section,) = parse_html(f'<div class="explainer"><div class="section">{html}</div></div>')["sections"]
    assert [type(block) for block in section.blocks] == [kind]


@pytest.mark.parametrize(
    ("item", "label", "text"),
    [
        ('<li><strong class="label">A:</strong> b <em>c</em></li>', "A", "b <em>c</em>"),
        ('<li><strong class="label">A</strong> b</li>', "A", "b"),
        ("<li><strong>A:</strong> b</li>", "", "<strong>A:</strong> b"),
        ('<li>a <strong class="label">A:</strong> b</li>', "", "a <strong>A:</strong> b"),
        ("<li>b</li>", "", "b"),
    ],
)
def test_a_point_has_a_label_before_its_text(item: str, label: str, text: str) -> None:
    (section,) = parse_html(f'<div class="explainer"><div class="section"><ul class="points">{item}</ul></div></div>')[
        "sections"
    ]
    (block,) = section.blocks
    assert isinstance(block, Points)
    (point,) = block.points
    assert (point.label, getattr(point.text, "markup", point.text)) == (label, text)

"""The body as XHTML, and its parser."""

from typing import Any

import attrs
import pytest
from full_repr import full_repr
from lxml import etree

from examples import full_story, plain_story
from newsfeed import (
    List,
    Markup,
    Organization,
    Paragraph,
    PressMention,
    Question,
    Quotation,
    RichText,
    Section,
    Story,
)
from newsfeed.body import plain_text, xhtml
from newsfeed.body.outline import markup_blocks
from newsfeed.body.parse import parse_html
from newsfeed.model import Answer

PARTS = ("summary", "sections", "press", "questions", "prompts", "topics", "corrections", "updates")


def parsed(story: Story, html: str) -> Story:
    """Return the story with all parts replaced by those in the HTML."""
    changes: dict[str, Any] = {name: "" if name == "summary" else () for name in PARTS}
    empty = attrs.evolve(story, **changes)
    return attrs.evolve(empty, **parse_html(html))


def test_every_part_is_parsed_as_it_was() -> None:
    story = full_story()
    assert parsed(story, xhtml.render(story)) == story


def test_html_that_is_not_well_formed_is_repaired() -> None:
    story = full_story(sections=())
    mangled = xhtml.render(story).replace("</dd>", "").replace("</li>", "")
    assert parsed(story, mangled) == story


def test_the_body_is_well_formed_with_unique_ids_and_no_html5_elements() -> None:
    root = etree.fromstring(xhtml.render(full_story(), prefix="s1-"))
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids)) == 21
    assert all(identifier.startswith("s1-") for identifier in ids)
    names = {element.tag for element in root.iter()}
    assert not names & {"section", "article", "figure", "figcaption", "footer", "time"}


def test_a_plain_story_is_its_html() -> None:
    html = xhtml.render(plain_story())
    assert html == "<p>Words &amp; <em>more</em> words ]]&gt; end.</p>"
    assert parse_html(html) == {"sections": plain_story().sections}


def test_html_of_others_is_sanitized() -> None:
    arguments = parse_html('<p onclick="x()">a<script>alert(1)</script><a href="javascript:x">b</a></p>')
    assert arguments == {"sections": (Section(blocks=(Markup("<p>a<a>b</a></p>"),)),)}


def test_unsafe_links_in_a_canonical_body_are_dropped() -> None:
    story = full_story(prompts=(Question(text="q", url="https://evil.example.com/"),))
    html = xhtml.render(story).replace("https://evil.example.com/", "javascript:alert(1)")
    arguments = parse_html(html)
    assert "javascript" not in full_repr(arguments)
    assert [prompt.text for prompt in arguments["prompts"]] == ["q"]


def test_content_around_the_body_becomes_a_section() -> None:
    story = Story(id="a", sections=(Section(kind="analysis", blocks=(Paragraph(text="x"),)),))
    arguments = parse_html(f"<p>Sponsored.</p>{xhtml.render(story)}<p>Read more.</p>")
    assert arguments["sections"][0] == story.sections[0]
    assert arguments["sections"][1] == Section(blocks=(Markup("<p>Sponsored.</p><p>Read more.</p>"),))


def test_the_direction_of_the_language_is_written() -> None:
    story = Story(id="a", language="ar", sections=(Section(blocks=(Paragraph(text="نص"),)),))
    assert xhtml.render(story).startswith('<div class="explainer" lang="ar" dir="rtl">')
    assert "ما وراء الخبر" in xhtml.render(attrs.evolve(story, sections=(Section(kind="analysis"),)))


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("He said 'a & b'.", ("a & b",)),
        ("amp", ("amp",)),
        ("x & y amp z", ("amp",)),
        ("no such words", ("others",)),
        ("one two one", ("one", "one")),
        ("first\n\nsecond words", ("first", "words")),
        (RichText("x &amp; <em>y</em> amp z"), ("amp",)),
        (RichText("<em>no</em> such words"), ("others",)),
    ],
)
def test_quotes_are_parsed_as_they_were(text: str | RichText, quotes: tuple[str, ...]) -> None:
    story = Story(id="a", press=(PressMention(outlet=Organization(name="X"), text=text, quotes=quotes),))
    assert parsed(story, xhtml.render(story)) == story


ANSWER = (
    Paragraph(text="a < b & c"),
    List(items=("one", RichText("<em>two</em>")), ordered=True),
    Markup("<h3>No question</h3><p>text</p>"),
    Quotation(text="It holds.", attribution="Ines Okafor"),
)


@pytest.mark.parametrize("answer", ["", "One.\n\nTwo.", RichText("<em>One</em>."), ANSWER, ANSWER[2:3]])
@pytest.mark.parametrize("url", [None, "https://example.com/why"])
def test_answers_are_parsed_as_they_were(answer: Answer, url: str | None) -> None:
    story = Story(
        id="a", questions=(Question(text="Why?", answer=answer, url=url), Question(text="How?", answer="So."))
    )
    assert parsed(story, xhtml.render(story)) == story
    assert plain_text.plain_text(story) == xhtml.plain_text(story)


def test_an_answer_with_elements_that_somebody_has_added_keeps_them() -> None:
    html = xhtml.render(Story(id="a", questions=(Question(text="Why?", answer="So."),)))
    arguments = parse_html(html.replace("<p>So.</p>", '<p>So.</p><p class="ad">Buy <script>x()</script>now.</p>'))
    assert arguments["questions"][0].answer == (Paragraph(text="So."), Markup('<p class="ad">Buy now.</p>'))


def test_mentions_after_a_press_section_are_parsed_as_mentions() -> None:
    mention = PressMention(outlet=Organization(name="X"), text="t")
    sections = (Section(kind="background"), Section(kind="press", heading="Their words"))
    story = Story(id="a", sections=sections, press=(mention,))
    assert parsed(story, xhtml.render(story)) == story


def test_markup_of_sections_and_answers_is_found() -> None:
    sections = (Section(blocks=(Paragraph(text="x"), Markup("<hr/>"))),)
    story = Story(id="a", sections=sections, questions=(Question(text="Why?"), Question(text="How?", answer=ANSWER)))
    assert list(markup_blocks(story)) == [
        ("sections[0].blocks[1]", Markup("<hr/>")),
        ("questions[1].answer[2]", ANSWER[2]),
    ]


def test_losses_are_the_fields_without_markup() -> None:
    outlet = Organization(name="X", logo="https://example.com/l.png", same_as=("https://example.com/x",))
    story = Story(id="a", press=(PressMention(outlet=outlet, text="t"),))
    assert [loss.path for loss in xhtml.losses(story)] == [
        "story.press[0].outlet.logo",
        "story.press[0].outlet.same_as",
    ]


@pytest.mark.parametrize("story", [plain_story(), full_story(), full_story(summary="", sections=())])
def test_the_plain_text_is_that_of_the_rendered_body(story: Story) -> None:
    assert plain_text.plain_text(story) == xhtml.plain_text(story)
    assert plain_text.plain_text(plain_story()) == "Words & more words ]]> end."


def test_blocks_that_somebody_has_put_into_text_keep_their_words_apart() -> None:
    story = Story(
        id="a",
        sections=(Section(kind="analysis", blocks=(List(items=("x",)),)),),
        prompts=(Question(text="Why?"),),
    )
    html = xhtml.render(story).replace("<li>x</li>", "<li><p>One</p><p>two</p></li>")
    fields = parse_html(html.replace(">Why?<", "><div>Why</div><div>now?</div><"))
    assert fields["sections"][0].blocks == (List(items=("One\n\ntwo",)),)
    assert fields["prompts"] == (Question(text="Why now?"),)

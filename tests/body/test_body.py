"""The body and back."""

import attrs
import pytest
from lxml import etree

from examples import full_story, plain_story
from newsfeed import Markup, Organization, Paragraph, PressMention, Question, Section, Story
from newsfeed.body import xhtml

PARTS = ("summary", "sections", "press", "questions", "prompts", "topics", "corrections")


def back(story: Story, html: str) -> Story:
    empty = attrs.evolve(story, **{name: "" if name == "summary" else () for name in PARTS})
    return attrs.evolve(empty, **xhtml.parts(html))


def test_every_part_comes_back() -> None:
    story = full_story()
    assert back(story, xhtml.render(story)) == story


def test_every_part_comes_back_from_html_that_is_not_well_formed() -> None:
    story = full_story(sections=())
    mangled = xhtml.render(story).replace("</dd>", "").replace("</li>", "")
    assert back(story, mangled) == story


def test_body_is_well_formed_with_unique_ids_and_no_html5_elements() -> None:
    root = etree.fromstring(xhtml.render(full_story(), prefix="s1-"))
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids)) == 16
    assert all(each.startswith("s1-") for each in ids)
    names = {each.tag for each in root.iter()}
    assert not names & {"section", "article", "figure", "figcaption", "footer", "time"}


def test_plain_story_is_its_html() -> None:
    html = xhtml.render(plain_story())
    assert html == "<p>Words &amp; <em>more</em> words ]]&gt; end.</p>"
    assert xhtml.parts(html) == {"sections": plain_story().sections}


def test_foreign_html_is_sanitized() -> None:
    found = xhtml.parts('<p onclick="x()">a<script>alert(1)</script><a href="javascript:x">b</a></p>')
    assert found == {"sections": (Section(blocks=(Markup("<p>a<a>b</a></p>"),)),)}


def test_unsafe_links_in_our_body_are_not_trusted() -> None:
    story = full_story(prompts=(Question(text="q", url="https://evil.example.com/"),))
    html = xhtml.render(story).replace("https://evil.example.com/", "javascript:alert(1)")
    found = xhtml.parts(html)
    assert "javascript" not in repr(found)
    assert [prompt.text for prompt in found["prompts"]] == ["q"]


def test_what_stands_around_our_body_is_kept() -> None:
    story = Story(id="a", sections=(Section(kind="analysis", blocks=(Paragraph(text="x"),)),))
    found = xhtml.parts(f"<p>Sponsored.</p>{xhtml.render(story)}<p>Read more.</p>")
    assert found["sections"][0] == story.sections[0]
    assert found["sections"][1] == Section(blocks=(Markup("<p>Sponsored.</p><p>Read more.</p>"),))


def test_right_to_left_is_said() -> None:
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
    ],
)
def test_quotes_come_back(text: str, quotes: tuple[str, ...]) -> None:
    story = Story(id="a", press=(PressMention(outlet=Organization(name="X"), text=text, quotes=quotes),))
    assert back(story, xhtml.render(story)) == story


def test_press_stands_before_the_background_unless_a_press_section_places_it() -> None:
    mention = PressMention(outlet=Organization(name="X"), text="t")
    sections = (Section(kind="analysis"), Section(kind="background"), Section(kind="other", heading="h"))
    assert xhtml.press_place(Story(id="a", sections=sections, press=(mention,))) == 1
    moved = (*sections, Section(kind="press", heading="Their words"))
    story = Story(id="a", sections=moved, press=(mention,))
    assert xhtml.press_place(story) == 4
    assert back(story, xhtml.render(story)) == story


def test_anchors_are_stable() -> None:
    assert xhtml.anchors(full_story()) == ["analysis", "background", "section-1"]
    twice = Story(id="a", sections=(Section(kind="analysis"), Section(), Section(kind="analysis"), Section()))
    assert xhtml.anchors(twice) == ["analysis", "section-1", "analysis-2", "section-2"]


def test_losses_name_what_the_body_leaves_out() -> None:
    outlet = Organization(name="X", logo="https://example.com/l.png", same_as=("https://example.com/x",))
    story = Story(id="a", press=(PressMention(outlet=outlet, text="t"),))
    assert [loss.path for loss in xhtml.losses(story)] == [
        "story.press[0].outlet.logo",
        "story.press[0].outlet.same_as",
    ]


def test_plain_text() -> None:
    assert xhtml.plain_text(plain_story()) == "Words & more words ]]> end."

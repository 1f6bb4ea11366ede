"""The outline of a story: order, anchors and labels of its parts."""

import attrs
import pytest

from examples import full_story, plain_story
from newsfeed import (
    AIUse,
    Correction,
    Headings,
    Markup,
    Organization,
    Paragraph,
    PressMention,
    Question,
    Section,
    Story,
    Topic,
)
from newsfeed.body.outline import (
    ENTRY_ROLES,
    ListPart,
    SectionPart,
    TextPart,
    has_parts,
    mentions_index,
    outline,
    plain_html,
)

MENTION = PressMention(outlet=Organization(name="X"), text="t")


def roles(story: Story) -> list[tuple[str, bool]]:
    """Return the role of each part, and whether it has a label."""
    return [(part.role, bool(part.label)) for part in outline(story)]


def test_parts_are_in_reading_order() -> None:
    parts = list(outline(full_story()))
    assert [part.role for part in parts if not isinstance(part, SectionPart)] == [
        "summary",
        "updates",
        "mentions",
        "prompts",
        "questions",
        "topics",
        "ai",
        "corrections",
    ]
    assert isinstance(parts[0], TextPart)
    lists = [part for part in parts if isinstance(part, ListPart)]
    assert [part.entry_role for part in lists] == list(ENTRY_ROLES.values())


def test_mentions_precede_the_background() -> None:
    sections = (Section(kind="analysis"), Section(kind="background"), Section(kind="other", heading="h"))
    story = Story(id="a", sections=sections, press=(MENTION,))
    assert mentions_index(story) == 1
    assert roles(story) == [("analysis", True), ("mentions", True), ("background", True), ("other", False)]


def test_mentions_follow_the_last_press_section_without_a_label() -> None:
    sections = (Section(kind="background"), Section(kind="press"), Section(kind="press"), Section(kind="analysis"))
    story = Story(id="a", sections=sections, press=(MENTION,))
    assert mentions_index(story) == 3
    assert roles(story) == [
        ("background", True),
        ("press", True),
        ("press", False),
        ("mentions", False),
        ("analysis", True),
    ]


def test_mentions_follow_all_other_sections() -> None:
    story = Story(id="a", sections=(Section(kind="analysis"),), press=(MENTION,))
    assert roles(story) == [("analysis", True), ("mentions", True)]
    assert roles(attrs.evolve(story, sections=())) == [("mentions", True)]


def test_mentions_within_a_run_of_sections_do_not_label_it_again() -> None:
    sections = (Section(kind="press"), Section(kind="analysis"), Section(kind="press"), Section(kind="press"))
    story = Story(id="a", sections=sections, press=(MENTION,))
    assert roles(story)[-3:] == [("press", True), ("press", False), ("mentions", False)]


def anchors(story: Story) -> list[str]:
    return [part.anchor for part in outline(story) if isinstance(part, SectionPart)]


def test_anchors_number_sections_of_a_kind() -> None:
    assert anchors(full_story()) == ["analysis", "background", "section-1"]
    story = Story(id="a", sections=(Section(kind="analysis"), Section(), Section(kind="analysis"), Section()))
    assert anchors(story) == ["analysis", "section-1", "analysis-2", "section-2"]


def test_labels_are_those_of_the_house_or_the_language() -> None:
    story = full_story(language="de")
    assert next(iter(outline(story))).label == "Was ist passiert"
    assert next(iter(outline(story, Headings(summary="In brief")))).label == "In brief"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, False),
        ({"summary": "s"}, False),
        ({"sections": (Section(),)}, True),
        ({"press": (MENTION,)}, True),
        ({"questions": (Question(text="q"),)}, True),
        ({"prompts": (Question(text="q"),)}, True),
        ({"topics": (Topic(name="t"),)}, True),
        ({"corrections": (Correction(text="c"),)}, True),
        ({"ai": AIUse(source="trainedAlgorithmicMedia")}, True),
        ({"ai": AIUse(source="humanEdits", statement="An editor shortened it.")}, True),
        ({"ai": AIUse(source="humanEdits")}, False),
    ],
)
def test_any_part_but_the_summary_makes_a_body(changes: dict[str, object], expected: bool) -> None:
    assert has_parts(attrs.evolve(Story(id="a"), **changes)) is expected  # type: ignore[arg-type]


def test_a_plain_story_is_a_single_markup_in_an_untyped_section() -> None:
    html = Section(blocks=(Markup("<p>x</p>"),))
    assert plain_html(Story(id="a", summary="s", sections=(html,))) == "<p>x</p>"
    assert plain_html(plain_story()) == "<p>Words &amp; <em>more</em> words ]]&gt; end.</p>"
    for section in (
        attrs.evolve(html, kind="analysis"),
        attrs.evolve(html, heading="h"),
        Section(blocks=(*html.blocks, *html.blocks)),
        Section(blocks=(Paragraph(text="x"),)),
    ):
        assert plain_html(Story(id="a", sections=(section,))) is None
    assert plain_html(Story(id="a", sections=(html,), prompts=(Question(text="q"),))) is None

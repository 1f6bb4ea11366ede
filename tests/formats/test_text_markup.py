"""Pages with inline Markdown, and stories whose text looks like the syntax of a page."""

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings

import nasty_text
import newsfeed
from newsfeed import (
    Correction,
    Headings,
    Image,
    List,
    Paragraph,
    Point,
    Points,
    PressMention,
    Question,
    Quotation,
    Report,
    RichText,
    Section,
    Story,
    Topic,
)
from newsfeed.pages.page_story import as_page_story
from newsfeed.plain_data.toml import parse_toml

PAGE = """
What's happened
The *harbour* is [open](https://e.example/) again.
## What's behind the headline?
### Why *now*
- **Money**: The loan _had_ to be taken up.
- Time: It was `short`.

1. One **item**.

> *Nobody* knows.
> — **Bo** Berg <https://e.example/bo>

![A *map*](https://e.example/map.png) The **old** quays
Go deeper
- Who pays *now*?
Common questions
-
Can **ships** pass?
Yes, *all* of them.\\
At any time.
More on these topics
-
**Vallmar**
A *town* on the coast.
-
*Norl* is a country.
Corrections
- 2026-01-02T03:04:05Z: It was **May**.
"""


def read(text: str, **options: object) -> Story:
    defaults = {"id": "urn:x:1", "headline": "H"}
    return newsfeed.loads_story(text, "text", defaults=defaults, **options)  # type: ignore[arg-type]


def written(story: Story) -> str:
    return newsfeed.dumps(story, "text").decode()


def body(story: Story) -> str:
    return written(story).partition("\n+++\n")[2]


def front_matter(story: Story) -> dict[str, object]:
    return parse_toml(written(story).split("+++\n")[1])


# --- reading ----------------------------------------------------------------------------------------------------------


def test_every_field_of_a_page_can_have_markdown() -> None:
    report = Report()
    story = read(PAGE, report=report)
    assert story.summary == RichText('The <em>harbour</em> is <a href="https://e.example/">open</a> again.')
    (section,) = story.sections
    assert (section.kind, section.heading, len(section.blocks)) == ("analysis", "Why now", 4)
    assert {finding.code for finding in report} == set()


def test_the_blocks_of_a_section_can_have_markdown() -> None:
    assert read(PAGE).sections[0].blocks == (
        Points(
            points=(
                Point(label="Money", text=RichText("The loan <em>had</em> to be taken up.")),
                Point(label="Time", text=RichText("It was <code>short</code>.")),
            )
        ),
        List(items=(RichText("One <strong>item</strong>."),), ordered=True),
        Quotation(text=RichText("<em>Nobody</em> knows."), attribution="Bo Berg", url="https://e.example/bo"),
        Image(url="https://e.example/map.png", alt="A map", caption=RichText("The <strong>old</strong> quays")),
    )


def test_the_lists_of_a_page_can_have_markdown() -> None:
    story = read(PAGE)
    assert story.prompts == (Question(text="Who pays now?"),)
    answer = RichText("Yes, <em>all</em> of them.<br/>At any time.")
    assert story.questions == (Question(text="Can ships pass?", answer=answer),)
    assert story.topics == (
        Topic(name="Vallmar", kind="place", description="A town on the coast."),
        Topic(name="Norl", kind="place", description="Norl is a country."),
    )
    published = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert story.corrections == (Correction(text=RichText("It was <strong>May</strong>."), published=published),)


def test_a_heading_has_no_marks() -> None:
    assert read("## How we got here\n### The *year* before\nIt rained.").sections[0].heading == "The year before"
    assert read("How we got here\nIt rained.\n# Key *dates*\n- May").sections[1].heading == "Key dates"


def test_a_dropped_link_is_reported_with_its_line() -> None:
    report = Report()
    read("What's happened\nIt rains.\nCommon questions\n- Is it [wet](/wet)?\n", report=report)
    (finding,) = (finding for finding in report if finding.code == "text.link.dropped")
    assert finding.line == 4
    base = Report()
    story = read("What's happened\nIt [rains](/wet).", base="https://e.example/a", report=base)
    assert story.summary == RichText('It <a href="https://e.example/wet">rains</a>.')
    assert len(base) == 0


def test_an_item_can_have_several_paragraphs() -> None:
    (block,) = read("How we got here\n- One is here.\n\n  It goes on,\n  indented.\n- Four\n").sections[0].blocks
    assert block == List(items=("One is here.\n\nIt goes on, indented.", "Four"))
    # Where everything is indented, the indentation means nothing.
    assert len(read("How we got here\n  - One\n\n  It rained.\n").sections[0].blocks) == 2


def test_a_rule_ends_a_list() -> None:
    blocks = read("How we got here\n- One\n- Two\n\n***\n\n- Three\n").sections[0].blocks
    assert blocks == (List(items=("One", "Two")), List(items=("Three",)))


# --- writing ----------------------------------------------------------------------------------------------------------


def test_rich_text_is_written_as_markdown() -> None:
    story = Story(
        id="a",
        headline="H",
        summary=RichText("It <strong>rains</strong>.<br/>Still."),
        sections=(Section(kind="background", blocks=(List(items=(RichText("<em>One</em>: two"),)),)),),
        questions=(
            Question(text="Why?", answer=RichText("See <a href='https://e.example/'>this</a>.\n\n<code>x</code>")),
        ),
    )
    assert body(story) == (
        "\nWhat's happened\nIt **rains**.\\\nStill.\n\nHow we got here\n- *One*&#58; two\n"
        "\nCommon questions\n-\nWhy?\nSee [this](https://e.example/).\n\n`x`\n"
    )
    assert read(written(story)) == story
    assert newsfeed.losses(story, "text") == ()


def test_ordinary_text_has_no_marks() -> None:
    summary = "\n\n".join(nasty_text.PROSE)
    points = Points(
        points=(Point(label="Money", text="At 10:30 it was gone."), Point(label="What’s next?", text="No one knows."))
    )
    items = List(items=("A first item", "The second of these has a colon after more words than any label: this."))
    story = Story(
        id="a",
        headline="H",
        summary=summary,
        sections=(Section(kind="analysis", heading="Why now", blocks=(points, Paragraph(text="It rains."), items)),),
        press=(PressMention(outlet="The Times", text="The Times calls it “so”.", quotes=("so",), context="It rains."),),
        questions=(Question(text="Is it so?", answer="Yes. It is."), Question(text="What now", answer="We will see.")),
        topics=(Topic(name="Vallmar", kind="place", description="Vallmar is a town."), Topic(name="Anna Berg")),
        corrections=(Correction(text="It was May."),),
    )
    assert "\\" not in body(story)
    assert "&" not in body(story).replace("degrees & falling", "")
    assert front_matter(story) == {"headline": "H", "id": "a"}
    assert read(written(story)) == story


def test_lines_that_would_be_misread_have_a_mark() -> None:
    paragraphs = (
        "Background",
        "# no heading",
        "- no item",
        "1. no number",
        "> no quotation",
        "+++",
        "---",
        "Short line",
    )
    blocks = (*(Paragraph(text=text) for text in paragraphs), Paragraph(text=RichText("<strong>Note</strong>")))
    story = Story(id="a", headline="H", sections=(Section(kind="background", blocks=blocks),))
    assert body(story).split("\n\n") == [
        "\nHow we got here\n\\Background",
        *("\\# no heading", "\\- no item", "\\1. no number", "\\> no quotation", "\\+++", "\\---", "\\Short line"),
        "**Note**\\\n",
    ]
    assert read(written(story)) == story


def test_two_lists_are_separated_by_a_rule() -> None:
    lists = (List(items=("a",)), List(items=("b",)), List(items=("c",), ordered=True))
    story = Story(id="a", headline="H", sections=(Section(kind="background", blocks=lists),))
    assert body(story) == "\nHow we got here\n- a\n\n***\n\n- b\n\n1. c\n"
    assert read(written(story)) == story


def test_labels_that_could_be_text_are_bold() -> None:
    points = (
        Point(label="A: B", text="c"),
        Point(label="Is this a label of eleven words, or is it not?", text="d"),
        Point(label="*", text="e"),
    )
    story = Story(id="a", headline="H", sections=(Section(kind="background", blocks=(Points(points=points),)),))
    assert body(story).split("\n")[2:5] == [
        "- **A: B:** c",
        "- **Is this a label of eleven words, or is it not?:** d",
        "- *: e",
    ]
    assert read(written(story)) == story


def test_a_mention_is_an_item_with_its_outlet() -> None:
    mentions = (
        PressMention(outlet="The Times", text="It is, says The Guardian.", context="The paper adds more."),
        PressMention(outlet="a desk of ours", text="“So.”", quotes=("No.",)),
        PressMention(outlet="Vallmar Post", text="As ever.\n\nAgain.", context="It rains."),
    )
    story = Story(id="a", headline="H", press=mentions, language="en")
    assert body(story) == (
        "\nWhat the papers say\n- The Times: It is, says The Guardian.\n\n- a desk of ours: “So.”\n\n"
        "- Vallmar Post: As ever.\n\n  Again.\n\nIt rains.\n"
    )
    assert front_matter(story)["press"] == [
        {"outlet": {"name": "The Times"}, "context": "The paper adds more."},
        {"outlet": {"name": "a desk of ours"}, "quotes": ["No."]},
    ]
    assert read(written(story)) == story


def test_outlets_that_would_be_one_are_in_the_front_matter() -> None:
    mentions = (PressMention(outlet="The Times", text="Yes."), PressMention(outlet="the times", text="No."))
    story = Story(id="a", headline="H", press=mentions)
    assert body(story) == ""
    assert read(written(story)) == story


def test_a_press_section_that_would_be_mentions_is_in_the_front_matter() -> None:
    section = Section(kind="press", blocks=(Paragraph(text="According to The Times, it rains."),))
    story = Story(id="a", headline="H", sections=(section,))
    assert "sections" in front_matter(story)
    assert read(written(story)) == story


def test_a_question_is_not_joined_with_its_answer() -> None:
    questions = (
        Question(text="Tell me", answer="Why?"),
        Question(text="Is it? It is.", answer=""),
        Question(text="Background", answer="Q: A label."),
    )
    story = Story(id="a", headline="H", questions=questions)
    assert (
        body(story)
        == "\nCommon questions\n-\nTell me\n\n\\Why?\n-\nIs it&#63; It is.\n-\n\\Background\n\\Q: A label.\n"
    )
    assert read(written(story)) == story


def test_a_topic_has_its_name_on_a_line() -> None:
    topics = (
        Topic(name="Vallmar", kind="place", description="Vallmar is a town."),
        Topic(name="Vallmar", kind="event", description="The other one."),
        Topic(name="iron", description="a metal"),
        Topic(name="Background", description="A word."),
    )
    story = Story(id="a", headline="H", topics=topics)
    assert body(story) == (
        "\nMore on these topics\n-\nVallmar\nVallmar is a town.\n-\nVallmar\nThe other one.\n-\n**iron**\na metal\n"
        "-\n**&#66;ackground**\nA word.\n"
    )
    # Tables go by the name, in order, so each topic of that name has one.
    assert front_matter(story)["topics"] == [{"name": "Vallmar"}, {"name": "Vallmar", "kind": "event"}]
    assert read(written(story)) == story


def test_a_heading_like_the_headline() -> None:
    story = Story(
        id="a",
        headline="Harbour opens",
        sections=(Section(heading="Harbour opens", blocks=(Paragraph(text="It does."),)),),
    )
    assert body(story) == "\n# Harbour opens\n\n# Harbour opens\nIt does.\n"
    assert read(written(story)) == story


@pytest.mark.parametrize("label", ["- In brief", "---", "In\nbrief"])
def test_a_house_with_headings_that_no_reader_could_find(label: str) -> None:
    headings = Headings(summary=label)
    story = Story(id="a", headline="H", summary="It rains.")
    data = newsfeed.dumps(story, "text", headings=headings)
    assert b'summary = "It rains."' in data
    assert newsfeed.loads_story(data, "text", headings=headings) == story


def test_values_that_a_page_has_no_form_for_are_in_the_front_matter() -> None:
    sections = (Section(kind="background", blocks=(Points(points=(Point(text="No label."),)),)),)
    corrections = (Correction(text="", published=datetime(2026, 1, 2, tzinfo=UTC)),)
    story = Story(id="a", headline="H", summary="It rains.\x85", sections=sections, corrections=corrections)
    assert front_matter(story).keys() == {"headline", "id", "summary", "sections", "corrections"}
    assert read(written(story)) == story


def test_a_numbered_item_that_reads_as_a_heading() -> None:
    items = ["One.", RichText("<strong>FAQs</strong>"), "Timeline", RichText("<em>Background</em> of it")]
    sections = (Section(blocks=(List(items=items, ordered=True),)),)
    story = Story(id="a", headline="H", summary="It rains.", sections=sections)
    assert read(written(story)) == story


# --- properties -------------------------------------------------------------------------------------------------------


def check_round_trip(story: Story) -> None:
    data = newsfeed.dumps(story, "text")
    page_story = newsfeed.loads_story(data, "text")
    assert page_story == as_page_story(story)
    assert newsfeed.dumps(page_story, "text") == data
    assert newsfeed.losses(page_story, "text") == ()


@pytest.mark.slow
@settings(deadline=None, max_examples=100, suppress_health_check=list(HealthCheck))
@given(nasty_text.stories())
def test_any_story_is_read_back(story: Story) -> None:
    check_round_trip(story)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_many_stories_are_read_back(seed: int) -> None:
    stories = nasty_text.RandomStories(seed)
    for _ in range(60):
        check_round_trip(stories.story())

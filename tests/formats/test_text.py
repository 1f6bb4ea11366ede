"""Tests of the explainer page: reading, writing and validating."""

import re
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import strategies
from newsfeed import (
    Correction,
    Feed,
    Headings,
    Image,
    LimitError,
    Limits,
    List,
    Markup,
    MissingFieldError,
    Organization,
    Paragraph,
    Point,
    Points,
    PressMention,
    Question,
    Quotation,
    ReadError,
    Report,
    RichText,
    Section,
    Severity,
    Story,
    Topic,
)
from newsfeed.findings import Finding
from newsfeed.formats.text import FORMAT, looks_like, rules
from newsfeed.pages.heading_keys import find_part, known_parts
from newsfeed.pages.inline_syntax import resolve_escapes
from newsfeed.pages.page_story import as_page_story
from newsfeed.plain_data.toml import parse_toml
from newsfeed.plain_data.toml_writer import format_toml
from newsfeed.plain_data.unstructure import unstructure
from newsfeed.plugins import CheckContext, ReadContext, WriteContext

PAGE = """What's happened
The harbour of Vallmar opened again on Monday. Ships are back.
What's behind the headline?
What the storm leaves
- Trade: Half of the cranes stand still.
- Politics: The mayor's rivals ask who pays.
What the papers say
According to The Vallmar Herald, the damage is 'worse than the mayor's office admits.' Meanwhile, U.S. and \
Norwegian estimates differ. The Times of Norland notes that “nobody was hurt”. The newspaper also praises the crews.
How we got here
The storm came at night.
Go deeper
- Who pays for the cranes?
- When will trains run?
Common question
-
Why did the wall break?
It was old. It’s being rebuilt.
-
Is the water safe?
It is.
More on these topics
-
Vallmar, officially the City of Vallmar, is a city on the western coast of Norl
-
Anna Berg is a Norlandic politician who has been mayor since 2019.
"""


def loads(
    text: str | bytes, *, report: Report | None = None, headings: Headings | None = None, **defaults: Any
) -> Feed:
    data = text.encode() if isinstance(text, str) else text
    reading = ReadContext(
        report=Report() if report is None else report, headings=headings, defaults={"id": "urn:x:1", **defaults}
    )
    return FORMAT.read(data, reading)


def story(text: str | bytes, **options: Any) -> Story:
    (only,) = loads(text, **options).stories
    return only


def dumps(item: Story | Feed, **options: Any) -> bytes:
    parts: list[bytes] = []
    single = isinstance(item, Story)
    stories = (item,) if isinstance(item, Story) else item.stories
    writer = FORMAT.open_writer(
        parts.append, Feed() if isinstance(item, Story) else item, WriteContext(standalone=single, **options)
    )
    for page_story in stories:
        writer.write(page_story)
    writer.close()
    return b"".join(parts)


def codes(report: Report) -> list[str]:
    return [finding.code for finding in report]


# --- the page ---------------------------------------------------------------------------------------------------------


def test_a_page_has_every_part() -> None:
    report = Report()
    read = story(PAGE, report=report, headline="Harbour opens")
    assert read == Story(
        id="urn:x:1",
        headline="Harbour opens",
        summary="The harbour of Vallmar opened again on Monday. Ships are back.",
        sections=(
            Section(
                kind="analysis",
                heading="What the storm leaves",
                blocks=(
                    Points(
                        points=(
                            Point(label="Trade", text="Half of the cranes stand still."),
                            Point(label="Politics", text="The mayor's rivals ask who pays."),
                        )
                    ),
                ),
            ),
            Section(kind="background", blocks=(Paragraph(text="The storm came at night."),)),
        ),
        press=(
            PressMention(
                outlet=Organization(name="The Vallmar Herald"),
                text="According to The Vallmar Herald, the damage is 'worse than the mayor's office admits.'",
                quotes=("worse than the mayor's office admits.",),
                context="Meanwhile, U.S. and Norwegian estimates differ.",
            ),
            PressMention(
                outlet=Organization(name="The Times of Norland"),
                text="The Times of Norland notes that “nobody was hurt”. The newspaper also praises the crews.",
                quotes=("nobody was hurt",),
            ),
        ),
        prompts=(Question(text="Who pays for the cranes?"), Question(text="When will trains run?")),
        questions=(
            Question(text="Why did the wall break?", answer="It was old. It’s being rebuilt."),
            Question(text="Is the water safe?", answer="It is."),
        ),
        topics=(
            Topic(
                name="Vallmar",
                kind="place",
                description="Vallmar, officially the City of Vallmar, is a city on the western coast of Norl",
            ),
            Topic(
                name="Anna Berg",
                kind="person",
                description="Anna Berg is a Norlandic politician who has been mayor since 2019.",
            ),
        ),
    )
    assert codes(report) == ["text.heading.spelling"]


def test_the_real_page(shared: Path) -> None:
    data = (shared / "seed" / "explainer-page.txt").read_bytes()
    read = story(data, headline="Troops")
    text = data.decode()
    assert str(read.summary) == text.split("\n")[1]
    analysis, background = read.sections
    assert (analysis.kind, background.kind) == ("analysis", "background")
    (points,) = analysis.blocks
    assert isinstance(points, Points)
    assert [bool(point.label and point.text) for point in points.points] == [True] * 4
    assert [mention.outlet.name for mention in read.press] == ["The Independent", "The Times of Israel"]
    assert [len(mention.quotes) for mention in read.press] == [1, 0]
    assert f"'{read.press[0].quotes[0]}'" in str(read.press[0].text)
    assert [str(mention.context).split()[0] for mention in read.press] == ["Meanwhile,", "The"]
    assert (len(read.prompts), len(read.questions)) == (3, 3)
    assert all(question.answer for question in read.questions)
    assert [(topic.name, topic.kind) for topic in read.topics] == [
        ("North Korea", "place"),
        ("Russia", "place"),
        ("Ukraine", "place"),
        ("Kim Jong-un", "person"),
        ("Vladimir Vladimirovich Putin", "person"),
        ("South Korea", "place"),
    ]
    assert all(topic.description in text.split("\n") for topic in read.topics)
    assert read.topics[1].description.endswith("the Earth's in")
    assert story(dumps(read)) == read
    assert looks_like(data[:4096])


@pytest.mark.parametrize(
    "change",
    [
        lambda page: page.replace("\n", "\r\n"),
        lambda page: page.replace("\n", "\r"),
        lambda page: "\ufeff" + page,
        lambda page: page.rstrip("\n"),
        lambda page: page.replace("\n", "\n\n"),
        lambda page: page.replace("\n", " \t\n\u00a0"),
        lambda page: page.replace("\n- ", "\n* "),
        lambda page: page.replace("\n- ", "\n•"),
        lambda page: page.replace("\n-", "\n–"),
        lambda page: page.replace("\n-", "\n—"),
        lambda page: page.replace("\n- ", "\n·\u00a0"),
        lambda page: page.replace("What's happened", "WHAT’S HAPPENED:"),
        lambda page: page.replace("How we got here", "## how we got here ##"),
        lambda page: page.replace("Go deeper", "**Go deeper**"),
        lambda page: page.replace("- Who pays", "1. Who pays").replace("- When will", "2) When will"),
        lambda page: page.encode("utf-16").decode("utf-16"),
    ],
)  # fmt: skip
def test_spellings_of_the_same_page(change: Any) -> None:
    assert story(change(PAGE), headline="H") == story(PAGE, headline="H")


def test_utf_16_with_a_byte_order_mark() -> None:
    assert story(PAGE.encode("utf-16"), headline="H") == story(PAGE, headline="H")


def test_parts_in_another_order_or_missing_or_twice() -> None:
    report = Report()
    text = "Go deeper\n- {}?\nHow we got here\n{}.\nWhat's happened\n{}.\n"
    read = story(text.format("One", "A", "B") + text.format("Two", "C", "D"), report=report, headline="H")
    assert read.summary == "B.\n\nD."
    assert [prompt.text for prompt in read.prompts] == ["One?", "Two?"]
    assert [section.blocks for section in read.sections] == [(Paragraph(text="A."),), (Paragraph(text="C."),)]
    assert codes(report) == ["text.part.double"] * 3


def test_an_empty_part_is_a_finding() -> None:
    report = Report()
    assert story("What's happened\nA.\nGo deeper\n", report=report, headline="H").prompts == ()
    assert [(finding.code, finding.line, finding.severity) for finding in report] == [
        ("text.part.empty", 3, Severity.WARNING)
    ]


# --- headings ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        ("How we got here\nA storm came.\nWhat comes next\nRepairs begin.", ["", "What comes next"]),
        ("How we got here\nA storm came.\n\nWhat comes next\n\nRepairs begin.", ["", "What comes next"]),
        ("How we got here\nA storm came.\nKey dates\n- 1 May: storm", ["", "Key dates"]),
        ("How we got here\nA storm came.\n\nKey dates:\n- 1 May: storm", ["", "Key dates"]),
        (
            "How we got here\nA storm came.\n# Anything at all, marked.\nRepairs begin.",
            ["", "Anything at all, marked."],
        ),
        ("How we got here\nThe year before\nA storm came.", ["The year before"]),
        ("How we got here\nA storm came and\nIt went\nin May.", [""]),
        ("How we got here\nA storm came.\nThe end", [""]),
        ("## How we got here\n### Before\nA.\n### After\nB.\n## Other\nC.", ["Before", "After", "Other"]),
    ],
)
def test_lines_that_are_headings(text: str, headings: list[str]) -> None:
    assert [section.heading for section in story(text, headline="H").sections] == headings


def test_unknown_headings_are_untyped_sections() -> None:
    report = Report()
    read = story("How we got here\nA.\nKey dates\n- 1 May: storm\nGo deeper\n- One?", report=report, headline="H")
    assert read.sections[1] == Section(
        kind="other", heading="Key dates", blocks=(Points(points=(Point(label="1 May", text="storm"),)),)
    )
    assert [(finding.code, finding.line) for finding in report] == [
        ("text.heading.unknown", 3),
        ("text.summary.missing", None),
    ]


def test_a_heading_after_a_bare_bullet_is_text() -> None:
    read = story("Common questions\n-\nBackground\nIt is long.\n", headline="H")
    assert read.questions == (Question(text="Background", answer="It is long."),)


def test_headings_of_the_caller_replace_the_bundled_ones() -> None:
    headings = Headings(summary="In brief", prompts="Ask on")
    read = story("In brief\nA.\nAsk on\n- One?\n", headings=headings, headline="H")
    assert (read.summary, len(read.prompts)) == ("A.", 1)
    assert b"\nAsk on\n- One?\n" in dumps(read, headings=headings)
    with pytest.raises(ReadError, match=r'line 1: has no heading of an explainer page, such as "In brief"'):
        loads("What's happened\nA.", headings=headings)


@pytest.mark.parametrize("defaults", [{}, {"language": "de-CH"}, {"language": "sv"}])
def test_headings_of_another_language(defaults: dict[str, str]) -> None:
    read = story("Was ist passiert?\nEs regnet.\nWie es dazu kam\nEs begann.", headline="H", **defaults)
    expected = ("Es regnet.", "background", defaults.get("language"))
    assert (read.summary, read.sections[0].kind, read.language) == expected


# --- before the first heading -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "defaults", "headline", "summary", "expected_codes"),
    [
        ("Storm hits\nGo deeper\n- A?", {}, "Storm hits", "", ["text.lead.headline", "text.summary.missing"]),
        ("# Storm hits\n\n## Go deeper\n- A?", {}, "Storm hits", "", ["text.lead.headline", "text.summary.missing"]),
        ("Storm hits\nIt did.\nGo deeper\n- A?", {}, "Storm hits", "It did.", ["text.lead.headline", "text.lead.summary"]),
        ("Storm hits\nGo deeper\n- A?", {"headline": "STORM HITS"}, "STORM HITS", "", ["text.summary.missing"]),
        ("It did.\nGo deeper\n- A?", {"headline": "H"}, "H", "It did.", ["text.lead.summary"]),
        ("It did. Twice.\nGo deeper\n- A?", {}, "It did", "It did. Twice.", ["text.lead.summary", "text.headline.derived"]),
        ("What's happened\nIt did! Twice.", {}, "It did!", "It did! Twice.", ["text.headline.derived"]),
        ("Go deeper\n- A?", {}, "", "", ["text.headline.missing", "text.summary.missing"]),
    ],
)  # fmt: skip
def test_headline_and_summary(
    text: str, defaults: dict[str, str], headline: str, summary: str, expected_codes: list[str]
) -> None:
    report = Report()
    read = story(text, report=report, **defaults)
    assert (read.headline, read.summary, codes(report)) == (headline, summary, expected_codes)


def test_text_before_a_summary_is_a_section() -> None:
    read = story("By a reporter.\nWhat's happened\nA.", headline="H")
    assert (read.summary, read.sections) == ("A.", (Section(blocks=(Paragraph(text="By a reporter."),)),))


# --- press ------------------------------------------------------------------------------------------------------------


def press(text: str, **options: Any) -> Story:
    return story(f"What the papers say\n{text}", headline="H", **options)


def test_words_before_any_mention_are_a_section() -> None:
    read = press("Opinions differ. The Guardian says yes. Nobody knows.\nIt rains.")
    assert read.sections == (Section(kind="press", blocks=(Paragraph(text="Opinions differ."),)),)
    assert read.press == (
        PressMention(
            outlet=Organization(name="The Guardian"),
            text="The Guardian says yes.",
            context="Nobody knows.\n\nIt rains.",
        ),
    )


def test_a_press_part_without_outlets_stays_text() -> None:
    report = Report()
    read = press("Opinions differ.", report=report)
    assert read.sections == (Section(kind="press", blocks=(Paragraph(text="Opinions differ."),)),)
    assert codes(report) == ["text.press.none", "text.summary.missing"]


def test_an_outlet_is_one_organization_however_often_it_is_named() -> None:
    read = press("The Guardian says yes. It rains. The guardian is old. According to the Guardian, no.")
    assert [mention.outlet for mention in read.press] == [Organization(name="The Guardian")] * 2


@pytest.mark.parametrize(
    "text",
    ["The Guardian: All is well.", "- The Guardian: All is well.", "* **The Guardian:** All is well."],
)
def test_labels_name_outlets(text: str) -> None:
    (mention,) = press(text).press
    assert (mention.outlet.name, mention.text) == ("The Guardian", "All is well.")


def test_one_sentence_of_two_outlets_is_a_mention_of_each() -> None:
    read = press("According to The Guardian and the BBC, it is 'so'.")
    assert [(mention.outlet.name, mention.quotes) for mention in read.press] == [
        ("The Guardian", ()),
        ("BBC", ()),
    ]
    assert story(dumps(read)) == read


# --- topics -----------------------------------------------------------------------------------------------------------


def test_a_description_without_a_name_keeps_its_words() -> None:
    report = Report()
    text = "Prices have risen for three years all over Norland"
    (topic,) = story(f"Topics\n- {text}", report=report, headline="H").topics
    assert (topic.name, topic.description) == ("Prices", text)
    assert codes(report) == ["text.heading.spelling", "text.topic.name", "text.summary.missing"]


def test_a_name_on_its_own_line_and_a_name_alone() -> None:
    read = story("Topics\n-\nThe thaw\nSince spring, talks go on.\n-\nVallmar\n", headline="H")
    assert read.topics == (Topic(name="The thaw", description="Since spring, talks go on."), Topic(name="Vallmar"))


# --- the block --------------------------------------------------------------------------------------------------------


def test_front_matter_adds_to_the_page() -> None:
    text = """+++
id = "urn:x:2"
url = "https://news.example/2"
headline = "Said"
authors = "Anna Berg"
keywords = "a, b"
published = 2026-01-02T03:04:05Z

[[topics]]
name = "Vallmar"
same_as = ["https://data.example/v"]

[[press]]
outlet = "The Guardian"
url = "https://g.example/1"
+++
Topics
- Vallmar is a city.
What the papers say
The Guardian says yes.
"""
    read = story(text, headline="not this", updated="2026-01-03T00:00:00Z")
    assert (read.id, read.headline, read.keywords, read.authors[0].name) == ("urn:x:2", "Said", ("a", "b"), "Anna Berg")
    assert read.updated is not None
    assert read.topics == (
        Topic(name="Vallmar", kind="place", description="Vallmar is a city.", same_as=("https://data.example/v",)),
    )
    assert (read.press[0].url, read.press[0].text) == ("https://g.example/1", "The Guardian says yes.")
    assert story(dumps(read)) == read


def test_text_replaced_by_the_front_matter_is_reported() -> None:
    report = Report()
    text = '+++\n[[questions]]\ntext = "Why?"\nanswer = "So."\n+++\nFAQ\n- Why?\nFor old reasons.\n'
    read = story(text, report=report, headline="H")
    assert read.questions == (Question(text="Why?", answer="So."),)
    (finding,) = (finding for finding in report if finding.code == "text.block.replaces")
    assert finding.path == "story.questions[0].answer"
    assert finding.message.endswith("For old reasons.")


def test_the_url_is_the_id_of_a_page_without_one() -> None:
    url = "https://news.example/1"
    assert FORMAT.read(f'+++\nurl = "{url}"\n+++\nFAQ\n- A?\n'.encode(), ReadContext()).stories[0].id == url
    assert FORMAT.read(b"FAQ\n- A?\n", ReadContext(defaults={"url": url})).stories[0].id == url


def test_several_pages() -> None:
    first = '+++\nid = "a"\nheadline = "A"\n[feed]\ntitle = "Feed"\n+++\nFAQ\n- A?\n'
    text = first + '+++\nid = "b"\nheadline = "B"\n+++\nFAQ\n- B?\n'
    feed = loads(text)
    assert (feed.title, [story.id for story in feed.stories]) == ("Feed", ["a", "b"])
    assert loads(dumps(feed)) == feed


def test_a_page_that_cannot_be_read_is_left_out_and_reported() -> None:
    report = Report()
    text = '+++\nid = "a"\nheadline = "A"\n+++\nFAQ\n- A?\n+++\nid = \n+++\nLost words\n+++\nid = "c"\nheadline = "C"\n+++\n'
    assert [story.id for story in loads(text, report=report).stories] == ["a", "c"]
    (finding,) = (finding for finding in report if finding.severity is Severity.ERROR)
    assert (finding.code, finding.line) == ("text.page.unreadable", 8)
    assert "Lost words" in finding.message


def test_the_finding_about_a_page_that_cannot_be_read_quotes_its_beginning_only() -> None:
    report = Report()
    first = '+++\nid = "a"\nheadline = "A"\n+++\nFAQ\n- A?\n'
    loads(f"{first}+++\nid = \n+++\n{'Lost words. ' * 1000}\n", report=report)
    (finding,) = (finding for finding in report if finding.code == "text.page.unreadable")
    assert "it begins 'id = +++ Lost words. Lost words." in finding.message
    assert len(finding.message) < 400


def test_two_pages_with_one_id() -> None:
    report = Report()
    loads("+++\n+++\nFAQ\n- A?\n+++\n+++\nFAQ\n- B?\n", report=report, headline="H")
    assert "text.id.double" in codes(report)


def test_metadata_only() -> None:
    reading = ReadContext(defaults={"id": "x"}, content=False)
    (read,) = FORMAT.read(PAGE.encode(), reading).stories
    assert (bool(read.summary), bool(read.topics), read.sections, read.press, read.questions) == (
        True,
        True,
        (),
        (),
        (),
    )


# --- wrong input ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b" \r\n\t\n", "is empty"),
        (b"Just words.\nMore.", "line 1: has no heading"),
        (b"FAQ\n- A\0?", "line 2: is not text: it has a NUL byte"),
        (b"FAQ\r\n- A\x0c?", "line 2, column 4: is not text: it has the character U\\+000C"),
        (b"\x89PNG\r\n\x1a\n\0\0", "is not text"),
        (b"FAQ\n\xff\xfe\xfa", "line 2: is not text in UTF-8"),
        (b"FAQ\n\xed\xa0\x80", "line 2: is not text in UTF-8"),
        (b"\xff\xfe\x00\xd8", "is not text in UTF-16"),
        (b"FAQ\n\xef\xbf\xbf", "line 2, column 1: is not text: it has the character U\\+FFFF"),
        (b"+++\nid = 'a'\nFAQ\n- A?", "line 1: the TOML block that begins here is not closed"),
        (b"+++\nid = \n+++\nFAQ", "line 2: the TOML block is not TOML"),
        (b"+++\nidd = 'a'\n+++\nFAQ\n- A?", "line 1: the TOML block: Story.idd: is not a field .* `id`"),
        (b"+++\npublished = 2024-01-01T00:00:00\n+++\nFAQ\n- A?", "published.* no time zone"),
        (b"+++\nfeed = 1\n+++\nFAQ\n- A?", "`feed` must be a table"),
        (b'+++\n[[press]]\noutlet = "A"\n+++\nFAQ\n- A?', "has no text for a mention of 'A'"),
    ],
)
def test_wrong_input_is_refused_in_one_line(data: bytes, message: str) -> None:
    with pytest.raises(ReadError, match=message) as caught:
        loads(data)
    assert "\n" not in str(caught.value)


def test_a_page_without_id() -> None:
    with pytest.raises(
        MissingFieldError, match=r'line 1: has no id and no url: write id = "..." in a TOML block'
    ) as caught:
        FORMAT.read(b"FAQ\n- A?", ReadContext())
    assert caught.value.field == "id"


def test_a_page_over_the_limit() -> None:
    with pytest.raises(LimitError) as caught:
        FORMAT.read(b"FAQ\n- A?", ReadContext(limits=Limits(bytes=4)))
    assert caught.value.limit == "bytes"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"What's happened\nA", True),
        ("Überschrift\n\nWas ist passiert?\n".encode(), True),
        ("何が起きたか\n".encode(), True),
        (b"+++\nid = 1", True),
        (b"Just words\nmore", False),
        (b'{"title": "FAQ"}', False),
        (b"<rss>\nFAQ\n</rss>", False),
        (b"", False),
    ],
)
def test_looks_like_a_page(head: bytes, expected: bool) -> None:
    assert looks_like(head) is expected


# --- writing ----------------------------------------------------------------------------------------------------------

AWKWARD = Story(
    id="urn:x:9",
    headline="",
    summary="Background\n\nA line end\nhere. # no heading",
    sections=(
        Section(blocks=(Paragraph(text="Words without a heading."),)),
        Section(heading="ends as a sentence.", blocks=(Paragraph(text="- no item"), Paragraph(text="Go deeper"))),
        Section(kind="analysis", heading="lower case", blocks=(List(items=("a", "b"), ordered=True),)),
        Section(kind="analysis", blocks=(Paragraph(text="Reads as one"), Quotation(text="Q.\n\nR.", attribution="Bo"))),
        Section(
            blocks=(
                Image(url="https://e.example/i.png", alt="An image", caption="What it shows"),
                Paragraph(text="1. no number"),
            )
        ),
    ),
    press=(
        PressMention(outlet=Organization(name="The Guardian"), text="Not named. At all."),
        PressMention(
            outlet=Organization(name="Le Monde", url="https://m.example/"),
            text="Selon Le Monde, « oui ».",
            quotes=("oui",),
            url="https://m.example/1",
            language="fr",
            context="It rains.\n\nThe paper also says more.",
        ),
    ),
    questions=(Question(text="No answer?"), Question(text="A list?", answer="One:\n- a\n- b\n\nFAQ")),
    prompts=(Question(text="Where?", url="https://e.example/where"),),
    topics=(
        Topic(name="Tides", kind="work", description="Water moves twice a day."),
        Topic(name="Vallmar", kind="place"),
    ),
    corrections=(
        Correction(text="It was May."),
        Correction(text="It was Bo.", published=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)),
    ),
)


def test_awkward_text_is_written_as_text() -> None:
    written = dumps(AWKWARD)
    assert story(written) == AWKWARD
    assert b"\n\\Background\n" in written
    assert b"\n- The Guardian: Not named. At all.\n" in written
    assert b"\n> Q.\n>\n> R.\n" in written
    assert b"![An image](https://e.example/i.png) What it shows" in written
    assert b"\n- 2026-01-02T03:04:05Z: It was Bo.\n" in written
    block = written.split(b"+++")[1]
    assert b"sections" not in block
    assert b"corrections" not in block
    assert b"Water moves" not in block


def test_tables_complete_the_entries_of_the_page() -> None:
    read = story(PAGE, headline="H")
    topic = attrs.evolve(read.topics[0], same_as=("https://data.example/v",))
    changed = attrs.evolve(read, topics=(topic, *read.topics[1:]))
    block = dumps(changed).decode().split("+++\n")[1]
    assert parse_toml(block)["topics"] == [{"name": "Vallmar", "same_as": ["https://data.example/v"]}]
    assert story(dumps(changed)) == changed


def test_headings_are_those_of_the_language() -> None:
    written = dumps(Story(id="x", headline="H", language="de-AT", summary="Es regnet."))
    assert b"\nWas ist passiert\nEs regnet.\n" in written


def test_losses_are_markup_only() -> None:
    item = Story(
        id="x",
        headline="H",
        summary=RichText("A<sub>1</sub> <em>b</em>"),
        sections=(Section(blocks=(Markup("<p>One</p><p>Two</p>"), Paragraph(text="Three."))),),
        version=3,
        topics=(Topic(name="A", url="https://e.example/a"),),
    )
    assert [loss.path for loss in FORMAT.losses(item)] == ["story.summary", "story.sections[0].blocks[0]"]
    assert [str(block.text) for block in as_page_story(item).sections[0].blocks if isinstance(block, Paragraph)] == [
        "One",
        "Two",
        "Three.",
    ]
    assert story(dumps(item)) == as_page_story(item)
    assert list(FORMAT.losses(AWKWARD)) == []


def test_a_feed_without_stories() -> None:
    feed = Feed(title="Feed", url="https://e.example/")
    assert loads(dumps(feed)) == feed
    assert loads(dumps(Feed())) == Feed()


def test_pages_are_written_as_they_come() -> None:
    parts: list[bytes] = []
    writer = FORMAT.open_writer(parts.append, Feed(title="F"), WriteContext())
    for name in ("a", "b", "c"):
        writer.write(Story(id=name, headline=name.upper(), summary="S."))
        assert f'id = "{name}"'.encode() in parts[-1]
    writer.close()
    assert len(parts) == 3


@pytest.mark.parametrize(
    "value",
    [
        {"a": 'q"\\\b\t\n\f\r\x7f\x85\u2028', "b": [1, 2.5, True], "c d": {"e": []}, "f": [{"g": [{"h": "i"}]}, {}]},
        {"x": {"markup": "<em>a</em>"}, "y": [{"markup": "b"}], "": "empty key"},
    ],
)
def test_toml(value: dict[str, Any]) -> None:
    assert parse_toml(format_toml(value)) == value


# --- rules ------------------------------------------------------------------------------------------------------------


def check(data: bytes) -> list[Finding]:
    return list(rules.check(data, CheckContext()))


def test_check_reports_errors_as_findings() -> None:
    (finding,) = check(b"FAQ\n- A\0?")
    assert (finding.severity, finding.code, finding.line) == (Severity.ERROR, "text.unreadable", 2)
    assert [finding.code for finding in check(b"Just words")] == ["text.unreadable"]


def test_check_reports_the_findings_of_the_reader() -> None:
    findings = check(PAGE.encode())
    assert [finding.code for finding in findings] == [
        "text.heading.spelling",
        "text.headline.derived",
        "text.id.missing",
    ]
    assert not [finding for finding in findings if finding.severity is Severity.ERROR]
    assert check(b'+++\nid = "a"\nheadline = "A"\n+++\nWhat\'s happened\nRain.\nGo deeper\n- A?\n') == []


def test_check_model() -> None:
    feed = Feed(
        stories=(Story(id="a", headline="H", summary="Fine.\nBackground"), Story(id="b"), story(PAGE, headline="H"))
    )
    findings = [(finding.code, finding.path) for finding in rules.check_model(feed)]
    assert findings == [
        ("text.line.heading", "feed.stories[0].summary"),
        ("text.headline.missing", "feed.stories[1].headline"),
        ("text.story.empty", "feed.stories[1]"),
    ]


def test_check_model_names_the_fields_that_need_marks() -> None:
    plain = story(PAGE, headline="H")
    marked = attrs.evolve(
        plain,
        summary="- no item",
        sections=(Section(kind="background", blocks=(Points(points=(Point(text="No label."),)),)),),
        topics=(attrs.evolve(plain.topics[0], kind="event"), *plain.topics[1:]),
    )
    assert list(rules.check_model(Feed(stories=(plain,)))) == []
    findings = list(rules.check_model(Feed(stories=(marked,))))
    assert [(finding.code, finding.path) for finding in findings] == [
        ("text.part.marked", f"feed.stories[0].{name}") for name in ("summary", "sections", "topics")
    ]


# --- properties -------------------------------------------------------------------------------------------------------

QUIET = settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))
IDEOGRAPHS = "\u3000-\u9fff\uff00-\uffef"
WORDS = re.compile(rf"(?=[^\W_])[{IDEOGRAPHS}]|[^\W_{IDEOGRAPHS}]+")
"""Words, and single characters of a script without spaces, whose lines are joined without one."""

LINES = (
    *("What's happened", "What's behind the headline?", "WHAT THE PAPERS SAY:", "## How we got here", "Go deeper"),
    *("Common question", "**Topics**", "Corrections", "Was ist passiert", "Hintergrund", "FAQ"),
    *("According to The Times, all is well. Meanwhile it rained.", "The Harbour Post says 'it was bad'. It adds more"),
    *("Short heading", "Key dates:", "Anna is a politician who left", "Why is it so?", "- Label: text here", "- item"),
    *("-", "*", "•dot item", "– dash: item", "1. first", "2) second", "> quoted words", "> — Name <http://e.org/>"),
    *("![alt](http://e.org/a.png) cap", "\\escaped", "ends \\", "# Marked", "### Deep heading", "#", "**bold line**"),
    *("---", "", "", "", "  indented text", "\ttab", "\u00a0nbsp\u00a0", "\u200fשלום", "- Reuters: says it", "+++"),
    *(
        "x\u2028y",
        "é\u0085z",
        "a & b < c",
        "lower case start",
        "The end.",
        "2024-01-01T00:00:00Z: fixed",
        "'",
        "\u200b",
    ),
)
PAGES = st.tuples(
    st.lists(st.sampled_from(LINES) | st.text(st.characters(codec="utf-8"), max_size=12), max_size=16),
    st.sampled_from(["\n", "\r\n", "\r"]),
)


def _texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for item in value.values() for text in _texts(item)]
    return [text for item in value for text in _texts(item)] if isinstance(value, list) else [str(value)]


def _words(texts: list[str]) -> Counter[str]:
    return Counter(word.casefold() for text in texts for word in WORDS.findall(text))


@pytest.mark.slow
@QUIET
@given(PAGES)
@example((["What's happened", "-", "", "Background"], "\n"))
def test_nothing_is_lost_and_writing_is_stable(page: tuple[list[str], str]) -> None:
    lines, end = page
    text = end.join(["What's happened", *lines])
    report = Report()
    try:
        feed = loads(text, report=report)
    except ReadError as error:
        # Any text may be refused with a reason; no other error may be raised.
        assert error.reason  # noqa: PT017
        return
    read_texts = [text for read in feed.stories for text in _texts(unstructure(read))]
    read_words = _words(read_texts + [finding.message for finding in report])
    body = [line for line in re.split("\r\n|\r|\n", text) if find_part(line, known_parts()) is None]
    page_words = _words([re.sub(r"^\W*[0-9]{1,2}[.)]", "", resolve_escapes(line)) for line in body])
    assert not page_words - read_words
    for read in feed.stories:
        written = dumps(read)
        assert story(written) == read
        assert dumps(story(written)) == written


@pytest.mark.slow
@QUIET
@given(strategies.stories())
def test_any_story_reads_back_as_its_plain_text(item: Story) -> None:
    written = dumps(item)
    read = story(written)
    assert read == as_page_story(item)
    assert dumps(read) == written
    assert bool(list(FORMAT.losses(item))) == (as_page_story(item) is not item)


@pytest.mark.slow
@settings(QUIET, max_examples=25)
@given(strategies.feeds())
def test_any_feed_reads_back(feed: Feed) -> None:
    assert loads(dumps(feed)) == attrs.evolve(feed, stories=tuple(map(as_page_story, feed.stories)))


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "What the papers say\n" + "'a " * 20000,
        "What the papers say\n" + "“x " * 5000,
        "What the papers say\n" + "The Big Name And Other " * 2000,
        "Go deeper\n" + "- x\n" * 5000,
        "Background\n" + "Heading here\n\n" * 5000,
    ],
    ids=["apostrophes", "marks", "capitals", "bullets", "headings"],
)
def test_long_input_is_read(text: str) -> None:
    assert story(text).id == "urn:x:1"

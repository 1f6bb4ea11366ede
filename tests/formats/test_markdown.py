"""Markdown: pages that show exactly a story's text and read back as the story, and feeds as `llms.txt`."""

import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

import nasty_text
import newsfeed
import strategies
from newsfeed import (
    Correction,
    Feed,
    Headings,
    Image,
    List,
    Markup,
    Organization,
    Paragraph,
    Point,
    Points,
    PressMention,
    Question,
    Quotation,
    RichText,
    Rights,
    Section,
    Severity,
    Story,
    Topic,
    Usage,
)
from newsfeed.body.outline import ListPart, SectionPart, outline
from newsfeed.formats.markdown.escaping import plain
from newsfeed.headings import for_language
from newsfeed.pages.commonmark.tables import blocks_of, read_table
from newsfeed.pages.page_story import as_page_story
from newsfeed.pages.yaml_writer import format_yaml
from newsfeed.plain_data.yaml import parse_yaml
from newsfeed.plugins import Site
from roundtrip import after_embargoes

ROOT = Path(__file__).resolve().parents[2]
STORIES = sorted((ROOT / "examples" / "stories").iterdir())
ID = "https://news.example.com/1"
RENDERER = MarkdownIt("commonmark").enable("table")
"""A renderer with raw HTML: text that it takes for tags would be in tokens of their own."""

CHECKED = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def story(**fields: Any) -> Story:
    return Story(**{"id": ID, "url": ID, "headline": "The quay opens", "language": "en", **fields})


def body_of(page: bytes) -> str:
    return page.decode().split("\n---\n", 1)[1]


def tokens_of(page: bytes) -> list[Token]:
    return RENDERER.parse(body_of(page))


def shape(tokens: list[Token]) -> list[str]:
    """Return the opened blocks in their order, with the text of headings."""
    names = []
    for token, content in zip(tokens, [*tokens[1:], Token("", "", 0)], strict=False):
        if token.nesting > 0 or token.type in ("hr", "fence", "code_block", "html_block"):
            is_heading = token.type == "heading_open"
            names.append(f"{token.tag} {shown(content)}" if is_heading else token.tag or token.type)
    return names


def shown(inline: Token) -> str:
    """Return the text that a token shows."""
    parts = {"softbreak": "\n", "hardbreak": "\n"}
    return "".join(parts.get(child.type, child.content) for child in inline.children or ())


def headings_of(item: Story) -> list[str]:
    """Return the headings that the page of a story shows, with their levels."""
    headings = [f"h1 {item.headline}"] if item.headline else []
    for part in outline(item):
        if isinstance(part, SectionPart) and part.section.kind == "other":
            headings += [f"? {part.section.heading}"] if part.section.heading else []
            continue
        if isinstance(part, SectionPart):
            # The heading of the kind separates a section without one of its own from the section before.
            has_label = part.label or not part.section.heading
            headings += [f"? {for_language(item.language).label(part.section.kind)}"] if has_label else []
            headings += [f"h3 {part.section.heading}"] if part.section.heading else []
        elif not isinstance(part, ListPart) or part.role != "updates":
            headings += [f"h2 {part.label}"] if part.label else []
            if part.role == "questions" and isinstance(part, ListPart):
                headings += [f"h3 {entry.text}" for entry in part.entries if isinstance(entry, Question)]
    return headings


def check(item: Story) -> bytes:
    """Write a story, and require that both readers return it but for the named losses."""
    as_of = after_embargoes(item)
    page = newsfeed.dumps(item, "markdown", as_of=as_of)
    expected = as_page_story(item, blocks_of)
    for name in ("markdown", "text"):
        assert newsfeed.to_dict(newsfeed.loads_story(page, name)) == newsfeed.to_dict(expected), name
    return page


# --- there and back -------------------------------------------------------------------------------------------------------


@CHECKED
@given(strategies.published_stories())
def test_stories_come_back(item: Story) -> None:
    check(item)


@CHECKED
@given(nasty_text.stories())
def test_text_like_syntax_comes_back(item: Story) -> None:
    check(item)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_random_text_like_syntax_comes_back(seed: int) -> None:
    stories = nasty_text.RandomStories(seed)
    for _ in range(100):
        check(stories.story())


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_example_stories_need_nothing_twice(path: Path) -> None:
    item = newsfeed.load_story(path)
    page = check(item)
    assert newsfeed.detect(page) == "markdown"
    assert newsfeed.loads_story(page) == item
    front_matter = yaml.safe_load(page.decode().split("---\n")[1])
    assert front_matter["title"] == item.headline
    assert "complete" not in front_matter
    assert {"summary", "sections", "questions", "prompts"}.isdisjoint(front_matter)


def test_parts_of_a_house_come_back() -> None:
    headings = Headings(summary="In short", questions="You ask")
    item = story(summary="It is open.", questions=[Question(text="Why?", answer="So.")])
    page = newsfeed.dumps(item, "markdown", headings=headings)
    assert "\n## In short\n" in body_of(page)
    for name in ("markdown", "text"):
        assert newsfeed.loads_story(page, name, headings=headings) == item


ZONE = timezone(timedelta(hours=2))
RARE = {
    "untyped section": story(
        sections=[Section(blocks=[Paragraph(text="One.")]), Section(blocks=[Paragraph(text="Two.")])]
    ),
    "heading of a part": story(sections=[Section(heading="Background", blocks=[Paragraph(text="One.")])]),
    "sections of a kind": story(
        sections=[
            Section(kind="analysis", heading="One", blocks=[Paragraph(text="a")]),
            Section(kind="analysis", heading="Two", blocks=[Paragraph(text="b")]),
            Section(kind="analysis", blocks=[Paragraph(text="c")]),
        ]
    ),
    "adjacent lists": story(
        sections=[
            Section(
                kind="background",
                blocks=[
                    List(items=["a", "b"]),
                    List(items=["c\n\nd"]),
                    Points(points=[Point(label="*e*", text="f")]),
                    List(items=["g"], ordered=True),
                    List(items=["h"], ordered=True),
                ],
            )
        ]
    ),
    "item like a point": story(sections=[Section(blocks=[List(items=[RichText("<strong>Money</strong>: a lot")])])]),
    "quotation": story(
        sections=[Section(blocks=[Quotation(text="So be it.\n\n— and so on"), Quotation(text="No.", url=ID)])]
    ),
    "image": story(
        sections=[Section(blocks=[Image(url="https://news.example.com/a_(b).png", alt="[x]", caption="At noon.")])]
    ),
    "mention": story(
        press=[
            PressMention(
                outlet=Organization(name="The [Marl] Courier"),
                text='It is "late".\n\nIt is open.',
                quotes=["late"],
                url="https://courier.example.com/(1)",
                published=datetime(2026, 5, 17, 9, 30, tzinfo=ZONE),
                context="Shares rose.",
            ),
            PressMention(outlet="B", text="b", published=datetime(2026, 5, 17, tzinfo=UTC)),
        ]
    ),
    "corrections": story(
        corrections=[Correction(text="It was *two*.", published=datetime(2026, 5, 17, 9, tzinfo=ZONE))]
    ),
    "linked": story(
        topics=[Topic(name="The *Quay*", description="A quay is a wall.\n\nIt is long.", url=ID)],
        prompts=[Question(text="Who [pays]?", url=ID)],
        questions=[Question(text="Who pays?", answer="We do.", url=ID)],
    ),
}
"""Stories whose parts need a form of their own; none of them needs the front matter for its text."""


@pytest.mark.parametrize("name", RARE)
def test_rare_parts_come_back_from_the_text(name: str) -> None:
    page = check(RARE[name])
    assert b"\ncomplete:" not in page


def test_text_that_reads_differently_is_in_the_front_matter_too() -> None:
    block = Quotation(text="It is late.", attribution="The Marl Courier")
    item = story(sections=[Section(kind="press", blocks=[block])])
    page = check(item)
    assert b"\ncomplete: [sections, press]\n" in page
    assert "> It is late.\n>\n> — The Marl Courier\n" in body_of(page)
    report = newsfeed.Report()
    changed = page.replace(b"> It is late.", b"> It is early.")
    assert newsfeed.loads_story(changed, report=report) == item
    assert [finding.code for finding in report if "early" in finding.message] == ["text.block.replaces"]


def test_much_front_matter_is_toml() -> None:
    item = story(keywords=[f"keyword {number}: {'x' * 50}" for number in range(1500)], summary="Open.")
    page = check(item)
    assert page.startswith(b'+++\nsyntax = "commonmark"\n')
    assert newsfeed.detect(page) == "markdown"


def test_private_fields_are_never_written() -> None:
    item = story(ed_note="Call the desk", slugline="QUAY", summary="Open.")
    page = newsfeed.dumps(item, "markdown")
    assert b"Call the desk" not in page
    assert "story.ed_note" in {loss.path for loss in newsfeed.losses(item, "markdown")}


# --- what is shown --------------------------------------------------------------------------------------------------------


@CHECKED
@given(nasty_text.stories())
@example(story(sections=[Section(kind="analysis"), Section(kind="analysis")]))
def test_no_text_becomes_markup_or_a_heading(item: Story) -> None:
    page = newsfeed.dumps(item, "markdown")
    tokens = RENDERER.parse(page.decode().split("\n---\n", 1)[1] if page.startswith(b"---") else "")
    assert not [token for token in tokens if token.type in ("html_block", "fence", "code_block")]
    inline = [child.type for token in tokens for child in token.children or ()]
    assert "html_inline" not in inline
    found = [name for name in shape(tokens) if name.startswith("h") and name[1:2].isdigit()]
    expected = headings_of(as_page_story(item, blocks_of))
    assert len(found) == len(expected)
    for name, heading in zip(found, expected, strict=True):
        assert (
            name.partition(" ")[2].split() == heading.partition(" ")[2].replace("\x85", " ").split()
            or "\x85" in heading
        )
        assert heading.startswith("?") or name[:2] == heading[:2]


@given(nasty_text.texts())
def test_plain_text_shows_as_it_is(text: str) -> None:
    line = text.strip("\x85 \n\t")
    tokens = RENDERER.parseInline(f"a{plain(line)}b")
    assert {child.type for child in tokens[0].children or ()} <= {"text"}
    assert shown(tokens[0]).split() == f"a{line}b".split()


@pytest.mark.parametrize(
    "text", [*nasty_text.PROSE, "AT&T [sic] costs ~5 %", "It’s 100 % true! (a < b)", "1999 was it"]
)
def test_prose_has_no_escapes(text: str) -> None:
    assert plain(text) == text
    assert body_of(newsfeed.dumps(story(summary=text), "markdown")).endswith(f"\n\n{text}\n")


HOSTILE = [
    "# Heading", "#", "---", "***", "___", "===", "+++", "- item", "* item", "+ item", "1. item", "12) item", "> quote",
    "| a | b |\n| --- | --- |", "--- | ---", ":--", "```", "~~~", "~~struck~~", '<div class="x">', "<!-- -->", "<b>bold</b>",
    "[a]: https://e.example/", "[x](https://e.example/)", "![x](https://e.example/i.png)", "<https://e.example/>", "[ ] task",
    "**bold**", "_em_", "`code`", "&copy;", "&#42;", "\\*", "a\\", "\ttab", "    code", "\u00a0", "Background", "title: x",
    "**Label**: text", "**2026-05-19**: text", "— Name", "syntax: commonmark", "[^1]: note", "a\n# b", "a\n---",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text_everywhere(text: str) -> None:
    blocks = [
        Paragraph(text=text),
        Points(points=[Point(label=text, text=text)]),
        List(items=[text, text]),
        Quotation(text=text, attribution=text),
        Image(url=ID, alt=text, caption=text),
    ]
    item = story(
        headline=text,
        summary=text,
        sections=[Section(kind="analysis", heading=text, blocks=blocks), Section(heading=text, blocks=blocks)],
        press=[PressMention(outlet=text, text=text, context=text)],
        prompts=[Question(text=text)],
        questions=[Question(text=text, answer=text), Question(text=text, answer=blocks)],
        topics=[Topic(name=text, description=text)],
        corrections=[Correction(text=text)],
    )
    tokens = tokens_of(check(item))
    kinds = {child.type for token in tokens for child in token.children or ()}
    assert kinds <= {"text", "text_special", "hardbreak", "strong_open", "strong_close", "image"}
    tags = [
        token.tag for token in tokens if token.nesting > 0 or token.type in ("hr", "html_block", "fence", "code_block")
    ]
    assert tags.count("h1") == 1
    assert tags.count("h3") == 3 + (text == "Background")
    assert {*tags} <= {"h1", "h2", "h3", "p", "ul", "li", "blockquote", "hr"}


def test_the_blocks_of_an_example_story() -> None:
    item = newsfeed.load_story(ROOT / "examples" / "stories" / "night-trains.json")
    tokens = tokens_of(newsfeed.dumps(item, "markdown"))
    assert shape(tokens) == [
        "h1 Night trains return to the northern line",
        "h2 What's happened",
        "p",
        "h2 What's behind the headline?",
        "h3 Why now",
        *("ul", "li", "p", "li", "p"),
        "h2 What the papers say",
        *("blockquote", "p", "p"),
        "h2 How we got here",
        "p",
        "h2 Go deeper",
        *("ul", "li", "p"),
        "h2 Common questions",
        "h3 Can I take a bicycle?",
        "p",
        "h3 How do I book a berth?",
        *("p", "ol", "li", "p", "li", "p", "li", "p"),
        *("blockquote", "p", "p"),
        "h2 More on these topics",
        *("ul", "li", "p"),
    ]
    links = [child.attrGet("href") for token in tokens for child in token.children or () if child.type == "link_open"]
    assert links == [
        "https://northernpost.example.com/2026/sleepers",
        "https://trains.example.com/timetable",
        "https://trains.example.com/conditions",
    ]


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_example_stories_show_their_headings_and_all_of_their_text(path: Path) -> None:
    item = newsfeed.load_story(path)
    tokens = tokens_of(newsfeed.dumps(item, "markdown"))
    found = [name for name in shape(tokens) if name[:2] in ("h1", "h2", "h3")]
    expected = [heading.replace("?", "h2", 1) if heading.startswith("?") else heading for heading in headings_of(item)]
    assert found == expected
    text = "\n".join(shown(token) for token in tokens if token.type == "inline")
    for entry in (
        item.summary,
        *(topic.description for topic in item.topics),
        *(mention.text for mention in item.press),
    ):
        assert str(entry) in text
    assert "\\" not in text


# --- tables and other HTML ------------------------------------------------------------------------------------------------

TABLE = (
    "<table><thead><tr><th>Year</th><th>a | b</th></tr></thead>"
    "<tbody><tr><td>2026</td><td><em>two</em></td></tr></tbody></table>"
)


def test_a_simple_table_stays_a_table() -> None:
    item = story(
        sections=[Section(blocks=[Markup(TABLE), Markup("<table><tbody><tr><td>1</td></tr></tbody></table>")])]
    )
    page = check(item)
    assert newsfeed.losses(item, "markdown") == ()
    assert "| Year | a \\| b |\n| --- | --- |\n| 2026 | *two* |\n" in body_of(page)
    assert shape(tokens_of(page)).count("table") == 2


def test_other_html_is_reduced_and_named() -> None:
    blocks = [
        Markup("<table><tr><td colspan='2'>a</td></tr><tr><td>b</td><td>c</td></tr></table>"),
        Markup("<p>d</p><p>e</p>"),
    ]
    blocks.append(Markup("<table class='x'><tbody><tr><td>1<br/>2</td></tr></tbody></table>"))
    item = story(sections=[Section(blocks=blocks)])
    losses = newsfeed.losses(item, "markdown")
    assert [loss.path for loss in losses] == [f"story.sections[0].blocks[{index}]" for index in range(3)]
    assert "simple tables" in losses[2].reason
    read = newsfeed.loads_story(check(item)).sections[0].blocks
    assert read[-1] == Markup("<table><tbody><tr><td>1 2</td></tr></tbody></table>")


@pytest.mark.parametrize(
    "html", ["<table>" * 300, "<table></table>", "<table><tr></tr></table>", "<table><tr><td>a</td><td>", "x<table>"]
)
def test_html_that_is_no_simple_table(html: str) -> None:
    table = read_table(html)
    assert table is None or len(table.head) == 2


# --- front matter ---------------------------------------------------------------------------------------------------------

PLAIN_DATA = st.recursive(
    st.booleans()
    | st.integers()
    | st.text()
    | st.sampled_from(["true", "no", "~", "- x", "a: b", "# x", "---", "2026-01-01", "'", "{"]),
    lambda items: st.lists(items, max_size=3) | st.dictionaries(st.text(max_size=5), items, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(max_size=8), PLAIN_DATA, max_size=4))
def test_front_matter_is_yaml_for_any_parser(data: dict[str, Any]) -> None:
    source = format_yaml(data)
    assert source.startswith("---\n")
    assert source.count("\n---\n") == 1
    text = source.removeprefix("---\n").removesuffix("---\n")
    loaded = yaml.load(text, Loader=yaml.BaseLoader) or {}  # noqa: S506  (it makes nothing but text)
    assert loaded == json.loads(json.dumps(data), parse_int=str) or _as_text(data) == loaded
    if len(text) < 60_000:
        assert _as_text(parse_yaml(text).values) == _as_text(data)


def _as_text(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _as_text(item) for key, item in value.items()}
    if isinstance(value, list):
        return list(map(_as_text, value))
    return value if isinstance(value, str) else json.dumps(value)


# --- detection, and pages of others ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("document", "name"),
    [
        ("---\ntitle: x\n---\n# A\n\n## What's happened\n\nText.", "text"),
        ("# A\n\n## What's happened\n\n- [x](https://e.example/)", "text"),
        ("---\ntitle: x\nsyntax: commonmark\n---\nText.", "markdown"),
        ('+++\nsyntax = "commonmark"\n+++\nText.', "markdown"),
        ("# A\n\n> B\n\n## Docs\n\n- [x](https://e.example/)", "markdown"),
    ],
)
def test_detection(document: str, name: str) -> None:
    assert newsfeed.detect(document.encode()) == name


def test_only_marks_have_a_meaning_below_the_declaration() -> None:
    lines = "Short line\n\nAccording to The Times, it is late.\n\n**Bold line**"
    page = f"---\nsyntax: CommonMark\ntitle: A\nid: urn:x:1\n---\n# A\n\n## Background\n\n{lines}"
    (section,) = newsfeed.loads_story(page, "text").sections
    assert [str(block.text) for block in section.blocks if isinstance(block, Paragraph)] == [
        "Short line",
        "According to The Times, it is late.",
        "Bold line",
    ]
    assert newsfeed.loads_story(page).press == ()


def test_nothing_of_a_page_typed_by_hand_is_lost() -> None:
    text = (
        "Lead.\n\n- L1\n\n## What the papers say\n\n- P1\n\n> Q1\n\n# Other\n\n```\ncode1\n```\n\n"
        "1. a1\n   - b1\n\n## Go deeper\n\n"
        "### Who1?\n\nPara1?\n\n## Common questions\n\n- Why1?\n- Because1.\n\n### How1?\n\n> Quoted1\n\n"
        "## More on these topics\n\n"
        "### Vallmar1\n\nA city1.\n\n- **Berg1**: x1\n\n## Corrections\n\nFixed1."
    )
    page = f"---\nsyntax: commonmark\ntitle: A\nid: urn:x:1\n---\n\n{text}"
    read = newsfeed.dumps(newsfeed.loads_story(page), "json").decode()
    words = ["Lead.", "L1", "P1", "Q1", "Other", "code1", "a1", "b1", "Who1?", "Para1?", "Why1?", "Because1.", "How1?"]
    assert [
        word for word in [*words, "Quoted1", "Vallmar1", "A city1.", "Berg1", "x1", "Fixed1."] if word not in read
    ] == []


# --- llms.txt -------------------------------------------------------------------------------------------------------------

FEED = Feed(
    title="News *of* the [coast]",
    url="https://news.example.com/",
    description="All of it.",
    language="en",
    publisher=Organization(name="The Harbour Desk", url="https://news.example.com/desk"),
    rights=Rights(notice="© 2026 The Harbour Desk", license="https://news.example.com/license"),
    usage=Usage(search=True, ai_train=False, contact_email="rights@example.com"),
    updated=datetime(2026, 5, 17, 9, 30, tzinfo=UTC),
    stories=[story(summary="It is [open](x)."), story(id="urn:x:2", url="https://news.example.com/2", headline="")],
)


def test_a_feed_is_a_list_of_links() -> None:
    data = newsfeed.dumps(FEED, "markdown")
    assert shape(RENDERER.parse(data.decode())) == [
        "h1 News *of* the [coast]",
        *("blockquote", "p", "ul"),
        *(("li", "p") * 9),
        "h2 Stories",
        *("ul", "li", "p", "li", "p"),
    ]
    assert f"- [The quay opens]({ID}): It is \\[open\\](x).\n" in data.decode()
    read = newsfeed.loads(data)
    assert newsfeed.dumps(read, "markdown") == data
    assert (read.title, read.rights, read.usage, read.updated) == (FEED.title, FEED.rights, FEED.usage, FEED.updated)
    assert [(item.url, item.headline) for item in read.stories] == [(item.url, item.headline) for item in FEED.stories]
    assert {loss.path for loss in newsfeed.losses(FEED, "markdown")} == {
        "feed.stories[0].language",
        "feed.stories[1].id",
        "feed.stories[1].language",
    }


def test_a_feed_states_nothing_that_it_does_not_know() -> None:
    assert newsfeed.dumps(Feed(title="T"), "markdown") == b"# T\n"
    with pytest.raises(newsfeed.WriteError, match=r"feed\.title"):
        newsfeed.dumps(Feed(url=ID), "markdown")


def test_links_lead_to_the_pages_of_the_site() -> None:
    without_url = Story(id="urn:x:1", headline="A")
    feed = Feed(title="T", stories=[without_url])
    assert b"[A]" not in newsfeed.dumps(feed, "markdown")
    assert [loss.path for loss in newsfeed.losses(feed, "markdown")] == ["feed.stories[0]"]
    site = Site(pages={"urn:x:1": "https://news.example.com/a.md"})
    assert b"- [A](https://news.example.com/a.md)\n" in newsfeed.dumps(feed, "markdown", site=site)


def test_lists_of_others_are_read_with_findings() -> None:
    document = (
        "# T\n\nSome words.\n\n### Deep\n\n* [A](/a 'x'): n\n"
        '- [B [c]](b_(d).md "t1") - note *one*\n\n## Optional\n\nText1.\n'
    )
    report = newsfeed.Report()
    feed = newsfeed.loads(document, "markdown", base="https://e.example/x/", report=report)
    assert [(item.url, item.headline, str(item.summary)) for item in feed.stories] == [
        ("https://e.example/x/b_(d).md", "B [c]", "note one")
    ]
    said = " ".join(finding.message for finding in report)
    assert [word for word in ("Some words.", "Deep", "[A](/a 'x'): n", "t1", "Text1.") if word not in said] == []


def test_relative_links_need_the_address_of_the_list() -> None:
    report = newsfeed.Report()
    (item,) = newsfeed.loads(
        "# T\n\n## Stories\n\n- [A](stories/a.md)\n- [B]()\n- [C](javascript:x)", report=report
    ).stories
    assert (item.id, item.url, item.headline) == ("stories/a.md", None, "A")
    assert [finding.code for finding in report] == [
        "markdown.link.relative",
        "markdown.item.link",
        "markdown.link.unsafe",
    ]


# --- rules ----------------------------------------------------------------------------------------------------------------


@CHECKED
@given(nasty_text.stories())
def test_written_pages_are_valid(item: Story) -> None:
    findings = newsfeed.validate(newsfeed.dumps(item, "markdown"), "markdown")
    assert [finding for finding in findings if finding.severity == Severity.ERROR] == []


def test_the_model_is_checked() -> None:
    codes = [finding.code for finding in newsfeed.validate(Story(id="urn:x:1"), "markdown")]
    assert {"markdown.headline.missing", "markdown.url.missing"} <= set(codes)


@given(st.text() | nasty_text.texts())
def test_any_text_is_read_or_refused(text: str) -> None:
    for document in (
        text,
        f"---\nsyntax: commonmark\nid: urn:x:1\n---\n{text}",
        f"# T\n\n## S\n\n- [x]({text}): {text}",
    ):
        report = newsfeed.validate(document.encode("utf-8", "replace"), "markdown")
        assert report is not None

"""Answers on an explainer page: paragraphs, lists and quotations, read and written."""

import pytest

import newsfeed
from newsfeed import Image, List, Paragraph, Point, Points, Question, Quotation, Report, RichText, Story
from newsfeed.model import Block
from newsfeed.plain_data.toml import parse_toml


def read(page: str, *, report: Report | None = None) -> tuple[Question, ...]:
    return newsfeed.loads_story(page, "text", defaults={"id": "urn:x:1", "headline": "H"}, report=report).questions


def written(*questions: Question) -> str:
    """Return the page of a story; it must read back as the story."""
    story = Story(id="urn:x:1", headline="H", questions=questions)
    page = newsfeed.dumps(story, "text").decode()
    assert newsfeed.loads_story(page, "text") == story
    return page


PERMIT = """Common questions
-
How do I get a permit?
There are two ways:
- Online: through the portal.
- In person, at the town hall.

Bring your passport.
"""


def test_a_list_in_an_answer() -> None:
    points = Points(
        points=[Point(label="Online", text="through the portal."), Point(text="In person, at the town hall.")]
    )
    blocks = [Paragraph(text="There are two ways:"), points, Paragraph(text="Bring your passport.")]
    assert read(PERMIT) == (Question(text="How do I get a permit?", answer=blocks),)


@pytest.mark.parametrize(
    ("lines", "answer"),
    [
        ("It was old.", "It was old."),
        ("It was old.\nIt fell.", "It was old.\n\nIt fell."),
        ("It was old\nand fell.\n\nNobody was hurt.", "It was old and fell.\n\nNobody was hurt."),
        ("No. Why would it be?", "No. Why would it be?"),
        ("Why would it be?\nIt is new.", "Why would it be?\n\nIt is new."),
        ("1. Ask.\n2. Wait.", [List(items=["Ask.", "Wait."], ordered=True)]),
        ("So:\n\n• one\n• two", [Paragraph(text="So:"), List(items=["one", "two"])]),
        ("> It holds.\n> — Ines Okafor", [Quotation(text="It holds.", attribution="Ines Okafor")]),
        (
            "See the map.\n![A map](https://town.example.com/a.png) The hall",
            [
                Paragraph(text="See the map."),
                Image(url="https://town.example.com/a.png", alt="A map", caption="The hall"),
            ],
        ),
        ("\\- no item\n\\> no quotation", "- no item > no quotation"),
        ("3 to 4 days.", "3 to 4 days."),
    ],
)
def test_the_lines_of_an_answer_are_blocks(lines: str, answer: str | list[Block]) -> None:
    expected = (Question(text="Is it safe?", answer=answer), Question(text="And now?", answer="Now."))
    assert read(f"FAQ\n-\nIs it safe?\n{lines}\n-\nAnd now?\nNow.\n") == expected


def test_a_question_and_its_answer_in_one_line() -> None:
    assert read("FAQ\n- Is it safe? No. Why would it be?\n") == (
        Question(text="Is it safe?", answer="No. Why would it be?"),
    )


def test_blocks_are_written_as_lines() -> None:
    (question,) = read(PERMIT)
    page = written(question, Question(text="Who pays?", answer="The town."))
    assert page.partition("+++\n\n")[2] == (
        "Common questions\n-\nHow do I get a permit?\nThere are two ways:\n\n"
        "- Online: through the portal.\n- In person, at the town hall.\n\nBring your passport.\n"
        "-\nWho pays?\nThe town.\n"
    )


@pytest.mark.parametrize(
    "answer",
    [
        [List(items=["a", "b"])],
        [List(items=["One.", "Two."], ordered=True), Paragraph(text="Three.")],
        [Quotation(text="It holds.\n\nSo far.", attribution="Ines Okafor", url="https://town.example.com/a")],
        [Paragraph(text="- no item"), List(items=["Label: no label", "- a"]), Paragraph(text="Background")],
        [Paragraph(text="Short heading"), Points(points=[Point(label="a", text="b")])],
        [Paragraph(text="A line\nend."), Image(url="https://town.example.com/a.png")],
    ],
)
def test_awkward_blocks_are_written_as_text(answer: list[Block]) -> None:
    page = written(Question(text="How?", answer=answer), Question(text="Why?"))
    assert "questions" not in parse_toml(page.split("+++\n")[1])


@pytest.mark.parametrize(
    "answer",
    [
        [List(items=["a"]), List(items=["b"])],
        [List(items=["", "b"]), Paragraph(text="c")],
        [List(items=["a\n\nb", "c"])],
        [Points(points=[Point(text="a"), Point(text="b")])],
    ],
)
def test_other_blocks_are_written_into_the_front_matter(answer: list[Block]) -> None:
    page = written(Question(text="How?", answer=answer), Question(text="Why?"))
    tables = parse_toml(page.split("+++\n")[1])["questions"]
    assert tables[0]["answer"][0]["type"] in ("list", "points")


def test_an_answer_in_the_front_matter() -> None:
    page = """+++
[[questions]]
text = "How?"
answer = ["There are two ways:", {type = "list", items = ["Ask.", {markup = "<em>Wait.</em>"}], ordered = true}]

[[questions]]
text = "Why?"
[[questions.answer]]
type = "paragraph"
text = "So:"
[[questions.answer]]
type = "points"
[[questions.answer.points]]
label = "One"
text = "two"
+++
FAQ
- How?
"""
    steps = List(items=["Ask.", RichText("<em>Wait.</em>")], ordered=True)
    assert read(page) == (
        Question(text="How?", answer=[Paragraph(text="There are two ways:"), steps]),
        Question(text="Why?", answer=[Paragraph(text="So:"), Points(points=[Point(label="One", text="two")])]),
    )


def test_blocks_that_the_front_matter_replaces_are_quoted() -> None:
    report = Report()
    page = '+++\n[[questions]]\ntext = "How?"\nanswer = "So."\n+++\nFAQ\n-\nHow?\nTwo ways:\n- Ask.\n- Wait.\n'
    assert read(page, report=report) == (Question(text="How?", answer="So."),)
    (finding,) = (finding for finding in report if finding.code == "text.block.replaces")
    assert finding.path == "story.questions[0].answer"
    assert finding.message.endswith("the page has: Two ways: Ask. Wait.")


@pytest.mark.parametrize(("item", "count"), [("Wait a moment at the town hall", 0), ("Wait a moment at the portal", 1)])
def test_only_other_words_in_the_front_matter_are_reported(item: str, count: int) -> None:
    report = Report()
    table = (
        f'answer = ["Two ways:", {{type = "list", items = ["Ask for a form online", {{markup = "<em>{item}</em>"}}]}}]'
    )
    page = f'+++\n[[questions]]\ntext = "How?"\n{table}\n+++\nFAQ\n-\nHow?\nTwo ways:\n- Ask for a form online\n'
    read(f"{page}- Wait a moment at the town hall\n", report=report)
    assert [finding.code for finding in report].count("text.block.replaces") == count


def test_a_line_of_a_block_that_reads_as_a_heading_is_reported() -> None:
    story = Story(
        id="urn:x:1", headline="H", questions=[Question(text="How?", answer=[List(items=["a", "Background"])])]
    )
    findings = [(finding.code, finding.path) for finding in newsfeed.validate(story, "text")]
    assert findings == [("text.line.heading", "story.questions[0].answer[0].items[1]")]

"""Answers of questions: texts and blocks in one spelling, their plain text, and values that are refused."""

import pickle
from collections.abc import Iterator
from typing import Any

import attrs
import pytest
from hypothesis import given

from newsfeed import Image, List, Markup, ModelError, Paragraph, Point, Points, Question, Quotation, RichText, Story
from newsfeed.model import Answer
from strategies import answers

STEPS = List(items=["Ask.", "Wait."], ordered=True)
IMAGE = Image(url="https://news.example.com/a.png")


def answer(value: Any) -> Answer:
    return Question(text="How?", answer=value).answer


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("So.", "So."),
        (" So.\r\n\r\nAnd so. ", "So.\n\nAnd so."),
        (RichText("<em>So</em>."), RichText("<em>So</em>.")),
        (RichText("a &lt; b"), "a < b"),
        ([], ""),
        ([Paragraph(text="So.")], "So."),
        ([Paragraph(text="So."), Paragraph(text=""), Paragraph(text="a &amp; b < c")], "So.\n\na &amp; b < c"),
        ([Paragraph(text="So.\n\n\nAnd so."), Paragraph(text="Then.")], "So.\n\nAnd so.\n\nThen."),
        ([Paragraph(text="a < b"), Paragraph(text=RichText("<em>So</em>."))], RichText("a &lt; b\n\n<em>So</em>.")),
        ([Paragraph(text=RichText("<em>a\n\nb</em>"))], RichText("<em>a\n\nb</em>")),
        ([List(), List(ordered=True), Points(), Markup(""), Quotation(text="")], ""),
        ([List(), Paragraph(text="So.")], "So."),
    ],
)
def test_paragraphs_are_a_text(value: Any, text: Answer) -> None:
    assert answer(value) == text
    assert type(answer(value)) is type(text)
    assert Question(text="How?", answer=value) == Question(text="How?", answer=text)


@pytest.mark.parametrize(
    ("value", "blocks"),
    [
        ([STEPS], (STEPS,)),
        ([IMAGE], (IMAGE,)),
        ([Paragraph(text="So:"), STEPS, Paragraph(text="")], (Paragraph(text="So:"), STEPS)),
        (
            [Paragraph(text="a\n\n b\n\n"), STEPS, Paragraph(text=RichText("<em>c\n\nd</em>\n\n<em>e</em>"))],
            (
                *(Paragraph(text="a"), Paragraph(text="b"), STEPS),
                *(Paragraph(text=RichText("<em>c\n\nd</em>")), Paragraph(text=RichText("<em>e</em>"))),
            ),
        ),
        ([Quotation(text="a\n\nb"), Points(), Markup("<hr/>")], (Quotation(text="a\n\nb"), Markup("<hr/>"))),
    ],
)
def test_other_answers_are_blocks(value: Any, blocks: Answer) -> None:
    assert answer(value) == answer(tuple(value)) == answer(iter(value)) == blocks


@given(answers())
def test_an_answer_has_one_spelling(value: Answer) -> None:
    question = Question(text="How?", answer=value)
    assert question.answer == value
    assert question.replace(answer=question.answer) == attrs.evolve(question) == question
    assert pickle.loads(pickle.dumps(question)) == question  # noqa: S301
    assert hash(question) == hash(Question(text="How?", answer=value))


def test_a_generator_of_blocks_is_accepted() -> None:
    def blocks() -> Iterator[Paragraph | List]:
        yield Paragraph(text="So:")
        yield STEPS

    assert Question(text="How?", answer=blocks()).answer == (Paragraph(text="So:"), STEPS)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (None, "is NoneType, must be str, RichText, or a list or tuple of blocks"),
        (5, "is int, must be str, RichText, or a list or tuple of blocks"),
        (b"So.", "is bytes, must be str, RichText, or a list or tuple of blocks"),
        (STEPS, "is List, must be str, RichText, or a list or tuple of blocks"),
        (["So."], "[0] is 'So.', must be Paragraph, Points, Quotation, List, Image or Markup"),
        ([Paragraph(text="a"), RichText("b")], "[1] is RichText, must be Paragraph, Points"),
        ([STEPS, Point(label="a")], "[1] is Point, must be Paragraph, Points"),
        ({"type": "list"}, "[0] is 'type', must be Paragraph, Points"),
        ("bell \x07", "character U+0007 at offset 5 is not allowed"),
    ],
)
def test_other_values_are_refused(value: Any, reason: str) -> None:
    with pytest.raises(ModelError) as caught:
        answer(value)
    assert caught.value.field == "Question.answer"
    assert caught.value.reason.startswith(reason)


def test_a_prompt_has_no_blocks_either() -> None:
    with pytest.raises(ModelError, match=r"Story\.prompts: \[0\] has an answer"):
        Story(id="a", prompts=[Question(text="How?", answer=[STEPS])])
    assert Story(id="a", prompts=[Question(text="How?", answer=[List()])]).prompts == (Question(text="How?"),)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("", ""),
        ("So.\n\nAnd so.", "So.\n\nAnd so."),
        (RichText("<br/><q>So</q> &amp; <em>so</em>"), "“So” & so"),
        (
            [
                Paragraph(text=RichText("See <em>this</em>:")),
                STEPS,
                Points(points=[Point(label="By day", text=RichText("at <em>noon</em>")), Point(text="Never.")]),
                Quotation(text="It holds.", attribution="Ines Okafor"),
                Image(url="https://news.example.com/a.png", alt="A gate", caption="The gate"),
                IMAGE,
                Markup("<p>a &amp; b</p><p>c</p>"),
            ],
            "See this:\n\nAsk.\nWait.\n\nBy day: at noon\nNever.\n\nIt holds.\nInes Okafor\n\nThe gate\n\na & b\nc",
        ),
    ],
)
def test_the_plain_text_of_an_answer(value: Any, text: str) -> None:
    assert Question(text="How?", answer=value).answer_text == text

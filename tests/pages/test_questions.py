"""Lists of questions in every form that editors type: each entry keeps its question and all of its answer."""

import pytest

from newsfeed import List, Paragraph, Question, Story, loads_story

WHY = Question(text="Why did the wall break?", answer="It was old.")
SAFE = Question(text="Is the water safe?", answer="It is.")


def read(text: str, heading: str = "FAQ", language: str = "en") -> tuple[Question, ...]:
    defaults = {"id": "urn:x:1", "headline": "H", "summary": "S.", "language": language}
    story: Story = loads_story(f"{heading}\n{text}\n", "text", defaults=defaults)
    assert story.sections == ()
    return story.questions


@pytest.mark.parametrize(
    "text",
    [
        "-\nWhy did the wall break?\nIt was old.\n-\nIs the water safe?\nIt is.",
        "- Why did the wall break?\nIt was old.\n- Is the water safe?\nIt is.",
        "- Why did the wall break?\n  It was old.\n\n- Is the water safe?\n  It is.",
        "* Why did the wall break? It was old.\n* Is the water safe? It is.",
        "Why did the wall break?\nIt was old.\nIs the water safe?\nIt is.",
        "Why did the wall break?\n\nIt was old.\n\nIs the water safe?\n\nIt is.",
        "Why did the wall break? It was old.\nIs the water safe? It is.",
        "1. Why did the wall break?\nIt was old.\n2. Is the water safe?\nIt is.",
        "1) Why did the wall break?\nIt was old.\n\n2) Is the water safe?\nIt is.",
        "1. Why did the wall break? It was old.\n1. Is the water safe? It is.",
        "Q: Why did the wall break?\nA: It was old.\nQ: Is the water safe?\nA: It is.",
        "Q: Why did the wall break?\n\nA: It was old.\n\nQ: Is the water safe?\n\nA: It is.",
        "Q. Why did the wall break?\nA. It was old.\nQ. Is the water safe?\nA. It is.",
        "Q1: Why did the wall break?\nA1: It was old.\nQ2: Is the water safe?\nA2: It is.",
        "Q: Why did the wall break? A: It was old.\nQ: Is the water safe? A: It is.",
        "Q: Why did the wall break?\nIt was old.\n\nQ: Is the water safe?\nIt is.",
        "- Q: Why did the wall break?\n  A: It was old.\n- Q: Is the water safe?\n  A: It is.",
        "**Q:** Why did the wall break?\n**A:** It was old.\n**Q:** Is the water safe?\n**A:** It is.",
        "**Q: Why did the wall break?**\n**A:** It was old.\n**Q: Is the water safe?**\nA: It is.",
        "**Q: Why did the wall break?**\nIt was old.\n**Q: Is the water safe?**\nIt is.",
        "Question: Why did the wall break?\nAnswer: It was old.\nQuestion: Is the water safe?\nAnswer: It is.",
        "### Why did the wall break?\nIt was old.\n### Is the water safe?\nIt is.",
        "### Why did the wall break?\n\nIt was old.\n\n### Is the water safe?\n\nIt is.",
        "**Why did the wall break?**\nIt was old.\n**Is the water safe?**\nIt is.",
        "**Why did the wall break?** It was old.\n\n**Is the water safe?** It is.",
        "- **Why did the wall break?** It was old.\n- **Is the water safe?** It is.",
        "Why did the wall\nbreak?\nIt was old.\nIs the water\nsafe?\nIt is.",
        "- Why did the\n  wall break?\n  It was old.\n- Is the\n  water safe?\n  It is.",
        "Q: Why did the wall\nbreak?\nA: It was old.\nQ: Is the water safe?\nA: It is.",
    ],
)  # fmt: skip
def test_forms_of_the_same_list(text: str) -> None:
    assert read(text) == (WHY, SAFE)


@pytest.mark.parametrize(
    ("heading", "language", "text"),
    [
        ("Häufige Fragen", "de", "F: Warum?\nA: Darum.\nF: Wer?\nA: Wir."),
        ("Questions fréquentes", "fr", "Q : Warum?\nR : Darum.\nQ : Wer?\nR : Wir."),
        ("Preguntas frecuentes", "es", "P: Warum?\nR: Darum.\nP: Wer?\nR: Wir."),
        ("Perguntas frequentes", "pt", "P: Warum?\nR: Darum.\nP: Wer?\nR: Wir."),
        ("Domande frequenti", "it", "D: Warum?\nR: Darum.\nD: Wer?\nR: Wir."),
        ("Veelgestelde vragen", "nl", "V: Warum?\nA: Darum.\nV: Wer?\nA: Wir."),
        ("أسئلة شائعة", "ar", "س: Warum?\nج: Darum.\nس: Wer?\nج: Wir."),
        ("שאלות נפוצות", "he", "ש: Warum?\nת: Darum.\nש: Wer?\nת: Wir."),
        ("よくある質問", "ja", "問：Warum?\n答：Darum.\n問：Wer?\n答：Wir."),
        ("よくある質問", "ja", "Q：Warum?\nA：Darum.\nQ：Wer?\nA：Wir."),
        ("Häufige Fragen", "de", "Frage: Warum?\nAntwort: Darum.\nFrage: Wer?\nAntwort: Wir."),
    ],
)
def test_labels_of_other_languages(heading: str, language: str, text: str) -> None:
    expected = (Question(text="Warum?", answer="Darum."), Question(text="Wer?", answer="Wir."))
    assert read(text, heading, language) == expected


RHETORICAL = "No. Why would it be?"


@pytest.mark.parametrize(
    "text",
    [
        f"Is the water safe?\n{RHETORICAL}\nWhy did the wall break?\nIt was old.",
        f"Is the water safe?\n\n{RHETORICAL}\n\nWhy did the wall break?\n\nIt was old.",
        f"Is the water safe? {RHETORICAL}\nWhy did the wall break? It was old.",
        f"- Is the water safe?\n{RHETORICAL}\n- Why did the wall break?\nIt was old.",
        f"-\nIs the water safe?\n{RHETORICAL}\n-\nWhy did the wall break?\nIt was old.",
        f"Q: Is the water safe?\nA: {RHETORICAL}\nQ: Why did the wall break?\nA: It was old.",
        f"### Is the water safe?\n{RHETORICAL}\n### Why did the wall break?\nIt was old.",
    ],
)
def test_an_answer_keeps_a_question_of_its_own(text: str) -> None:
    assert read(text) == (Question(text="Is the water safe?", answer=RHETORICAL), WHY)


def test_a_question_within_a_paragraph_belongs_to_the_answer_if_empty_lines_separate_the_entries() -> None:
    first, second = read("Is the water safe?\nNobody knows.\nWho would ask?\n\nWhy did the wall break?\nIt was old.")
    assert (first.text, str(first.answer)) == ("Is the water safe?", "Nobody knows.\n\nWho would ask?")
    assert second == WHY


@pytest.mark.parametrize(
    "text",
    [
        "Why did the wall break?\n\nIt was old.\n\nNobody had looked.\n\nIs the water safe?\n\nIt is.",
        "- Why did the wall break?\nIt was old.\n\nNobody had looked.\n- Is the water safe?\nIt is.",
        "Q: Why did the wall break?\nA: It was old.\n\nNobody had looked.\n\nQ: Is the water safe?\nA: It is.",
        "-\nWhy did the wall break?\nIt was old.\nNobody had looked.\n-\nIs the water safe?\nIt is.",
    ],
)
def test_answers_of_several_paragraphs(text: str) -> None:
    assert read(text) == (Question(text=WHY.text, answer="It was old.\n\nNobody had looked."), SAFE)


@pytest.mark.parametrize(
    "text",
    [
        "- Why did the wall break?\nThere were two causes:\n- rain\n- wind\n- Is the water safe?\nIt is.",
        "- Why did the wall break?\n\n  There were two causes:\n\n  - rain\n  - wind\n\n- Is the water safe?\n\n  It is.",
        "1. Why did the wall break?\nThere were two causes:\n- rain\n- wind\n2. Is the water safe?\nIt is.",
        "1. Why did the wall break?\nThere were two causes:\n1. rain\n2. wind\n2. Is the water safe?\nIt is.",
        "-\nWhy did the wall break?\nThere were two causes:\n- rain\n- wind\n-\nIs the water safe?\nIt is.",
        "Why did the wall break?\nThere were two causes:\n- rain\n- wind\n\nIs the water safe?\nIt is.",
        "### Why did the wall break?\nThere were two causes:\n- rain\n- wind\n### Is the water safe?\nIt is.",
        "Q: Why did the wall break?\nA: There were two causes:\n- rain\n- wind\nQ: Is the water safe?\nA: It is.",
    ],
)
def test_a_list_in_an_answer_keeps_its_items(text: str) -> None:
    first, second = read(text)
    introduction, causes = first.answer
    assert (first.text, introduction) == (WHY.text, Paragraph(text="There were two causes:"))
    assert (type(causes), causes.items) == (List, ("rain", "wind"))
    assert second == SAFE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- How it works\nSlowly.\n- Why?\nIt was old.", [("How it works", "Slowly."), ("Why?", "It was old.")]),
        ("- Why?\n- Who?", [("Why?", ""), ("Who?", "")]),
        ("- One\n- Two", [("One", ""), ("Two", "")]),
        ("What broke? And why?\nThe wall.", [("What broke? And why?", "The wall.")]),
        ("Why?\nSo.\nWhat did Mr. Berg say?\nNo.", [("Why?", "So."), ("What did Mr. Berg say?", "No.")]),
        (
            "What does it mean?\nA.\nWhy does it matter?\nB.",
            [("What does it mean?", "A."), ("Why does it matter?", "B.")],
        ),
        ("D. Smith is old.\nWhy?\nIt was old.", [("D. Smith is old.", ""), ("Why?", "It was old.")]),
        ("Q: Tell us about the wall.\nA: Why would I?", [("Tell us about the wall.", "Why would I?")]),
    ],
)
def test_entries(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(question.text, str(question.answer)) for question in read(text)] == expected


@pytest.mark.parametrize("label", ["### What does it mean?", "**What does it mean?**"])
def test_a_marked_question_with_the_words_of_a_heading(label: str) -> None:
    assert read(f"{label}\nNothing.", "## FAQ") == (Question(text="What does it mean?", answer="Nothing."),)


def test_the_heading_that_is_written_ends_a_list_of_questions() -> None:
    text = "FAQ\n- Why?\nSo.\nWhat's behind the headline?\nNothing.\n"
    story = loads_story(text, "text", defaults={"id": "urn:x:1", "headline": "H"})
    assert (len(story.questions), [section.kind for section in story.sections]) == (1, ["analysis"])


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "Q: a\n" * 10_000,
        "- Why?\n- b\n" * 5_000,
        "Why so\n" * 10_000,
        "Why?\n\n" * 10_000,
        "1. a?\n" * 10_000,
        "Q: a? " * 20_000,
    ],
    ids=["labels", "bullets", "no questions", "questions", "numbers", "one line"],
)
def test_long_lists_take_linear_time(text: str) -> None:
    assert read(text)

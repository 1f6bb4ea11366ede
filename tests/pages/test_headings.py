"""Headings of the parts of a page: their spellings in every language, their marks, and headings that are not known."""

from typing import Any

import pytest

from newsfeed import Headings, Paragraph, Report, Section, Severity, Story, loads_story
from newsfeed.headings import PARTS, by_language
from newsfeed.pages.detection import looks_like_page
from newsfeed.pages.heading_keys import find_part, heading_key, known_parts, parts_by_heading_key

TABLES = [(language, part) for language in by_language() for part in PARTS]

FORMS = (
    "{}",
    "{}:",
    "## {}",
    "# {} #",
    "**{}**",
    "1. {}",
    "2) {}",
    "IV. {}",
    "📰 {}",
    "{} 👇",
    "1️⃣ {}",
    "【{}】",
    "{} (FAQ)",
)

WRITTEN = {
    "ar": "ماذا حدث|ما وراء الخبر|ماذا تقول الصحف|كيف وصلنا إلى هنا|للتعمق أكثر|أسئلة شائعة|المزيد حول هذه المواضيع|تصحيحات",
    "de": "Was ist passiert|Was steckt dahinter?|Was die Zeitungen schreiben|Wie es dazu kam|Mehr erfahren|Häufige Fragen"
    "|Mehr zu diesen Themen|Korrekturen",
    "en": "What's happened|What's behind the headline?|What the papers say|How we got here|Go deeper|Common questions"
    "|More on these topics|Corrections",
    "es": "Qué ha pasado|Qué hay detrás del titular|Qué dicen los periódicos|Cómo hemos llegado hasta aquí|Para profundizar"
    "|Preguntas frecuentes|Más sobre estos temas|Correcciones",
    "fr": "Ce qui s'est passé|Derrière le titre|Ce que disent les journaux|Comment en est-on arrivé là|Pour aller plus loin"
    "|Questions fréquentes|Plus sur ces sujets|Corrections",
    "he": "מה קרה|מה עומד מאחורי הכותרת|מה כותבים העיתונים|איך הגענו לכאן|להעמיק|שאלות נפוצות|עוד בנושאים אלה|תיקונים",
    "it": "Che cosa è successo|Dietro il titolo|Che cosa dicono i giornali|Come ci siamo arrivati|Per approfondire"
    "|Domande frequenti|Altro su questi argomenti|Correzioni",
    "ja": "何が起きたか|見出しの背景|各紙の報道|これまでの経緯|さらに詳しく|よくある質問|関連トピック|訂正",
    "nl": "Wat is er gebeurd|Achter de kop|Wat de kranten schrijven|Hoe het zover kwam|Meer weten|Veelgestelde vragen"
    "|Meer over deze onderwerpen|Correcties",
    "pt": "O que aconteceu|Por trás da manchete|O que dizem os jornais|Como chegamos até aqui|Para saber mais"
    "|Perguntas frequentes|Mais sobre estes temas|Correções",
}
"""The headings that pages are written with; published bodies have them, so they never change."""


def read(text: str, report: Report | None = None, **defaults: Any) -> Story:
    values = {"id": "urn:x:1", "headline": "H", **defaults}
    return loads_story(text, "text", report=report, defaults=values)


def codes(report: Report) -> list[str]:
    return [finding.code for finding in report]


# --- the tables -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", WRITTEN)
def test_the_headings_that_are_written(language: str) -> None:
    headings = by_language()[language]
    assert [headings.label(part) for part in PARTS] == WRITTEN[language].split("|")


@pytest.mark.parametrize(("language", "part"), TABLES)
def test_each_spelling_is_known_by_one_part(language: str, part: str) -> None:
    table = parts_by_heading_key(by_language()[language])
    spellings = getattr(by_language()[language], part)
    assert 8 <= len(spellings) <= 20
    assert [spelling for spelling in spellings if table[heading_key(spelling)] != part] == []
    assert [spelling for spelling in spellings if known_parts()[heading_key(spelling)] != part] == []


@pytest.mark.parametrize(
    "form",
    [
        "{}",
        "{}:",
        "## {}",
        "# {} #",
        "**{}**",
        "1. {}",
        "2) {}",
        "IV. {}",
        "📰 {}",
        "{} 👇",
        "1️⃣ {}",
        "【{}】",
        "{} (FAQ)",
    ],
)
@pytest.mark.parametrize("language", by_language())
def test_each_form_of_a_heading(language: str, form: str) -> None:
    table = parts_by_heading_key(by_language()[language])
    for part in PARTS:
        for spelling in getattr(by_language()[language], part):
            assert find_part(form.format(spelling), table) == part
            assert find_part(form.format(spelling.upper()), table) == part


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("FAQs", "questions"),
        ("Frequently Asked Questions (FAQ)", "questions"),
        ("All you want to ask (FAQ)", "questions"),
        ("Q&A", "questions"),
        ("Questions & answers", "questions"),
        ("Analysis", "analysis"),
        ("Explained", "analysis"),
        ("Why it matters", "analysis"),
        ("Key points", "analysis"),
        ("Context", "background"),
        ("Timeline", "background"),
        ("Key facts", "background"),
        ("The story so far", "background"),
        ("What they’re saying", "press"),
        ("The papers", "press"),
        ("PRESS REVIEW", "press"),
        ("In the press", "press"),
        ("Media reaction", "press"),
        ("Revue de presse", "press"),
        ("Ce qu’en dit la presse", "press"),
        ("Contexte", "background"),
        ("Chronologie", "background"),
        ("Foire aux questions", "questions"),
        ("Presseschau", "press"),
        ("Pressestimmen", "press"),
        ("Hintergrund", "background"),
        ("Fragen und Antworten", "questions"),
        ("Rassegna stampa", "press"),
        ("Revista de prensa", "press"),
        ("Revista de imprensa", "press"),
        ("Persoverzicht", "press"),
        ("סקירת עיתונות", "press"),
        ("שו״ת", "questions"),
        ("أقوال الصحف", "press"),
        ("اسئلة شائعة", "questions"),
        ("各紙の論調", "press"),
        ("新聞各紙", "press"),
        ("①何が起きたか", "summary"),
        ("ANALISIS", "analysis"),
        ("Questions–réponses", "questions"),
    ],
)
def test_usual_headings(heading: str, part: str) -> None:
    assert find_part(heading, known_parts()) == part


@pytest.mark.parametrize("line", ["", "—", "Backgrounds", "The Background Post", "2019", "🔥", "What happened in May"])
def test_other_lines(line: str) -> None:
    assert find_part(line, known_parts()) is None


def test_headings_of_the_caller_may_have_a_bracket() -> None:
    headings = Headings(questions="Questions (ours)", prompts="Questions (yours)", summary="1. News")
    text = "1. News\nRain.\nQuestions (yours)\n- Why?\nQuestions (ours)\n- Who?\nWe.\n"
    story = loads_story(text, "text", headings=headings, defaults={"id": "urn:x:1", "headline": "H"})
    assert (story.summary, story.prompts[0].text, story.questions[0].text) == ("Rain.", "Why?", "Who?")


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        (
            "FAQ\n- Wat is het?\nHet is niet van de haven.\n\nContext\nHet regent.\n\nAnalyse\nHet is zo.",
            "nl",
            "background",
        ),
        ("FAQ\n- Was ist das?\nDas ist nicht der Hafen.\n\nAnalyse\nDie Mauer ist alt.", "de", "analysis"),
        (
            "FAQ\n- Che cosa è?\nÈ il porto, che non c'è.\n\nCronologia\nUna diga di legno per la città.",
            "it",
            "background",
        ),
        ("FAQ\n- O que é?\nNão é do porto.\n\nCronologia\nUma barragem para a cidade.", "pt", "background"),
        ("FAQ\n- 何？\n港です。", "ja", None),
    ],
)
def test_the_words_of_a_page_choose_between_tables_with_the_same_headings(
    text: str, language: str, kind: str | None
) -> None:
    from newsfeed.pages.decoding import split_lines
    from newsfeed.pages.page_language import choose_headings

    assert choose_headings(split_lines(text), None, None) == (language, by_language()[language])
    assert [section.kind for section in read(text).sections][:1] == ([kind] if kind else [])


# --- marks ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "What happened\nRain.\nBackground\nWind.\n",
        "## What happened\nRain.\n## Background\nWind.\n",
        "# What happened #\n\nRain.\n\n# Background #\n\nWind.\n",
        "What happened\n=============\nRain.\n\nBackground\n----------\nWind.\n",
        "What happened\n---\n\nRain.\n\nBackground\n===\n\nWind.\n",
        "**What happened**\nRain.\n**Background**\nWind.\n",
        "__What happened:__\nRain.\n__Background:__\nWind.\n",
        "1. What happened\nRain.\n2. Background\nWind.\n",
        "(1) What happened\nRain.\n(2) Background\nWind.\n",
        "📰 What happened\nRain.\n🗓️ Background\nWind.\n",
        "WHAT HAPPENED:\nRain.\nBACKGROUND:\nWind.\n",
        "What happened (in short)\nRain.\nBackground [history]\nWind.\n",
    ],
)
def test_marks_of_headings(text: str) -> None:
    story = read(text)
    assert story.summary == "Rain."
    assert story.sections == (Section(kind="background", blocks=(Paragraph(text="Wind."),)),)


@pytest.mark.parametrize(
    "heading", ["Something else\n===", "Something else\n---", "## Something else", "**Something else**"]
)
def test_unknown_marked_headings_begin_a_section(heading: str) -> None:
    report = Report()
    story = read(f"What happened\nRain.\n\n{heading}\n\nWind.\n", report)
    assert story.summary == "Rain."
    assert story.sections == (Section(heading="Something else", blocks=(Paragraph(text="Wind."),)),)
    assert codes(report) == ["text.heading.spelling", "text.heading.unknown"]


@pytest.mark.parametrize("rule", ["---", "***", "- - -", "==="])
def test_a_rule_below_a_paragraph_is_a_rule(rule: str) -> None:
    report = Report()
    story = read(f"What's happened\n\nThe harbour is open again.\n{rule}\nShips are back.\n", report)
    assert (str(story.summary), story.sections, codes(report)) == (
        "The harbour is open again.\n\nShips are back.",
        (),
        [],
    )


@pytest.mark.parametrize(
    "text",
    [
        "1. Background\n2. Timeline\n3. Money",
        "1. Money\n2. Background",
        "- Background\n- Timeline",
        "-\nBackground\n-\nTimeline",
    ],
)
def test_items_of_a_list_are_no_headings(text: str) -> None:
    story = read(f"What's happened\nRain.\nAnalysis\n{text}\n")
    assert [section.kind for section in story.sections] == ["analysis"]


# --- headings that are not known --------------------------------------------------------------------------------------

UNKNOWN = [
    ("What happened\nRain.\nLater that day\nWind.\n", "Rain.", "Later that day"),
    ("What happened\n\nRain.\n\nLater that day\n\nWind.\n", "Rain.", "Later that day"),
    ("What happened\nLater that day\nWind.\n", "", "Later that day"),
    ("What happened\n\nLater that day\n\nWind.\n", "", "Later that day"),
    ("## What happened\nRain.\n### Later that day\nWind.\n", "Rain.", "Later that day"),
    ("## What happened\n### Later that day\nWind.\n", "", "Later that day"),
    ("Later that day\nWind.\nWhat happened\nRain.\n", "Rain.", "Later that day"),
    ("Later that day\n\nWind.\n\nWhat happened\n\nRain.\n", "Rain.", "Later that day"),
    ("## Later that day\nWind.\n## What happened\nRain.\n", "Rain.", "Later that day"),
    ("Later that day\n---\nWind.\n\nBackground\nOld.\n", "", "Later that day"),
    ("**Later that day**\nWind.\nBackground\nOld.\n", "", "Later that day"),
    ("Later that day\nWind.\nBackground\nOld.\n", "", "Later that day"),
    ("It rained.\n\nLater that day\n\nWind.\n\nBackground\nOld.\n", "It rained.", "Later that day"),
]


@pytest.mark.parametrize(("text", "summary", "heading"), UNKNOWN)
def test_an_unknown_heading_begins_a_section_and_never_the_summary(text: str, summary: str, heading: str) -> None:
    report = Report()
    story = read(text, report)
    assert str(story.summary) == summary
    (section,) = [section for section in story.sections if section.kind == "other"]
    assert (section.heading, section.blocks) == (heading, (Paragraph(text="Wind."),))
    (finding,) = [finding for finding in report if finding.code == "text.heading.unknown"]
    assert (heading in finding.message, finding.severity) == (True, Severity.INFO)


@pytest.mark.parametrize(
    ("lead", "headline", "sections"),
    [
        ("Storm hits\nIn the harbour\nIt did.", "Storm hits", ["In the harbour"]),
        ("# Storm hits\n\n## In the harbour\n\nIt did.", "Storm hits", ["In the harbour"]),
        ("Storm hits\n==========\n\nIn the harbour\n--------------\n\nIt did.", "Storm hits", ["In the harbour"]),
        ("Storm hits\nBy Anna Berg\nIt did.", "Storm hits", []),
        ("Storm hits\n\n28 April 2026\n\nIt did.", "Storm hits", []),
        ("Storm hits\nThe harbour of Vallmar has been closed for all ships on\nMonday. It did.", "Storm hits", []),
    ],
)
def test_headings_between_the_headline_and_the_first_part(lead: str, headline: str, sections: list[str]) -> None:
    story = loads_story(f"{lead}\n\nBackground\nOld.\n", "text", defaults={"id": "urn:x:1"})
    assert story.headline == headline
    assert [section.heading for section in story.sections if section.kind == "other"] == sections
    assert ("It did." in str(story.summary)) is (not sections)


def test_a_summary_that_nobody_gives_is_reported_once() -> None:
    report = Report()
    story = read("Background\nOld.\nFAQ\n- Why?\nSo.\n", report)
    assert story.summary == ""
    assert codes(report).count("text.summary.missing") == 1
    report = Report()
    assert read("Background\nOld.\n", report, summary="Given.").summary == "Given."
    assert "text.summary.missing" not in codes(report)


# --- topics -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "## Topics\n### Vallmar\nVallmar is a city.\n### Anna Berg\nAnna Berg is a politician.\n",
        "Topics\n**Vallmar**\nVallmar is a city.\n**Anna Berg**\nAnna Berg is a politician.\n",
    ],
)
def test_marked_names_of_topics(text: str) -> None:
    story = read(text)
    assert [(topic.name, topic.kind) for topic in story.topics] == [("Vallmar", "place"), ("Anna Berg", "person")]
    assert story.sections == ()


# --- detection --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Background\nOld.", True),
        ("FAQ\n- Why?", True),
        ("# Title\n\n## What happened\n", True),
        ("# Title\n\n## Background\n\nOld.\n\n## FAQ\n", True),
        ("# Project\n\n## Overview\n\nA tool.\n\n## License\n", False),
        ("# Project\n\n## Background\n\nA tool.\n\n## History\n", False),
        ("Words.\n", False),
        ("", False),
    ],
)
def test_detection_of_pages(head: str, expected: bool) -> None:
    assert looks_like_page(head) is expected

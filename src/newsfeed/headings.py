"""Headings of an explainer's parts, by language; newsrooms can replace them with their own."""

from functools import cache, lru_cache
from typing import Final

import attrs

from newsfeed.classes.frozen import frozen
from newsfeed.errors import ModelError
from newsfeed.values.xml_chars import XML_SPACE, illegal_character, illegal_reason

PARTS: Final = ("summary", "analysis", "press", "background", "prompts", "questions", "topics", "corrections")
"""The parts that have a heading, in page order."""


def _as_tuple(value: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _check_spellings(_: object, attribute: "attrs.Attribute[tuple[str, ...]]", spellings: tuple[str, ...]) -> None:
    """Refuse spellings that could not be written as a heading."""
    field = f"Headings.{attribute.name}"
    for spelling in spellings:
        if not isinstance(spelling, str) or not spelling.strip(XML_SPACE):
            raise ModelError(field, f"has {spelling!r:.64}, but a heading must be a line of text")
        if (index := illegal_character(spelling)) >= 0:
            raise ModelError(field, illegal_reason(spelling, index))


@frozen(kw_only=True)
class Headings:
    """A newsroom's headings for the parts of its explainers.

    Each part has a tuple of spellings; one string stands for a tuple of one. The body and the explainer page are
    written with the first spelling. Pages are read by all of them, ignoring case, quotation marks and final
    punctuation. A part without a spelling has no heading and is not recognized on a page.

    Raises:
        ModelError: a spelling is not a string, is empty, or has a character that XML 1.0 forbids.
    """

    summary: tuple[str, ...] = attrs.field(default=(), converter=_as_tuple, validator=_check_spellings)
    analysis: tuple[str, ...] = attrs.field(default=(), converter=_as_tuple, validator=_check_spellings)
    press: tuple[str, ...] = attrs.field(default=(), converter=_as_tuple, validator=_check_spellings)
    background: tuple[str, ...] = attrs.field(default=(), converter=_as_tuple, validator=_check_spellings)
    prompts: tuple[str, ...] = attrs.field(default=(), converter=_as_tuple, validator=_check_spellings)
    questions: tuple[str, ...] = attrs.field(default=(), converter=_as_tuple, validator=_check_spellings)
    topics: tuple[str, ...] = attrs.field(default=(), converter=_as_tuple, validator=_check_spellings)
    corrections: tuple[str, ...] = attrs.field(default=(), converter=_as_tuple, validator=_check_spellings)

    def label(self, part: str) -> str:
        """Return the heading to write for a part: its first spelling, or the English one if it has none.

        Args:
            part: one of `PARTS`.
        """
        spellings: tuple[str, ...] = getattr(self, part) or getattr(english(), part)
        return spellings[0]


_SPELLINGS: Final[dict[str, dict[str, str | tuple[str, ...]]]] = {
    "en": {
        "summary": ("What's happened", "What happened", "What has happened", "What is happening", "What's new"),
        "analysis": ("What's behind the headline?", "Behind the headline", "What is behind the headline?", "Why it matters"),
        "press": ("What the papers say", "What the press says", "What others say", "Press review"),
        "background": ("How we got here", "How did we get here?", "Background", "The story so far"),
        "prompts": ("Go deeper", "Dig deeper", "What to ask next"),
        "questions": ("Common questions", "Common question", "Frequently asked questions", "FAQ", "Questions and answers"),
        "topics": ("More on these topics", "More on this topic", "Topics", "People and places"),
        "corrections": ("Corrections", "Correction"),
    },
    "ar": {
        "summary": "ماذا حدث", "analysis": "ما وراء الخبر", "press": "ماذا تقول الصحف", "background": "كيف وصلنا إلى هنا",
        "prompts": "للتعمق أكثر", "questions": ("أسئلة شائعة", "سؤال شائع"), "topics": "المزيد حول هذه المواضيع",
        "corrections": "تصحيحات",
    },
    "de": {
        "summary": ("Was ist passiert", "Was passiert ist"), "analysis": "Was steckt dahinter?",
        "press": ("Was die Zeitungen schreiben", "Das sagt die Presse"), "background": ("Wie es dazu kam", "Hintergrund"),
        "prompts": "Mehr erfahren", "questions": ("Häufige Fragen", "Häufige Frage"), "topics": "Mehr zu diesen Themen",
        "corrections": ("Korrekturen", "Korrektur"),
    },
    "es": {
        "summary": "Qué ha pasado", "analysis": "Qué hay detrás del titular", "press": "Qué dicen los periódicos",
        "background": "Cómo hemos llegado hasta aquí", "prompts": "Para profundizar",
        "questions": ("Preguntas frecuentes", "Pregunta frecuente"), "topics": "Más sobre estos temas",
        "corrections": "Correcciones",
    },
    "fr": {
        "summary": "Ce qui s'est passé", "analysis": "Derrière le titre", "press": "Ce que disent les journaux",
        "background": "Comment en est-on arrivé là", "prompts": "Pour aller plus loin",
        "questions": ("Questions fréquentes", "Question fréquente"), "topics": "Plus sur ces sujets",
        "corrections": "Corrections",
    },
    "he": {
        "summary": "מה קרה", "analysis": "מה עומד מאחורי הכותרת", "press": "מה כותבים העיתונים", "background": "איך הגענו לכאן",
        "prompts": "להעמיק", "questions": ("שאלות נפוצות", "שאלה נפוצה"), "topics": "עוד בנושאים אלה", "corrections": "תיקונים",
    },
    "it": {
        "summary": "Che cosa è successo", "analysis": "Dietro il titolo", "press": "Che cosa dicono i giornali",
        "background": "Come ci siamo arrivati", "prompts": "Per approfondire",
        "questions": ("Domande frequenti", "Domanda frequente"), "topics": "Altro su questi argomenti",
        "corrections": "Correzioni",
    },
    "ja": {
        "summary": "何が起きたか", "analysis": "見出しの背景", "press": "各紙の報道", "background": "これまでの経緯",
        "prompts": "さらに詳しく", "questions": "よくある質問", "topics": "関連トピック", "corrections": "訂正",
    },
    "nl": {
        "summary": "Wat is er gebeurd", "analysis": "Achter de kop", "press": "Wat de kranten schrijven",
        "background": "Hoe het zover kwam", "prompts": "Meer weten", "questions": ("Veelgestelde vragen", "Veelgestelde vraag"),
        "topics": "Meer over deze onderwerpen", "corrections": "Correcties",
    },
    "pt": {
        "summary": "O que aconteceu", "analysis": "Por trás da manchete", "press": "O que dizem os jornais",
        "background": "Como chegamos até aqui", "prompts": "Para saber mais",
        "questions": ("Perguntas frequentes", "Pergunta frequente"), "topics": "Mais sobre estes temas",
        "corrections": "Correções",
    },
}  # fmt: skip


@cache
def by_language() -> dict[str, Headings]:
    """Return the bundled headings by language (ISO 639-1); built on first use to keep imports fast."""
    return {language: Headings(**spellings) for language, spellings in _SPELLINGS.items()}


def english() -> Headings:
    """Return the English headings, the fallback for languages without a table."""
    return by_language()["en"]


@lru_cache(maxsize=256)
def for_language(language: str | None) -> Headings:
    """Return the headings of a language (BCP 47 tag), or the English ones if there is no table for it."""
    return by_language().get((language or "en").partition("-")[0].lower()) or english()

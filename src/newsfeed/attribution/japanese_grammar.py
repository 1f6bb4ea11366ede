"""The grammar of attribution in Japanese: patterns made of the stems and particles in the data of `knowledge`."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

import attrs

from newsfeed.knowledge.lists import DATA

MASK: Final = "\ufffc"
"""The character that stands for each character of a quotation."""

_CHARACTERS: Final = "一-龥々〆ヶァ-ヴーA-Za-zＡ-Ｚａ-ｚ0-9０-９&＆・"
_AFTER_NAME: Final = "紙|誌|の|は|が|も|に|で|によ|[:：、と]"

Pattern = re.Pattern[str]


@attrs.frozen(kw_only=True)
class JapaneseGrammar:
    """The patterns of attribution; those of roles match at the end of a name.

    Attributes:
        outlet_ending: the end of a name that makes it an outlet's.
        outlet_beginning: a beginning that does so.
        unit: nouns and counters between a name and its particle.
        source: the role of a source.
        strong_source: sources that make any name an outlet's.
        told_outlet: the role of the outlet that somebody told something.
        subject: the role of a subject or topic.
        cleft: the end of "the one that reports it is", before a name.
        copula: "is", behind it.
        label: a colon.
        trap: particles of names that only modify another noun, or are objects.
        verb: stems of verbs and adjectives that tell a position.
        joiner: what stands between two joined names.
        continuing: a phrase for the outlet of the sentence before.
        subjectless: the beginning of a sentence that adds to the one before.
        bare: words for "so says", in a sentence about the quotation before it.
        boundary: the end of a clause, or a conjunction.
        name_character: a character of names: kanji, katakana, Latin letters.
        name_run: a run of them.
        title_role: the role of a name in quotation marks.
        hiragana_name: names with hiragana, behind the word for a periodical or a medium.
    """

    outlet_ending: Pattern
    outlet_beginning: Pattern
    unit: Pattern
    source: Pattern
    strong_source: Pattern
    told_outlet: Pattern
    subject: Pattern
    cleft: Pattern
    copula: Pattern
    label: Pattern
    trap: Pattern
    verb: Pattern
    joiner: Pattern
    continuing: Pattern
    subjectless: Pattern
    bare: Pattern
    boundary: Pattern
    name_character: Pattern
    name_run: Pattern
    hiragana_name: Pattern
    title_role: Pattern


@cache
def japanese_grammar() -> JapaneseGrammar:
    """Return the grammar, read from its data file."""
    data = tomllib.loads((DATA / "grammar" / "japanese.toml").read_text(encoding="utf-8"))
    names, cues, verbs, continuing = data["names"], data["cues"], data["verbs"], data["continuing"]
    unit = f"(?:{_any(names, 'units')})?"
    works = rf"の(?:独自|最新|合同)?(?:{_any(cues, 'works')})(?!姿勢|ぶり|機関|陣)"
    periodical_name = rf"(?:{_any(names, 'periodicals')})[ぁ-ん一-龥ァ-ヴー]{{2,8}}"
    return JapaneseGrammar(
        outlet_ending=re.compile(rf"(?:{_any(names, 'endings')})$"),
        outlet_beginning=re.compile(rf"^(?:{_any(names, 'beginnings')})"),
        unit=re.compile(unit),
        source=re.compile(rf"{unit}(?:{_any(cues, 'sources')}|{works})"),
        strong_source=re.compile(
            rf"(?:紙|誌|電子版)?(?:{_any(cues, 'strong_sources')})|(?:紙|誌)(?:は|が|も|に|の)|[:：]"
        ),
        told_outlet=re.compile(rf"{unit}に(?:対し|は)?(?:そう|こう|も|、)?[^、。]{{0,12}}?(?:{_any(cues, 'told')})"),
        subject=re.compile(rf"{unit}(?:{_any(cues, 'subjects')})"),
        cleft=re.compile(rf"[うくぐすつぬぶむるた](?:{_any(cues, 'clefts')})$"),
        copula=re.compile(rf"{unit}(?:{_any(cues, 'copulas')})"),
        label=re.compile(rf"{unit}[:：]"),
        trap=re.compile(f"(?:{_any(cues, 'traps')})"),
        verb=re.compile(_any(verbs, "saying")),
        joiner=re.compile(rf"(?:紙|誌)?\s?(?:{_any(names, 'joiners')})\s?"),
        continuing=re.compile(_any(continuing, "phrases")),
        subjectless=re.compile(f"(?:{_any(continuing, 'additions')})"),
        bare=re.compile(rf"(?:そう|こう|次のように|このように)[^、。]{{0,6}}(?:{_any(verbs, 'bare')})"),
        boundary=re.compile(rf"[、。，．！？\s）)：:—―–・…;；{MASK}]|{_any(names, 'conjunctions')}"),
        name_character=re.compile(f"[{_CHARACTERS}]"),
        name_run=re.compile(rf"[{_CHARACTERS}.’'\-]{{2,24}}"),
        title_role=re.compile(rf"{unit}(?:によ|は|が|も)"),
        hiragana_name=re.compile(
            rf"(?:{periodical_name}|(?:{_any(names, 'media')})の[一-龥ァ-ヴー]{{2,8}})(?={_AFTER_NAME})"
        ),
    )


def _any(table: Mapping[str, Any], key: str) -> str:
    """Return the alternatives of a list as one pattern."""
    return "|".join(table[key].split())

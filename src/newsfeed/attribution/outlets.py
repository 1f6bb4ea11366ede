"""Recognition of the outlets that a sentence attributes its words to.

A name is an outlet's if it is part of an attribution ("According to X", "X reports", "X's reporting", "told X", "as X
put it" ...) and one of these holds:

* the caller lists it;
* it is a known outlet, or has a word that marks outlets (Times, Post, Zeitung ...) and none that marks other actors
  (Ministry, Intelligence, Court ...);
* it is an acronym after "According to" or before a verb of reporting, and not that of a known body (UN, NATO ...);
* it has a capital article inside the sentence ("According to The ..."), and no word that marks other actors.

A person, country, official or ministry is therefore not an outlet. In scripts without capitals, the attribution itself
names the kind of outlet (a newspaper, an agency), or the name is quoted. All words are data, in `outlets_data`.
"""

import re
from collections.abc import Collection, Iterator
from functools import cache
from typing import Final, NamedTuple

from newsfeed.attribution.outlets_data import (
    ARTICLES,
    ATTRIBUTION_CUES,
    CONTINUATIONS,
    GENERIC_LABELS,
    KNOWN_OUTLETS,
    NON_OUTLET_ACRONYMS,
    NON_OUTLET_WORDS,
    NOT_OUTLETS_ALONE,
    OUTLET_NOUNS,
    OUTLET_WORDS,
    REPORTING_VERBS,
    SENTENCE_OPENERS,
    SOURCE_CUES,
    UNCASED_SCRIPT_PATTERNS,
)

_UPPER: Final = (
    "".join(character for character in map(chr, range(0x250)) if character.isupper()) + "\u0386-\u03ab\u0400-\u042f"
)
_WORD: Final = rf"(?:\d{{1,3}}(?=\s[{_UPPER}])|[{_UPPER}](?:[\w&]|[.\-+](?=\w)|[’'](?!s\b)(?=\w))*)"
_NAME_LINK: Final = (
    r"(?:of|and|&|de|del|della|delle|di|der|die|das|des|du|d[’']|für|für die|van|von|y|do|da|dos|in the)"
)
_NAME: Final = (
    rf"{_WORD}(?:\s+(?:{_NAME_LINK}\s+)?{_WORD}){{0,6}}|dpa|taz|franceinfo"
    r"|[a-z0-9][\w-]*\.(?:com|org|net|de|fr|co\.uk|es|it|nl)"
)
_OPENING_MARK: Final = "[\"“„«»‘']?[\u00a0 ]?"
_CLOSING_MARK: Final = "[\u00a0 ]?[\"”“»«’']?"
_ACRONYM: Final = re.compile(rf"[{_UPPER}][{_UPPER}\d]{{1,5}}")
_REPORT_NOUNS: Final = (
    r"report|coverage|analysis|editorial|correspondent|article|columnist|account|journalist|interview|headline|story"
)
_OUTLET_ENDINGS: Final = ("zeitung", "post", "blatt", "times", "presse", "news")
"""Endings of compound words that make a name an outlet's."""

_SENTENCE_ARTICLES: Final = ("Der", "Die", "Das", "Il", "O", "A", "Os", "As", "De", "Het")
"""Articles that are written with a capital at the start of a sentence without being part of a name."""

_MAX_LABEL_WORDS: Final = 8
_MIN_INFLECTED: Final = 7
"""Number of characters from which a German word in -en is taken for an inflected adjective."""


class Candidate(NamedTuple):
    """A possible outlet, and its offset in the text."""

    name: str
    offset: int


class AttributionPattern(NamedTuple):
    """A pattern of attribution.

    Attributes:
        pattern: has the groups `name` and `article`.
        article_suffices: a capital article makes the name an outlet's.
        acronym_suffices: capitals alone make the name an outlet's.
    """

    pattern: "re.Pattern[str]"
    article_suffices: bool
    acronym_suffices: bool


def find_outlets(text: str, language: str, outlet_names: Collection[str] = ()) -> list[str]:
    """Return the outlets that a sentence is attributed to, in their order, each once.

    Args:
        text: the sentence.
        language: primary language subtag; English patterns apply to languages without their own.
        outlet_names: names that are outlets regardless of the rules.
    """
    names: dict[str, int] = {}
    for name, offset in sorted(_candidates(text, language, outlet_names), key=lambda candidate: candidate.offset):
        if not any(name in longer_name and name != longer_name for longer_name in names):
            names.setdefault(name, offset)
    return list(names)


def continues_outlet(text: str, language: str) -> bool:
    """Return whether a sentence continues with the outlet of the sentence before it ("The paper adds ...")."""
    pattern = _continuation(language)
    return pattern is not None and pattern.match(text) is not None


def is_outlet(name: str, outlet_names: Collection[str] = (), *, is_attributed: bool = False) -> bool:
    """Return whether a name is an outlet's.

    Args:
        name: the name, with or without an article.
        outlet_names: names that are outlets regardless of the rules.
        is_attributed: an attribution names it, so that an acronym suffices.
    """
    if name in outlet_names or name in KNOWN_OUTLETS or _without_article(name) in KNOWN_OUTLETS:
        return True
    words = set(re.split(r"[\s\-]+", name)) | set(name.split())
    if words & NON_OUTLET_WORDS:
        return False
    if name in NOT_OUTLETS_ALONE:
        return False
    if words & OUTLET_WORDS or re.fullmatch(r"[\w-]+\.[a-z.]{2,6}", name):
        return True
    if any(word.casefold().endswith(_OUTLET_ENDINGS) for word in words):
        return True
    return (
        is_attributed
        and _ACRONYM.fullmatch(_without_article(name)) is not None
        and _without_article(name) not in NON_OUTLET_ACRONYMS
    )


def is_label(label: str, language: str, outlet_names: Collection[str] = ()) -> bool:
    """Return whether the text before a colon is only an outlet's name ("The Times reports:" is more)."""
    link = re.compile(rf"(?:{_NAME_LINK}|the)", re.IGNORECASE)
    is_name = (
        all(not word[:1].islower() or link.fullmatch(word) for word in label.split())
        or label in outlet_names
        or label in KNOWN_OUTLETS
    )
    return (
        is_name
        and is_outlet(label, outlet_names, is_attributed=True)
        and (label in outlet_names or not find_outlets(label, language))
    )


def label_names_outlet(label: str, outlet_names: Collection[str] = ()) -> bool:
    """Return whether the label of a point in the press review is an outlet's name."""
    if is_outlet(label, outlet_names, is_attributed=True):
        return True
    words = label.split()
    if not 0 < len(words) <= _MAX_LABEL_WORDS or set(words) & NON_OUTLET_WORDS:
        return False
    if {word.casefold() for word in words} & GENERIC_LABELS:
        return False
    link = re.compile(rf"{_NAME_LINK}|the|le|la|el|il", re.IGNORECASE)
    return all(not word[:1].islower() or link.fullmatch(word) for word in words)


def is_same_outlet(name: str, other_name: str) -> bool:
    """Return whether two names are the same outlet's, regardless of case and article."""
    return _without_article(name).casefold() == _without_article(other_name).casefold()


def _without_article(name: str) -> str:
    return name[4:] if name[:4] in ("The ", "the ") else name


def _candidates(text: str, language: str, outlet_names: Collection[str]) -> Iterator[Candidate]:
    for name in outlet_names:
        if (index := text.find(name)) >= 0 and _is_attributed(text, index, index + len(name), language):
            yield Candidate(name, index)
    for uncased_pattern in _uncased_patterns(language):
        for match in uncased_pattern.finditer(text):
            yield Candidate(_matched_group(match).strip(), match.start())
    for pattern, article_suffices, acronym_suffices in _patterns(language if language in REPORTING_VERBS else "en"):
        for match in pattern.finditer(text):
            yield from _matched_outlets(match, outlet_names, article_suffices, acronym_suffices)


def _matched_group(match: "re.Match[str]") -> str:
    return next((group for group in match.groups() if group), "")


def _is_attributed(text: str, start: int, end: int, language: str) -> bool:
    """Return whether a name that the caller lists is part of an attribution, or begins the sentence."""
    before, after = text[:start], text[end:]
    pattern_language = language if language in REPORTING_VERBS else "en"
    cue = re.search(rf"(?:\b(?:{ATTRIBUTION_CUES[pattern_language]})\b[^.;]{{0,40}})$", before, re.IGNORECASE)
    verb = re.match(rf"[’'\w\s,]{{0,40}}?\b(?:{_verbs(pattern_language)})\b", after)
    return bool(cue or verb or language in UNCASED_SCRIPT_PATTERNS or not before.strip("\"“„«‘' "))


def _matched_outlets(
    match: "re.Match[str]", outlet_names: Collection[str], article_suffices: bool, acronym_suffices: bool
) -> Iterator[Candidate]:
    """Yield the outlets of a match: two if one verb serves both ("The Times and Post report")."""
    article = " ".join(_name_article(match).split())
    glue = "" if article.endswith(("’", "'")) or not article else " "
    full_name = f"{article}{glue}{_nominative(match)}"
    for index, part in enumerate(_split_names(full_name, outlet_names), match.start("name")):
        name = _without_article(part) if part not in KNOWN_OUTLETS and _is_short(_without_article(part)) else part
        has_capital_article = (
            article_suffices
            and _is_within_sentence(match)
            and bool(article)
            and not set(name.split()) & NON_OUTLET_WORDS
        )
        if has_capital_article or is_outlet(name, outlet_names, is_attributed=acronym_suffices):
            yield Candidate(name, index)


def _is_within_sentence(match: "re.Match[str]") -> bool:
    """Return whether words precede the article, so that it has a capital only as part of a name."""
    return any(map(str.isalnum, match.string[: max(match.start("article"), 0)]))


def _name_article(match: "re.Match[str]") -> str:
    """Return the article if it is part of the name: it has a capital, and not only as the start of the sentence."""
    article = match["article"] or ""
    full_name = f"{article}{match['name']}"
    may_be_grammatical = article.strip() in _SENTENCE_ARTICLES and full_name not in KNOWN_OUTLETS
    return article if article[:1].isupper() and not (may_be_grammatical and not _is_within_sentence(match)) else ""


def _nominative(match: "re.Match[str]") -> str:
    """Return a name in the nominative: German inflects adjectives before the noun ("der Süddeutschen Zeitung")."""
    name = match["name"]
    if (match["article"] or "").strip() not in ("der", "dem", "den", "des"):
        return name
    *words, noun = name.split()
    adjectives = (word[:-1] if len(word) >= _MIN_INFLECTED and word.endswith("en") else word for word in words)
    return " ".join([*adjectives, noun])


def _is_short(name: str) -> bool:
    return name in KNOWN_OUTLETS or _ACRONYM.fullmatch(name) is not None


def _split_names(name: str, outlet_names: Collection[str]) -> list[str]:
    """Return the names of two outlets joined by "and", or the one name."""
    name = " ".join(name.split())
    if name in outlet_names or " and " not in name:
        return [name]
    parts = name.split(" and ")
    return parts if all(is_outlet(part, outlet_names, is_attributed=True) for part in parts) else [name]


def _verbs(language: str) -> str:
    return "|".join(REPORTING_VERBS[language].split())


@cache
def _continuation(language: str) -> "re.Pattern[str] | None":
    source = CONTINUATIONS.get(language)
    if source is None:
        return None
    return re.compile(source.replace("{verbs}", _verbs(language) if language in REPORTING_VERBS else ""), re.IGNORECASE)


@cache
def _uncased_patterns(language: str) -> tuple["re.Pattern[str]", ...]:
    if language not in UNCASED_SCRIPT_PATTERNS:
        return ()
    names = "|".join(
        sorted(
            (re.escape(name) for name in KNOWN_OUTLETS if not name.isascii() or language == "ja"), key=len, reverse=True
        )
    )
    cues = {
        "ja": rf"(?P<z>{names})(?:通信|紙|電)?(?:によると|によれば|は|が|も)",
        "ar": rf"(?:وفقا|وفقًا|وفقاً|نقلا|نقلًا|بحسب|حسب|ذكرت|قالت|أفادت|كتبت|نشرت|أوردت)\s+(?:ل|عن\s+)?(?P<z>{names})",
        "he": rf"(?:לפי|על פי|ב|עיתון)\s?-?(?P<z>{names})\b|^(?P<y>{names})\s+(?:מדווח|כתב|דיווח|מדגיש|מציין|כותב)",
    }
    return tuple(re.compile(source) for source in (*UNCASED_SCRIPT_PATTERNS[language], cues[language]))


@cache
def _patterns(language: str) -> tuple[AttributionPattern, ...]:
    """Return the patterns of attribution of a language with capitals."""
    articles = "|".join(map(re.escape, ARTICLES[language]))
    article = rf"(?P<article>(?i:{articles})(?:\s+|(?<=[’'])))?"
    noun = rf"(?:(?:(?i:{articles})\s+)?{OUTLET_NOUNS[language]}\s+)?"
    name = (
        rf"(?<!\w){_OPENING_MARK}{article}{_OPENING_MARK}(?!(?:{SENTENCE_OPENERS})\b)(?P<name>{_NAME}){_CLOSING_MARK}"
    )
    verbs = rf"(?:{_verbs(language)})\b"
    aside = r"(?:,\s[^,;.]{1,80},)?"
    adverbs = r"(?:\s+(?:also|further|however|too|meanwhile|similarly|has|have|had|auch|hat|aussi|a|ha|también|\w+ly))*"
    according_to = rf"\b(?i:{SOURCE_CUES[language]})\s+"
    # source, article_suffices, acronym_suffices
    rules = (
        (rf"{according_to}{noun}{name}", True, True),
        (rf"{according_to}[^.;:]{{1,80}}?(?:,|\band|\bund|\bet|\by|\be|\ben)\s+{name}", False, False),
        (rf"\b(?i:{ATTRIBUTION_CUES[language]})\s+{noun}{name}", False, False),
        (rf"{noun}{name}{aside}{adverbs}\s+{verbs}", True, True),
        (rf"{name}\s+(?:and|und|et|y|e|en)\s+{_OPENING_MARK}(?:[\w’'-]+\s+){{1,6}}?{verbs}", False, False),
        (rf"{name}[’']s?\s+(?:\w+\s+){{0,2}}?(?:{_REPORT_NOUNS})", False, False),
        (rf"\b(?i:as|wie|comme|como|come|zoals)\s+{name}\s+(?:puts?|has it|{verbs})", False, True),
    )
    return tuple(AttributionPattern(re.compile(source), *sufficient) for source, *sufficient in rules)

"""Which outlets a sentence attributes its words to.

A name is an outlet's when it stands in an attribution ("According to X", "X reports", "X's reporting", "told X", "as X
put it" ...) and one of these holds:

* the caller says that it is one;
* it is a known one, or has a word in it that marks outlets (Times, Post, Zeitung ...) and none that marks agents
  (Ministry, Intelligence, Court ...);
* it is an acronym behind "According to" or before a verb of reporting, and not a known body's (UN, NATO ...);
* it has a capital article within the sentence ("According to The ..."), and no word that marks agents.

A person, a country, an official or a ministry is therefore none, whatever it says. In scripts without capitals the
attribution itself names the kind of outlet (a newspaper, an agency), or its name is quoted. All words are data:
`outlets_data`.
"""

import re
from collections.abc import Collection, Iterator
from functools import cache
from typing import Final

from newsfeed.formats.text.outlets_data import (
    AGAIN,
    AGENTS,
    ALONE_NONE,
    ARTICLES,
    BEFORE,
    GENERIC_LABELS,
    KNOWN,
    MARKERS,
    NO_NAMES,
    NOT_ACRONYMS,
    NOUNS,
    OTHER_SCRIPTS,
    STRONG,
    VERBS,
)

_UPPER: Final = "".join(each for each in map(chr, range(0x250)) if each.isupper()) + "\u0386-\u03ab\u0400-\u042f"
_WORD: Final = rf"(?:\d{{1,3}}(?=\s[{_UPPER}])|[{_UPPER}](?:[\w&]|[.\-+](?=\w)|[’'](?!s\b)(?=\w))*)"
_LINK: Final = r"(?:of|and|&|de|del|della|delle|di|der|die|das|des|du|d[’']|für|für die|van|von|y|do|da|dos|in the)"
_NAME: Final = (
    rf"{_WORD}(?:\s+(?:{_LINK}\s+)?{_WORD}){{0,6}}|dpa|taz|franceinfo"
    r"|[a-z0-9][\w-]*\.(?:com|org|net|de|fr|co\.uk|es|it|nl)"
)
_LEFT: Final = "[\"“„«»‘']?[\u00a0 ]?"
_RIGHT: Final = "[\u00a0 ]?[\"”“»«’']?"
_ACRONYM: Final = re.compile(rf"[{_UPPER}][{_UPPER}\d]{{1,5}}")
_REPORTING: Final = (
    r"report|coverage|analysis|editorial|correspondent|article|columnist|account|journalist|interview|headline|story"
)


def find(text: str, language: str, known: Collection[str] = ()) -> list[str]:
    """Name the outlets that a sentence is attributed to, in their order, each once.

    Args:
        text: the sentence.
        language: whose patterns apply; English ones apply where there are none for it.
        known: names that are outlets, whatever the rules say.
    """
    found: dict[str, int] = {}
    for name, at in sorted(_candidates(text, language, known), key=lambda each: each[1]):
        if not any(name in other and name != other for other in found):
            found.setdefault(name, at)
    return list(found)


def goes_on(text: str, language: str) -> bool:
    """Say whether a sentence goes on with the outlet of the one before it ("The paper adds ...")."""
    pattern = _again(language)
    return pattern is not None and pattern.match(text) is not None


def is_outlet(name: str, known: Collection[str] = (), *, attributed: bool = False) -> bool:
    """Say whether a name is an outlet's; `attributed` says that an attribution names it, so that an acronym will do."""
    if name in known or name in KNOWN or _bare(name) in KNOWN:
        return True
    words = set(re.split(r"[\s\-]+", name)) | set(name.split())
    if words & AGENTS:
        return False
    if name in ALONE_NONE:
        return False
    if words & MARKERS or re.fullmatch(r"[\w-]+\.[a-z.]{2,6}", name):
        return True
    compound = any(each.casefold().endswith(("zeitung", "post", "blatt", "times", "presse", "news")) for each in words)
    return compound or (attributed and _ACRONYM.fullmatch(_bare(name)) is not None and _bare(name) not in NOT_ACRONYMS)


def is_label(label: str, language: str, known: Collection[str] = ()) -> bool:
    """Say whether what stands before a colon is an outlet's name and nothing else ("The Times reports:" is more)."""
    linked = re.compile(rf"(?:{_LINK}|the)", re.IGNORECASE)
    names = (
        all(not each[:1].islower() or linked.fullmatch(each) for each in label.split())
        or label in known
        or label in KNOWN
    )
    return names and is_outlet(label, known, attributed=True) and (label in known or not find(label, language))


def label_names_outlet(label: str, known: Collection[str] = ()) -> bool:
    """Say whether the label of a point or paragraph in the press review is an outlet's name."""
    if is_outlet(label, known, attributed=True):
        return True
    words = label.split()
    if not 0 < len(words) <= 8 or set(words) & AGENTS or {each.casefold() for each in words} & GENERIC_LABELS:
        return False
    linked = re.compile(rf"{_LINK}|the|le|la|el|il", re.IGNORECASE)
    return all(not each[:1].islower() or linked.fullmatch(each) for each in words)


def same(one: str, other: str) -> bool:
    """Say whether two names are the same outlet's: no case, no article."""
    return _bare(one).casefold() == _bare(other).casefold()


def _bare(name: str) -> str:
    return name[4:] if name[:4] in ("The ", "the ") else name


def _candidates(text: str, language: str, known: Collection[str]) -> Iterator[tuple[str, int]]:
    for name in known:
        if (at := text.find(name)) >= 0 and _attributed(text, at, at + len(name), language):
            yield name, at
    for pattern in _other_scripts(language):
        for match in pattern.finditer(text):
            yield _matched(match).strip(), match.start()
    for pattern, capital, acronym in _patterns(language if language in VERBS else "en"):
        for match in pattern.finditer(text):
            yield from _names(match, known, capital, acronym)


def _matched(match: "re.Match[str]") -> str:
    return next((each for each in match.groups() if each), "")


def _attributed(text: str, start: int, end: int, language: str) -> bool:
    """Say whether a name that the caller knows stands in an attribution, or at the start."""
    before, after = text[:start], text[end:]
    own = language if language in VERBS else "en"
    cue = re.search(rf"(?:\b(?:{BEFORE[own]})\b[^.;]{{0,40}})$", before, re.IGNORECASE)
    verb = re.match(rf"[’'\w\s,]{{0,40}}?\b(?:{_verbs(own)})\b", after)
    return bool(cue or verb or language in OTHER_SCRIPTS or not before.strip("\"“„«‘' "))


def _names(match: "re.Match[str]", known: Collection[str], capital: bool, acronym: bool) -> Iterator[tuple[str, int]]:
    """Give the outlets of a match: two where one verb serves both ("The Times and Post report")."""
    article = " ".join(_kept(match).split())
    glue = "" if article.endswith(("’", "'")) or not article else " "
    whole = f"{article}{glue}{_nominative(match)}"
    for at, part in enumerate(_parted(whole, known), match.start("name")):
        name = _bare(part) if part not in KNOWN and _short(_bare(part)) else part
        unknown = capital and _inside(match) and bool(article) and not set(name.split()) & AGENTS
        if unknown or is_outlet(name, known, attributed=acronym):
            yield name, at


def _inside(match: "re.Match[str]") -> bool:
    """Say whether the article stands within the sentence, where only a name's has a capital."""
    return any(map(str.isalnum, match.string[: max(match.start("article"), 0)]))


def _kept(match: "re.Match[str]") -> str:
    """Give the article where it is part of the name: it has a capital, and not only because it begins the sentence."""
    article = match["article"] or ""
    whole = f"{article}{match['name']}"
    grammatical = (
        article.strip() in ("Der", "Die", "Das", "Il", "O", "A", "Os", "As", "De", "Het") and whole not in KNOWN
    )
    return article if article[:1].isupper() and not (grammatical and not _inside(match)) else ""


def _nominative(match: "re.Match[str]") -> str:
    """Give a name as it is by itself: German declines what stands before its last word ("der Süddeutschen Zeitung")."""
    name = match["name"]
    if (match["article"] or "").strip() not in ("der", "dem", "den", "des"):
        return name
    *words, last = name.split()
    return " ".join([*(each[:-1] if len(each) > 6 and each.endswith("en") else each for each in words), last])


def _short(name: str) -> bool:
    return name in KNOWN or _ACRONYM.fullmatch(name) is not None


def _parted(name: str, known: Collection[str]) -> list[str]:
    name = " ".join(name.split())
    if name in known or " and " not in name:
        return [name]
    parts = name.split(" and ")
    return parts if all(is_outlet(each, known, attributed=True) for each in parts) else [name]


def _verbs(language: str) -> str:
    return "|".join(VERBS[language].split())


@cache
def _again(language: str) -> "re.Pattern[str] | None":
    source = AGAIN.get(language)
    if source is None:
        return None
    return re.compile(source.replace("{verbs}", _verbs(language) if language in VERBS else ""), re.IGNORECASE)


@cache
def _other_scripts(language: str) -> tuple["re.Pattern[str]", ...]:
    if language not in OTHER_SCRIPTS:
        return ()
    names = "|".join(
        sorted((re.escape(each) for each in KNOWN if not each.isascii() or language == "ja"), key=len, reverse=True)
    )
    cues = {
        "ja": rf"(?P<z>{names})(?:通信|紙|電)?(?:によると|によれば|は|が|も)",
        "ar": rf"(?:وفقا|وفقًا|وفقاً|نقلا|نقلًا|بحسب|حسب|ذكرت|قالت|أفادت|كتبت|نشرت|أوردت)\s+(?:ل|عن\s+)?(?P<z>{names})",
        "he": rf"(?:לפי|על פי|ב|עיתון)\s?-?(?P<z>{names})\b|^(?P<y>{names})\s+(?:מדווח|כתב|דיווח|מדגיש|מציין|כותב)",
    }
    return tuple(re.compile(each) for each in (*OTHER_SCRIPTS[language], cues[language]))


@cache
def _patterns(language: str) -> tuple[tuple["re.Pattern[str]", bool, bool], ...]:
    """Give patterns; the flags say that a capital article, or that capitals alone, make a name an outlet's."""
    articles = "|".join(map(re.escape, ARTICLES[language]))
    article = rf"(?P<article>(?i:{articles})(?:\s+|(?<=[’'])))?"
    noun = rf"(?:(?:(?i:{articles})\s+)?{NOUNS[language]}\s+)?"
    name = rf"(?<!\w){_LEFT}{article}{_LEFT}(?!(?:{NO_NAMES})\b)(?P<name>{_NAME}){_RIGHT}"
    verbs = rf"(?:{_verbs(language)})\b"
    aside = r"(?:,\s[^,;.]{1,80},)?"
    adverbs = r"(?:\s+(?:also|further|however|too|meanwhile|similarly|has|have|had|auch|hat|aussi|a|ha|también|\w+ly))*"
    strong = rf"\b(?i:{STRONG[language]})\s+"
    return tuple((re.compile(source), capital, acronym) for source, capital, acronym in (
        (rf"{strong}{noun}{name}", True, True),
        (rf"{strong}[^.;:]{{1,80}}?(?:,|\band|\bund|\bet|\by|\be|\ben)\s+{name}", False, False),
        (rf"\b(?i:{BEFORE[language]})\s+{noun}{name}", False, False),
        (rf"{noun}{name}{aside}{adverbs}\s+{verbs}", True, True),
        (rf"{name}\s+(?:and|und|et|y|e|en)\s+{_LEFT}(?:[\w’'-]+\s+){{1,6}}?{verbs}", False, False),
        (rf"{name}[’']s?\s+(?:\w+\s+){{0,2}}?(?:{_REPORTING})", False, False),
        (rf"\b(?i:as|wie|comme|como|come|zoals)\s+{name}\s+(?:puts?|has it|{verbs})", False, True),
    ))  # fmt: skip


__all__ = ["find", "goes_on", "is_label", "is_outlet", "label_names_outlet", "same"]

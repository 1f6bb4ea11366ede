"""The directory of outlets, found in running text by the words of their names.

A line of the data is `Name | alias | alias`. A tilde before a name marks it as ambiguous: it is also an ordinary word, a
place or a person, so that only a clear attribution makes it an outlet. A leading article belongs to the name.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final

import attrs

from newsfeed.knowledge.lists import fold, read_folder
from newsfeed.knowledge.outlet import Outlet
from newsfeed.knowledge.tokens import tokenize

ARTICLES: Final = frozenset(
    [
        "the",
        "der",
        "die",
        "das",
        "le",
        "la",
        "les",
        "l'",
        "el",
        "los",
        "las",
        "il",
        "lo",
        "i",
        "gli",
        "o",
        "a",
        "os",
        "as",
        "de",
        "het",
        "een",
        "den",
    ]
)
"""Articles with which the name of an outlet can begin."""


_KEY_LENGTH: Final = 2


@attrs.frozen
class Spelling:
    """A spelling of an outlet's name, as the words that follow its article.

    Attributes:
        words: the folded words without the article.
        article: the folded article, or "".
        text: the spelling as listed.
        is_lower: the name begins with a lower-case letter (taz, dpa).
        is_ambiguous: the spelling is also an ordinary word or another name.
        outlet: the outlet.
    """

    words: tuple[str, ...]
    article: str
    text: str
    is_lower: bool
    is_ambiguous: bool
    outlet: Outlet


_Entry = tuple[str, str]
"""A spelling as listed, with its tilde, and the name of its outlet."""


class Directory:
    """Outlets by the first word of their names.

    The data has some ten thousand names, of which a page needs a few. Lines are therefore sorted by the first letters
    of their names only, and become spellings when a word with these letters is looked up.

    Args:
        entries: the spellings with their outlets' names.
        outlets: outlets that the caller lists; they take precedence.
    """

    def __init__(self, entries: Iterable[_Entry] = (), outlets: Iterable[Outlet] = ()) -> None:
        self._entries: dict[str, list[_Entry]] = {}
        self._spellings: dict[str, dict[str, list[Spelling]]] = {}
        self._outlets = {to_spelling(outlet.name, outlet): outlet for outlet in outlets}
        for entry in entries:
            self._entries.setdefault(_key(entry[0]), []).append(entry)

    def starting_with(self, word: str) -> Sequence[Spelling]:
        """Return the spellings that begin with a folded word, the longest first."""
        key = word[:_KEY_LENGTH]
        spellings = self._spellings.get(key)
        if spellings is None:
            spellings = self._spellings[key] = self._spellings_by_word(key)
        return spellings.get(word, ())

    def _spellings_by_word(self, key: str) -> dict[str, list[Spelling]]:
        listed = [spelling for spelling in self._outlets if spelling.words and spelling.words[0].startswith(key)]
        bundled_spellings = [to_spelling(text, Outlet(name)) for text, name in self._entries.get(key, ())]
        spellings: dict[str, list[Spelling]] = {}
        for spelling in (*listed, *_merged(bundled_spellings)):
            if spelling.words:
                spellings.setdefault(spelling.words[0], []).append(spelling)
        for same_word in spellings.values():
            same_word.sort(key=lambda spelling: -len(spelling.words))
        return spellings

    def texts(self) -> Iterator[tuple[str, bool]]:
        """Yield all spellings as text, each with whether it is ambiguous."""
        for spelling in self._outlets:
            yield spelling.text, False
        for entries in self._entries.values():
            for text, _ in entries:
                yield text.removeprefix("~"), text.startswith("~")

    def extended(self, outlets: Iterable[Outlet]) -> "Directory":
        """Return a directory with more outlets; they take precedence over those of the same name."""
        directory = Directory((), outlets)
        directory._entries = self._entries
        return directory if directory._outlets else self

    def lookup(self, name: str) -> Spelling | None:
        """Return the spelling that equals a name, regardless of case and article, or None."""
        spelling = to_spelling(name, Outlet(name))
        if not spelling.words:
            return None
        same = [candidate for candidate in self.starting_with(spelling.words[0]) if candidate.words == spelling.words]
        exact = (candidate for candidate in same if candidate.article == spelling.article)
        return next(exact, same[0] if same else None)


def _key(text: str) -> str:
    """Return the first letters of the first word of a name, without the article."""
    name = text.removeprefix("~")
    head, _, remainder = name.partition(" ")
    if remainder and head.casefold() in ARTICLES:
        name = remainder
    elif name[1:2] in ("'", "’") and name[:1] in ("L", "l"):
        name = name[2:]
    return fold(name[: _KEY_LENGTH + 1])[:_KEY_LENGTH]


def _merged(spellings: Iterable[Spelling]) -> Iterator[Spelling]:
    """Yield each of several equal spellings once; it is ambiguous if one of them is."""
    merged: dict[tuple[tuple[str, ...], str], Spelling] = {}
    for spelling in spellings:
        key = (spelling.words, spelling.article)
        if key not in merged or (spelling.is_ambiguous and not merged[key].is_ambiguous):
            merged[key] = spelling
    yield from merged.values()


def to_spelling(text: str, outlet: Outlet) -> Spelling:
    """Return a spelling of an outlet's name; a leading tilde marks it as ambiguous."""
    name = text.strip().removeprefix("~")
    words = split_words(name)
    article = words.pop(0) if len(words) > 1 and words[0] in ARTICLES else ""
    return Spelling(tuple(words), article, name, name[:1].islower(), text.strip().startswith("~"), outlet)


def split_words(name: str) -> list[str]:
    """Return the folded words of a name, split as running text is."""
    if name.isascii() and name.replace(" ", "").isalnum():
        return fold(name).split()
    return [token.norm for token in tokenize(name, 0, len(name), ())]


@cache
def bundled() -> Directory:
    """Return the directory of the outlets that the package knows."""
    return Directory(_bundled_entries())


def _bundled_entries() -> Iterator[_Entry]:
    for line in read_folder("outlets"):
        names = line.split(" | ")
        for name in names:
            yield name, names[0]

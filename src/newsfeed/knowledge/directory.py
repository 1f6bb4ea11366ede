"""The directory of outlets: which names are outlets', found in running text by their words.

A line of the data is `Name | alias | alias`. A tilde before a name marks it as ambiguous: it is also an ordinary word, a
place or a person, so that only a clear attribution makes it an outlet. A leading article belongs to the name.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final

import attrs

from newsfeed.knowledge.lists import fold, read_folder
from newsfeed.knowledge.tokens import tokenize

ARTICLES: Final = frozenset(
    "the der die das le la les l' el los las il lo i gli o a os as de het een den".split()
)
"""Articles with which the name of an outlet can begin."""


@attrs.frozen
class Outlet:
    """A known outlet.

    Attributes:
        name: the name as it is usually written, with its article.
        url: its home page, or None.
        language: BCP 47 tag of the language it publishes in, or None.
        is_listed: the caller or the house named it, so that it is an outlet without doubt.
    """

    name: str
    url: str | None = None
    language: str | None = None
    is_listed: bool = False


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


class Directory:
    """Outlets by the first word of their names; spellings of several words come first."""

    def __init__(self, spellings: Iterable[Spelling] = (), base: "Directory | None" = None) -> None:
        self._base = base
        self._spellings: dict[str, list[Spelling]] = {}
        for spelling in spellings:
            self._spellings.setdefault(spelling.words[0], []).append(spelling)
        for same_word in self._spellings.values():
            same_word.sort(key=lambda spelling: -len(spelling.words))

    def starting_with(self, word: str) -> Sequence[Spelling]:
        """Return the spellings whose first word is the given folded word, the longest first."""
        own_spellings = self._spellings.get(word, ())
        if self._base is None:
            return own_spellings
        base_spellings = self._base.starting_with(word)
        if not own_spellings:
            return base_spellings
        return sorted((*own_spellings, *base_spellings), key=lambda spelling: -len(spelling.words))

    def spellings(self) -> Iterator[Spelling]:
        """Yield all spellings."""
        if self._base is not None:
            yield from self._base.spellings()
        for same_word in self._spellings.values():
            yield from same_word

    def extended(self, outlets: Iterable[Outlet]) -> "Directory":
        """Return a directory that has more outlets, which take precedence over those of the same name."""
        spellings = [to_spelling(outlet.name, outlet) for outlet in outlets]
        return Directory((spelling for spelling in spellings if spelling.words), self) if spellings else self

    def lookup(self, name: str) -> Spelling | None:
        """Return the spelling that equals a name, regardless of case and article, or None."""
        spelling = to_spelling(name, Outlet(name))
        if not spelling.words:
            return None
        same = [known for known in self.starting_with(spelling.words[0]) if known.words == spelling.words]
        exact = (known for known in same if known.article == spelling.article)
        return next(exact, same[0] if same else None)


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
    return Directory(_bundled_spellings())


def _bundled_spellings() -> Iterator[Spelling]:
    for line in read_folder("outlets"):
        names = [name.strip() for name in line.split("|")]
        outlet = Outlet(names[0].removeprefix("~"))
        for name in names:
            spelling = to_spelling(name, outlet)
            if spelling.words:
                yield spelling

"""Name and kind of a topic, from its description.

The description begins with the name ("X, officially the ...", "X (born ...) is ...", "X is a ..."); the noun after the
verb tells the kind. `topic_names` finds the name, `topic_kinds` the kind, `topic_japanese` both in Japanese;
`topic_words` has the words of each language.
"""

import re
from typing import Final

import attrs

from newsfeed.model import TopicKind
from newsfeed.pages import topic_japanese
from newsfeed.pages.topic_articles import without_article
from newsfeed.pages.topic_kinds import KindFinder
from newsfeed.pages.topic_names import INSIDE_NAMES, NamedText, NameFinder
from newsfeed.pages.topic_words import GRAMMARS

_MAX_NAME: Final = 100
_MAX_HEAD: Final = 400
"""Number of characters of a description that are read."""
_MAX_GUESSED_WORDS: Final = 6
_ENGLISH: Final = re.compile(r"\s(?:is|was|are|were|has been)\s(?:an?|the|one)\s")
_ENGLISH_ARTICLES: Final = ("The", "A", "An")


@attrs.frozen
class Subject:
    """The subject of a topic description; `has_name` is False if the name had to be guessed from the first words."""

    name: str
    kind: TopicKind
    has_name: bool


def subject(description: str, language: str) -> Subject:
    """Return the subject of a description.

    Args:
        description: the text about the topic.
        language: primary language subtag; English descriptions are read on any page.
    """
    head = " ".join(description[: _MAX_HEAD * 2].split())[:_MAX_HEAD]
    if language == "ja" and (japanese := topic_japanese.find(head)):
        return Subject(japanese.name, japanese.kind, has_name=True)
    if language not in GRAMMARS or _ENGLISH.search(head):
        language = "en"
    grammar = GRAMMARS[language]
    named = NameFinder(language, grammar).find(head) or _guess(head)
    reading = KindFinder(named.name, language, grammar).find(named.text, named.verb_kind)
    name = named.name if named.is_quoted else without_article(named.name, reading, language, grammar)
    return Subject(name, reading.kind, named.has_name)


def _guess(text: str) -> NamedText:
    """Return the capitalized words at the start, or else up to five words; twenty characters of one very long word."""
    words = text.split()
    capitalized = 0
    for index, word in enumerate(words[:_MAX_GUESSED_WORDS]):
        if word[0].isupper():
            capitalized = index + 1
        elif word not in INSIDE_NAMES:
            break
    if capitalized == 1 and words[0] in _ENGLISH_ARTICLES:
        capitalized = 0
    name = " ".join(words[: capitalized or 5]).strip(" ,;:.!?。、،")
    name = (name if len(name) <= _MAX_NAME else name[:20]).strip() or text[:20].strip()
    return NamedText(name, text[len(name) :], has_name=False)

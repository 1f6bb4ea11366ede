"""Kinds of stories and classes of items as types of schema.org, shared by the writer, the reader and the losses.

A kind that nobody said is written as the type that the parts of the story give it: NewsArticle, and BackgroundNewsArticle
beside it for an explainer. A story that is *said* to be an article or an explainer has the address of the type in
`additionalType` besides, so that both come back as they were.
"""

from typing import Final, get_args

from newsfeed.formats.jsonld import vocabulary
from newsfeed.model import ItemClass, Story, is_explainer

EXPLAINER_TYPES: Final = ("NewsArticle", "BackgroundNewsArticle")
"""The types of an explainer: schema.org's type for it, after the more general one that consumers support."""

LIVE_TYPE: Final = "LiveBlogPosting"
"""The type of live coverage, which a story of any kind can be besides."""

NINATURE: Final = "http://cv.iptc.org/newscodes/ninature/"
"""The scheme of IPTC's classes of items."""

_ARTICLE: Final = "NewsArticle"
_TYPES: Final[dict[str, str]] = {
    "advertorial": "AdvertiserContentArticle",
    "analysis": "AnalysisNewsArticle",
    "ask-public": "AskPublicNewsArticle",
    "background": "BackgroundNewsArticle",
    "blog": "BlogPosting",
    "claim-review": "ClaimReview",
    "live": LIVE_TYPE,
    "opinion": "OpinionNewsArticle",
    "report": "Report",
    "reportage": "ReportageNewsArticle",
    "review": "ReviewNewsArticle",
    "satire": "SatiricalArticle",
    "scholarly": "ScholarlyArticle",
}
"""The type of each kind that has one of its own."""

_NEWS_TYPES: Final = frozenset(
    (
        *("NewsArticle", "AnalysisNewsArticle", "AskPublicNewsArticle", "BackgroundNewsArticle", "OpinionNewsArticle"),
        *("ReportageNewsArticle", "ReviewNewsArticle"),
    )
)
"""NewsArticle and its subtypes, which alone have a dateline; the vocabulary need not be loaded to write them."""

_KINDS: Final = {type_name: kind for kind, type_name in _TYPES.items()}
_ADDITIONAL: Final = {
    "article": f"{vocabulary.SCHEMA_ORG}NewsArticle",
    "explainer": f"{vocabulary.SCHEMA_ORG}BackgroundNewsArticle",
    "press-release": "http://cv.iptc.org/newscodes/genre/Press_Release",
}
"""The `additionalType` of the kinds that have no type of their own."""

_ADDITIONAL_KINDS: Final = {iri: kind for kind, iri in _ADDITIONAL.items()}


def is_article(types: tuple[str, ...]) -> bool:
    """Return whether a story of these types is an article: all are, except for reviews of claims."""
    return any(name != "ClaimReview" for name in types)


def is_news_article(types: tuple[str, ...]) -> bool:
    """Return whether one of the types of a story is NewsArticle or a subtype."""
    return not _NEWS_TYPES.isdisjoint(types)


def is_story_type(name: str) -> bool:
    """Return whether a type of schema.org is a type of stories: an article of any kind, or the review of a claim."""
    return (vocabulary.is_type(name) and vocabulary.is_subtype((name,), "Article")) or name == "ClaimReview"


def story_types(story: Story) -> tuple[str, ...]:
    """Return the types of the node of a story, live coverage included."""
    types = _kind_types(story)
    is_live = story.updates or story.coverage_start or story.coverage_end
    return (*types, LIVE_TYPE) if is_live and LIVE_TYPE not in types else types


def _kind_types(story: Story) -> tuple[str, ...]:
    kind = story.kind
    if kind is None:
        return EXPLAINER_TYPES if is_explainer(story) else (_ARTICLE,)
    if kind == "explainer":
        return EXPLAINER_TYPES
    if kind in _TYPES:
        return (_TYPES[kind],)
    name = kind.removeprefix(vocabulary.SCHEMA_ORG)
    return (name,) if name != kind and is_story_type(name) else (_ARTICLE,)


def additional_types(story: Story) -> tuple[str, ...]:
    """Return the IRIs for the kind of a story and the class of the item if the types of its node do not express them."""
    iris: list[str] = []
    kind = story.kind
    if kind in _ADDITIONAL:
        iris.append(_ADDITIONAL[kind])
    elif kind is not None and _kind_types(story) == (_ARTICLE,):
        iris.append(kind)
    if story.item_class != "text" and story.item_class in get_args(ItemClass):
        iris.append(NINATURE + story.item_class)
    return tuple(iris)


def kind_of(types: tuple[str, ...], additional: tuple[str, ...], *, by_newsfeed: bool) -> str | None:
    """Return the kind of a story.

    Args:
        types: the types of its node.
        additional: the values of `additionalType`.
        by_newsfeed: True if this library wrote the document: the types alone then say no more than the parts of the story.

    Returns:
        a name of `StoryKind`, the IRI of a type, or None if the document does not say it.
    """
    names = [name for name in types if is_story_type(name)]
    if by_newsfeed and len(names) > 1 and names[-1] == LIVE_TYPE:
        names.pop()
    kinds = [iri for iri in additional if not iri.startswith(NINATURE)]
    if names == [_ARTICLE] or tuple(names) == EXPLAINER_TYPES:
        for iri in kinds:
            return _ADDITIONAL_KINDS.get(iri, iri)
        if by_newsfeed:
            return None
        return "article" if names == [_ARTICLE] else "explainer"
    # A page with questions is read as a story, too, but that is no kind of story.
    names = names or [name for name in types if not vocabulary.is_subtype((name,), "WebPage")]
    return _kind_of_type(_most_specific(names)) if names else None


def item_class_of(additional: tuple[str, ...]) -> str | None:
    """Return the class of the item, if an `additionalType` is one of IPTC's."""
    names = (iri.removeprefix(NINATURE) for iri in additional if iri.startswith(NINATURE))
    return next((name for name in names if name in get_args(ItemClass)), None)


def _most_specific(names: list[str]) -> str:
    """Return the type that is the most steps below the root, the first of several."""
    return max(names, key=lambda name: len(vocabulary.ancestors(name)))


def _kind_of_type(name: str) -> str:
    if name == _ARTICLE:
        return "article"
    return _KINDS.get(name, vocabulary.SCHEMA_ORG + name)

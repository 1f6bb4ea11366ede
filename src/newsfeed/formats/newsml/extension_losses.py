"""Losses of the extensions in a story: those that the element of their object has no place for."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final, NamedTuple

from newsfeed.findings import Loss
from newsfeed.formats.newsml.content_set import content_media
from newsfeed.formats.newsml.extension_points import as_read
from newsfeed.formats.newsml.kept import is_written
from newsfeed.formats.newsml.places import CREATED
from newsfeed.formats.newsml.schema_order import LINK, PARTY, PLACE, REMOTE_CONTENT, RIGHTS, SERVICE, SUBJECT, is_kept
from newsfeed.formats.newsml.terms import service_element
from newsfeed.model import Agent, Category, Extension, Media, Organization, Story
from newsfeed.syndication.extensions import is_foreign


class _Owner(NamedTuple):
    """An object with extensions.

    Attributes:
        extensions: its extensions.
        path: path of the object.
        name: name of the element that it is written as.
        ranks: rank of each child of the element.
    """

    extensions: tuple[Extension, ...]
    path: str
    name: str
    ranks: Mapping[str, int]


def extension_losses(story: Story) -> Iterator[Loss]:
    """Yield the losses of the extensions of a story and of the objects in it."""
    yield from losses_of_extensions(story.extensions, "story", is_kept)
    for owner in _owners(story):
        if not owner.extensions:
            continue

        def is_placed(extension: Extension, owner: _Owner = owner) -> bool:
            return is_written(extension, owner.name, owner.ranks)

        yield from losses_of_extensions(owner.extensions, owner.path, is_placed, owner.name)


def losses_of_extensions(
    extensions: tuple[Extension, ...], path: str, is_placed: Callable[[Extension], bool], element: str = ""
) -> Iterator[Loss]:
    """Yield the losses of the extensions of one object.

    Args:
        extensions: the extensions.
        path: path of the object.
        is_placed: whether an extension has a place in the element that the object is written as.
        element: name of that element; an item or message takes elements of any other vocabulary.
    """
    for index, extension in enumerate(extensions):
        if not (is_placed(extension) or (not element and is_foreign(extension))):
            yield Loss(f"{path}.extensions[{index}]", _NO_PLACE.format(element) if element else _NO_NAMESPACE)
        elif as_read(extension) != extension:
            reason = "adjacent texts are merged, and white space between elements is dropped"
            yield Loss(f"{path}.extensions[{index}].content", reason)


_NO_PLACE: Final = "<{}> has no place for it (NewsML-G2 2.35)"
_NO_NAMESPACE: Final = (
    "an extension must have a namespace of XML, and one of NewsML-G2 the name of an element of an item"
)


def _owners(story: Story) -> Iterator[_Owner]:
    """Yield each object in a story that can have extensions, besides the story itself."""
    for agent, path, element in _agents(story):
        yield _Owner(agent.extensions, path, element, PARTY)
        if isinstance(agent, Organization) and agent.logo:
            yield from _media_owners(agent.logo, f"{path}.logo", "remoteInfo", "link", LINK)
    yield from _term_owners(story)
    for index, topic in enumerate(story.topics):
        yield _Owner(topic.extensions, f"story.topics[{index}]", "subject", SUBJECT)
    for index, place in enumerate(story.places):
        element, ranks = ("located", PLACE) if place.role == CREATED else ("subject", SUBJECT)
        yield _Owner(place.extensions, f"story.places[{index}]", element, ranks)
    for index, link in enumerate(story.links):
        yield _Owner(link.extensions, f"story.links[{index}]", "link", LINK)
    if story.rights:
        yield _Owner(story.rights.extensions, "story.rights", "rightsInfo", RIGHTS)
    content = content_media(story)
    for index, media in enumerate(story.media):
        element, ranks = ("remoteContent", REMOTE_CONTENT) if media is content else ("link", LINK)
        yield from _media_owners(media, f"story.media[{index}]", element, element, ranks)
    for field in ("questions", "prompts"):
        for index, question in enumerate(getattr(story, field)):
            yield _Owner(question.extensions, f"story.{field}[{index}]", "partMeta", _OTHER_VOCABULARIES)


_OTHER_VOCABULARIES = {"*": 0}


def _agents(story: Story) -> Iterator[tuple[Agent, str, str]]:
    """Yield each agent of a story with its path and the name of its element."""
    for index, agent in enumerate(story.authors):
        yield agent, f"story.authors[{index}]", "creator"
    for index, agent in enumerate(story.contributors):
        yield agent, f"story.contributors[{index}]", "contributor"
    for index, mention in enumerate(story.press):
        yield mention.outlet, f"story.press[{index}].outlet", "infoSource"
    if story.publisher:
        yield story.publisher, "story.publisher", "provider"
    if story.rights and story.rights.holder:
        yield story.rights.holder, "story.rights.holder", "copyrightHolder"


def _term_owners(story: Story) -> Iterator[_Owner]:
    fields: list[tuple[str, str, tuple[Category, ...]]] = [
        ("categories", "subject", story.categories),
        ("genre", "genre", story.genre),
        ("audiences", "audience", story.audiences),
        ("signals", "signal", story.signals),
    ]
    is_service = all(map(service_element, story.services))
    fields.append(("services", "service" if is_service else "itemMetaExtProperty", story.services))
    for field, element, terms in fields:
        for index, term in enumerate(terms):
            yield _Owner(
                term.extensions, f"story.{field}[{index}]", element, SERVICE if element == "service" else SUBJECT
            )


def _media_owners(
    media: Media, path: str, element: str, element_of_rendition: str, ranks: Mapping[str, int]
) -> Iterator[_Owner]:
    yield _Owner(media.extensions, path, element, ranks)
    for index, rendition in enumerate(media.renditions):
        yield _Owner(rendition.extensions, f"{path}.renditions[{index}]", element_of_rendition, ranks)

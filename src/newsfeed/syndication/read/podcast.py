"""Podcasts: the elements of Apple's vocabulary (itunes) and of Podcasting 2.0 (podcast) that `Podcast` has fields for.

An element is read only if nothing in it is lost: one with an unknown value, attribute or child stays an extension.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import attrs
from lxml import etree

from newsfeed.errors import ModelError
from newsfeed.io.xml import local_name
from newsfeed.model import Chapters, Person, Podcast, PodcastCategory, PodcastPerson, Transcript
from newsfeed.reading.json.json_types import ModelFields
from newsfeed.reading.lenient import LenientReader
from newsfeed.reading.location import Location
from newsfeed.syndication.read import texts
from newsfeed.syndication.read.draft import Draft
from newsfeed.syndication.read.names import element_key
from newsfeed.values import emails
from newsfeed.values.xml_chars import fold

ResolveIri = Callable[[str | None], str | None]
"""Resolves a link in an element; None if there is none or it cannot be used."""


@attrs.define(eq=False)
class PodcastDraft:
    """Values of a podcast or an episode as they are read.

    Attributes:
        values: values by the names of the fields of `Podcast`; a field that is a tuple has a list.
    """

    values: ModelFields = attrs.field(factory=dict)

    def read(self, element: "etree._Element", resolve: ResolveIri) -> bool:
        """Read an element into its field.

        Returns:
            False if it has something that the field cannot hold, or if the field has another value.
        """
        read = _READERS.get(element_key(str(element.tag)))
        try:
            return read is not None and self._add(dict(read(element, resolve)))
        except ModelError:
            return False

    def _add(self, values: ModelFields) -> bool:
        if any(value is None for value in values.values()) or not values:
            return False
        if any(self.values.get(name, value) != value for name, value in values.items() if name not in _LISTS):
            return False
        for name, value in values.items():
            if name in _LISTS:
                self.values.setdefault(name, []).append(value)
            else:
                self.values[name] = value
        return True

    def build(self, lenient: LenientReader, location: Location) -> Podcast | None:
        """Build the `Podcast`; None if it has no value."""
        if not self.values:
            return None
        podcast = lenient.build(Podcast, self.values, location)
        return None if podcast == Podcast() else podcast


def read_podcast_element(element: "etree._Element", podcast: PodcastDraft, draft: Draft) -> None:
    """Read an element of a podcast, as an extension if it has something that no field can hold.

    Args:
        element: the element.
        podcast: takes the value.
        draft: the item or channel.
    """
    if not podcast.read(element, lambda url: draft.iri(url, element, local_name(element))):
        draft.keep(element)
        return
    text = fold(texts.character_data(element))
    if element_key(str(element.tag)) == "itunes:explicit" and text not in ("true", "false"):
        message = f"itunes:explicit has an older spelling, {text!r:.40}: Apple reads true and false"
        draft.note("podcast.explicit", message, element)


_LISTS: Final = ("categories", "persons", "transcripts")

Values = Iterator[tuple[str, Any]]
"""Names of fields with their values; a value of None cannot be held."""

Reader = Callable[["etree._Element", ResolveIri], Values]

_TRUE: Final = frozenset(("true", "yes", "explicit"))
_FALSE: Final = frozenset(("false", "no", "clean"))


def _text(element: "etree._Element", *known_attributes: str) -> str | None:
    """Return the text of an element; None if it has children or other attributes."""
    is_plain = not len(element) and all(name in known_attributes for name, _ in element.items())
    return fold(texts.character_data(element)) if is_plain else None


def _boolean(field: str) -> Reader:
    def read(element: "etree._Element", _resolve: ResolveIri) -> Values:
        word = (_text(element) or "").lower()
        yield field, True if word in _TRUE else False if word in _FALSE else None

    return read


def _number(field: str) -> Reader:
    def read(element: "etree._Element", _resolve: ResolveIri) -> Values:
        text = _text(element) or ""
        yield field, int(text) if text.isascii() and text.isdigit() and len(text) < 10 and int(text) else None

    return read


def _choice(field: str, *choices: str) -> Reader:
    def read(element: "etree._Element", _resolve: ResolveIri) -> Values:
        word = (_text(element) or "").lower()
        yield field, word if word in choices else None

    return read


def _season(element: "etree._Element", _resolve: ResolveIri) -> Values:
    name = fold(element.get("name", ""))
    text = _text(element, "name") or ""
    if name:
        yield "season_name", name
    yield "season", int(text) if text.isascii() and text.isdigit() and len(text) < 10 and int(text) else None


def _image(element: "etree._Element", resolve: ResolveIri) -> Values:
    is_plain = not _text(element, "href", "url") if _text(element, "href", "url") is not None else False
    yield "image", resolve(element.get("href") or element.get("url")) if is_plain else None


def _guid(element: "etree._Element", _resolve: ResolveIri) -> Values:
    yield "guid", _text(element) or None


def _new_feed_url(element: "etree._Element", resolve: ResolveIri) -> Values:
    yield "new_feed_url", resolve(_text(element))


def _owner(element: "etree._Element", _resolve: ResolveIri) -> Values:
    children = {element_key(str(child.tag)): _text(child) for child in element if isinstance(child.tag, str)}
    email = children.pop("itunes:email", None) or ""
    name = children.pop("itunes:name", None)
    is_known = not children and not element.keys() and _is_email(email)
    yield "owner", Person(name=name or email, email=email) if is_known else None


def _is_email(text: str) -> bool:
    try:
        emails.check_email(text)
    except ValueError:
        return False
    return True


def _category(element: "etree._Element", _resolve: ResolveIri) -> Values:
    children = [child for child in element if isinstance(child.tag, str)]
    names = [fold(child.get("text", "")) for child in children if not len(child) and child.keys() == ["text"]]
    is_known = len(names) == len(children) and all(names) and element.keys() == ["text"]
    name = fold(element.get("text", ""))
    yield "categories", PodcastCategory(name=name, subcategories=names) if is_known and name else None


def _locked(element: "etree._Element", _resolve: ResolveIri) -> Values:
    word = (_text(element, "owner") or "").lower()
    yield "locked", {"yes": True, "no": False}.get(word)
    if owner := (element.get("owner") or "").strip():
        yield "locked_owner", owner if _is_email(owner) else None


def _person(element: "etree._Element", resolve: ResolveIri) -> Values:
    name = _text(element, "role", "group", "img", "href")
    image, url = (resolve(element.get(key)) if element.get(key) else "" for key in ("img", "href"))
    if not name or image is None or url is None:
        yield "persons", None
        return
    role, group = element.get("role") or "", element.get("group") or ""
    yield "persons", PodcastPerson(name=name, role=role, group=group, image=image or None, url=url or None)


def _transcript(element: "etree._Element", resolve: ResolveIri) -> Values:
    url, rel = resolve(element.get("url")), (element.get("rel") or "").strip().lower()
    is_known = _text(element, "url", "type", "language", "rel") == "" and rel in ("", "captions")
    if not is_known or url is None:
        yield "transcripts", None
        return
    media_type, language = (element.get("type") or "").strip(), (element.get("language") or "").strip()
    yield (
        "transcripts",
        Transcript(url=url, type=media_type, language=language or None, is_captions=rel == "captions"),
    )


def _chapters(element: "etree._Element", resolve: ResolveIri) -> Values:
    url, media_type = resolve(element.get("url")), (element.get("type") or "").strip()
    is_known = _text(element, "url", "type") == ""
    arguments = {"url": url or "", **({"type": media_type} if media_type else {})}
    yield "chapters", Chapters(**arguments) if is_known and url else None


_SHARED: Final[Mapping[str, Reader]] = {
    "itunes:explicit": _boolean("explicit"),
    "itunes:block": _boolean("block"),
    "itunes:image": _image,
    "podcast:person": _person,
}
_EPISODE: Final[Mapping[str, Reader]] = {
    "itunes:season": _number("season"),
    "itunes:episode": _number("episode"),
    "itunes:episodetype": _choice("episode_type", "full", "trailer", "bonus"),
    "podcast:season": _season,
    "podcast:episode": _number("episode"),
    "podcast:transcript": _transcript,
    "podcast:chapters": _chapters,
}
_WHOLE: Final[Mapping[str, Reader]] = {
    "itunes:type": _choice("type", "episodic", "serial"),
    "itunes:owner": _owner,
    "itunes:category": _category,
    "itunes:complete": _boolean("complete"),
    "itunes:new-feed-url": _new_feed_url,
    "podcast:guid": _guid,
    "podcast:locked": _locked,
}
_READERS: Final = {**_SHARED, **_EPISODE, **_WHOLE}

EPISODE_KEYS: Final = (*_SHARED, *_EPISODE)
"""Keys of the elements of an item that are read here."""

PODCAST_KEYS: Final = (*_SHARED, *_WHOLE)
"""Keys of the elements of a channel that are read here."""

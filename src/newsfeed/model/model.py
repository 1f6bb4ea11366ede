"""The model: an explainer story and the feed that carries it, as frozen attrs classes.

A wrong value cannot be built: each class checks its values and raises `ModelError`, a `ValueError` that names the class and
field. Values are brought into one spelling when they are built, the one that every format's readers give back: white space in
one-line text is folded, long text loses the white space at its ends, and lists become tuples. Equal stories are therefore
equal after any round trip.

Below each class its fields are listed with the place where they land: *rss*, *atom*, *jsonfeed*, *jsonld*, *newsml*, *ninjs*;
"body" is the story's XHTML (`newsfeed.body.xhtml`), which all of these carry; "loss" means that `losses` names it. What JSON Feed
has no member for stands in its `_newsfeed`.
"""

import math
from collections.abc import Callable, Iterable
from datetime import datetime, timezone
from functools import lru_cache
from typing import Any, Final, Literal, TypeVar, get_args

import attrs

from newsfeed.errors import ModelError
from newsfeed.io import html as html_io
from newsfeed.model.frozen import Referable, frozen, sure
from newsfeed.model.rich_text import (
    XML_SPACE,
    RichText,
    Text,
    fold,
    illegal_character,
    illegal_reason,
    is_sound,
    trim,
    trim_line_ends,
)
from newsfeed.values import iris

T = TypeVar("T")

SectionKind = Literal["analysis", "background", "press", "other"]
TopicKind = Literal["person", "organization", "place", "event", "work", "thing"]
Status = Literal["usable", "withheld", "canceled"]
Medium = Literal["image", "video", "audio", "document", "other"]

MEDIA_TOPICS: Final = "http://cv.iptc.org/newscodes/mediatopic/"
"""The scheme of IPTC Media Topics; a `Category` whose scheme this is has the eight digits of the code as its term."""


# --- what a field may hold -------------------------------------------------------------------------------------------------
# Converters bring a value into its one spelling, validators refuse it. A converter leaves what it does not understand as it
# is, so that the validator can name the field.


def _refuse(instance: object, attribute: "attrs.Attribute[Any]", reason: str) -> ModelError:
    return ModelError(f"{type(instance).__name__}.{attribute.name}", reason)


def _folded(value: Any) -> Any:
    return fold(value) if value and isinstance(value, str) else value


def _trimmed(value: Any) -> Any:
    if value == "":
        return value
    if isinstance(value, str):
        return trim(value)
    if isinstance(value, RichText):
        if "<" not in value.markup:
            return str(value)  # rich text without markup is plain text: equal text has one spelling
        if not value.words:
            return ""  # so that what is empty is empty in every format
    return value


def _listed(value: Any) -> Any:
    if value == ():
        return value
    if isinstance(value, tuple | str | bytes) or not isinstance(value, Iterable):
        return value
    return tuple(value)


def _folded_each(value: Any) -> Any:
    value = _listed(value)
    if not isinstance(value, tuple) or _is_folded(value):
        return value
    return tuple(map(_folded, value))


def _is_folded(lines: tuple[Any, ...]) -> bool:
    """Whether each of several lines is filled and folded, all looked at as one: keywords nearly always are.

    Put together with one space between, they have two where a line is empty, or begins or ends with a space.
    """
    try:
        text = " ".join(lines)
    except TypeError:
        return False
    return text.isprintable() and "  " not in text and text.strip(" ") is text and (text != "" or not lines)


def _characters(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    if not isinstance(value, str):
        raise _refuse(instance, attribute, f"is {type(value).__name__}, must be str")
    if value == "":
        return
    if (at := illegal_character(value)) >= 0:
        raise _refuse(instance, attribute, illegal_reason(value, at))


def _filled(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    _characters(instance, attribute, value)
    if not value:
        raise _refuse(instance, attribute, "is empty, must have at least one character")


def _text(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    if not isinstance(value, RichText):
        _characters(instance, attribute, value)


def _filled_each(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    if not isinstance(value, tuple):
        raise _refuse(instance, attribute, f"is {type(value).__name__}, must be a list or tuple of str")
    if _is_folded(value):  # then each is printable, and so without an illegal character
        return
    for item in value:
        _filled(instance, attribute, item)


def _checked(check: Callable[[str], object]) -> Callable[[object, "attrs.Attribute[Any]", Any], None]:
    """Make a validator of a function of `_links` that raises ValueError; None passes."""

    def validate(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
        if value is None:
            return
        _characters(instance, attribute, value)
        try:
            check(value)
        except ValueError as error:
            raise _refuse(instance, attribute, str(error)) from None

    return validate


def _checked_each(check: Callable[[str], object]) -> Callable[[object, "attrs.Attribute[Any]", Any], None]:
    validate = _checked(check)

    def validate_each(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
        _filled_each(instance, attribute, value)
        for item in value:
            validate(instance, attribute, item)

    return validate_each


def _aware(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    if value is None:
        return
    if not isinstance(value, datetime):
        raise _refuse(instance, attribute, f"is {type(value).__name__}, must be an aware datetime")
    if value.utcoffset() is None:
        raise _refuse(instance, attribute, f"{value.isoformat()} has no time zone, must be an aware datetime")


def _one_of(kind: Any) -> Callable[[object, "attrs.Attribute[Any]", Any], None]:
    allowed = get_args(kind)

    def validate(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
        if value not in allowed:
            raise _refuse(instance, attribute, f"is {value!r:.64}, must be one of {', '.join(allowed)}")

    return validate


def _whole(least: int) -> Callable[[object, "attrs.Attribute[Any]", Any], None]:
    def validate(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
        if value is not None and (type(value) is not int or not least <= value <= 2**53):
            raise _refuse(instance, attribute, f"is {value!r:.64}, must be a whole number from {least} to 2**53")

    return validate


def _seconds(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    if value is None:
        return
    if type(value) not in (int, float) or not math.isfinite(value) or value < 0:
        raise _refuse(instance, attribute, f"is {value!r:.64}, must be a finite number of seconds, 0 or more")


def _a(*classes: type, optional: bool = True) -> Callable[[object, "attrs.Attribute[Any]", Any], None]:
    names = " or ".join(each.__name__ for each in classes)

    def validate(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
        if (value is None and optional) or isinstance(value, classes):
            return
        raise _refuse(instance, attribute, f"is {type(value).__name__}, must be {names}")

    return validate


def _all(*classes: type) -> Callable[[object, "attrs.Attribute[Any]", Any], None]:
    names = " or ".join(each.__name__ for each in classes)

    def validate(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
        if value == ():  # most fields of most stories
            return
        if not isinstance(value, tuple):
            raise _refuse(instance, attribute, f"is {type(value).__name__}, must be a list or tuple of {names}")
        for index, item in enumerate(value):
            if not isinstance(item, classes):
                raise _refuse(instance, attribute, f"[{index}] is {type(item).__name__}, must be {names}")

    return validate


def _said(value: Any) -> Any:
    """Give None for an object that says nothing: no format could tell the two apart."""
    return None if value is not None and type(value) in (Rights, Source, Paging) and value == type(value)() else value


_LINE: Final = (
    "{value}.__class__ is str and {value}.isprintable() and '  ' not in {value} and {value}.strip(' ') is {value}"
)


def _line(*, filled: bool = False) -> Any:
    """A field of one line of plain text."""
    if filled:
        return attrs.field(converter=_folded, validator=_filled, metadata=sure("{value} and " + _LINE))
    return attrs.field(default="", converter=_folded, validator=_characters, metadata=sure(_LINE))


_SOUND: Final = sure("{value}.__class__ is str and {is_sound}({value})", is_sound=is_sound)
_WEB_URL: Final = sure("{value}.__class__ is str and {plain}.fullmatch({value})", plain=iris.PLAIN_WEB_URL)
_AWARE: Final = sure(
    "{value}.__class__ is {datetime} and ({value}.tzinfo.__class__ is {timezone} or {value}.utcoffset() is not None)",
    datetime=datetime,
    timezone=timezone,
)


def _long(*, required: bool = False) -> Any:
    """A field of text that may be rich and have paragraphs (an empty line parts them)."""
    default = attrs.NOTHING if required else ""
    return attrs.field(default=default, converter=_trimmed, validator=_text, metadata=_SOUND)


def _iri(*, required: bool = False) -> Any:
    """A field of one absolute IRI (RFC 3987) whose scheme is not one that runs code."""
    default = attrs.NOTHING if required else None
    return attrs.field(default=default, validator=_checked(iris.check_iri), metadata=_WEB_URL)


def _date() -> Any:
    """A field of one aware datetime."""
    return attrs.field(default=None, validator=_aware, metadata=_AWARE)


def _language() -> Any:
    """A field of one language tag (BCP 47)."""
    return attrs.field(default=None, validator=_checked(iris.check_language))


def _kind(kind: Any, default: str) -> Any:
    """A field of one of a few words."""
    known = sure("{value}.__class__ is str and {value} in {allowed}", allowed=frozenset(get_args(kind)))
    return attrs.field(default=default, validator=_one_of(kind), metadata=known)


def _number(least: int) -> Any:
    """A field of a whole number, this or more."""
    known = sure(f"{{value}}.__class__ is int and {least} <= {{value}} <= {2**53}")
    return attrs.field(default=None, validator=_whole(least), metadata=known)


def _media_type() -> Any:
    """A field of one media type."""
    known = sure("{value}.__class__ is str and {is_common}({value})", is_common=iris.is_common_media_type)
    return attrs.field(default=None, validator=_checked(iris.check_media_type), metadata=known)


def _many(*classes: type) -> Any:
    """A field of a tuple of these."""
    known = sure("{value}.__class__ is tuple and {classes}.issuperset(map(type, {value}))", classes=frozenset(classes))
    return attrs.field(default=(), converter=_listed, validator=_all(*classes), metadata=known)


def _lines() -> Any:
    """A field of a tuple of filled lines of plain text."""
    known = sure("{value}.__class__ is tuple and {is_folded}({value})", is_folded=_is_folded)
    return attrs.field(default=(), converter=_folded_each, validator=_filled_each, metadata=known)


def _trimmed_each(value: Any) -> Any:
    value = _listed(value)
    return tuple(map(_trimmed, value)) if isinstance(value, tuple) else value


def _text_each(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    if not isinstance(value, tuple):
        raise _refuse(instance, attribute, f"is {type(value).__name__}, must be a list or tuple of text")
    for item in value:
        _text(instance, attribute, item)


def _texts() -> Any:
    """A field of a tuple of texts, each of which may be rich."""
    return attrs.field(default=(), converter=_trimmed_each, validator=_text_each)


def _iris() -> Any:
    """A field of a tuple of absolute IRIs."""
    return attrs.field(default=(), converter=_listed, validator=_checked_each(iris.check_iri))


def _element_name(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    _filled(instance, attribute, value)
    namespace, _, local = value.rpartition("}")
    if not namespace.startswith("{") or len(namespace) < 2 or not _is_xml_name(local):
        raise _refuse(instance, attribute, f"is {value!r:.64}, must be {{namespace}}local with a legal XML name")


def _sorted_pairs(value: Any) -> Any:
    pairs = value.items() if isinstance(value, dict) else value
    return tuple(sorted(map(tuple, pairs))) if isinstance(pairs, Iterable) and not isinstance(pairs, str) else value


def _named_values(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    for pair in value:
        if len(pair) != 2 or not _is_xml_name(str(pair[0]).rpartition("}")[2]):
            raise _refuse(instance, attribute, f"{pair!r:.64} must be a pair of a legal XML name and a value")
        _characters(instance, attribute, pair[0])
        _characters(instance, attribute, pair[1])
    if len({pair[0] for pair in value}) < len(value):
        raise _refuse(instance, attribute, "has an attribute twice, which XML 1.0 (3.1) forbids")


def _pairs() -> Any:
    """A field of pairs of attribute name and value, in the order of the names."""
    return attrs.field(default=(), converter=_sorted_pairs, validator=_named_values)


def _is_xml_name(name: str) -> bool:
    """Whether this is an NCName, near enough: what Python calls an identifier, with `-`, `.` and `·` inside."""
    return name.replace("-", "_").replace(".", "_").isidentifier() and name[:1] not in "-."


# --- who -------------------------------------------------------------------------------------------------------------------


@frozen(kw_only=True)
class Person(Referable):
    """A person: an author, a contributor, a holder of rights.

    name: rss author or dc:creator · atom author/name · jsonfeed authors/name · jsonld Person.name ·
        newsml creator/name · ninjs by
    email: rss author · atom author/email · jsonfeed _newsfeed · jsonld email
    url: atom author/uri · jsonfeed authors/url · jsonld url · newsml creator/@uri · rss loss
    avatar: jsonfeed authors/avatar · jsonld image · others loss
    same_as: jsonfeed _newsfeed · jsonld sameAs · newsml creator/sameAs · others loss
    """

    name: str = _line(filled=True)
    email: str | None = attrs.field(default=None, validator=_checked(iris.check_email))
    url: str | None = _iri()
    avatar: str | None = _iri()
    same_as: tuple[str, ...] = _iris()


@frozen(kw_only=True)
class Organization(Referable):
    """An organization: an outlet that is quoted, a publisher, an author that is no person.

    name: as `Person.name`; for an outlet body cite · jsonld NewsMediaOrganization.name · newsml infoSource/name
    url: atom author/uri · jsonfeed authors/url · jsonld url · newsml infoSource/@uri
    email: as `Person.email`
    logo: jsonfeed authors/avatar · jsonld logo · others loss
    same_as: jsonfeed _newsfeed · jsonld sameAs · newsml infoSource/sameAs · others loss
    """

    name: str = _line(filled=True)
    email: str | None = attrs.field(default=None, validator=_checked(iris.check_email))
    url: str | None = _iri()
    logo: str | None = _iri()
    same_as: tuple[str, ...] = _iris()


Agent = Person | Organization


# --- blocks: what a section is made of -------------------------------------------------------------------------------------


@frozen(kw_only=True)
class Paragraph(Referable):
    """A paragraph.

    text: body p
    """

    text: Text = _long(required=True)


@frozen(kw_only=True)
class Point(Referable):
    """A labelled point of a list of points.

    label: body li/strong
    text: body li
    """

    label: str = _line()
    text: Text = _long()


@frozen(kw_only=True)
class Points(Referable):
    """A list of labelled points ("- Label: text" on the page).

    points: body ul
    """

    points: tuple[Point, ...] = _many(Point)


@frozen(kw_only=True)
class Quotation(Referable):
    """A quotation that is not an outlet's press mention: of a person, of a document.

    text: body blockquote
    url: body blockquote/@cite
    attribution: body blockquote/footer
    """

    text: Text = _long(required=True)
    url: str | None = _iri()
    attribution: str = _line()


@frozen(kw_only=True)
class List(Referable):
    """A list of unlabelled items.

    items: body ul or ol
    ordered: body ol
    """

    items: tuple[Text, ...] = _texts()
    ordered: bool = attrs.field(default=False, validator=_a(bool, optional=False))


@frozen(kw_only=True)
class Image(Referable):
    """An image within the text.

    url: body figure/img/@src
    alt: body figure/img/@alt
    caption: body figure/figcaption
    """

    url: str = _iri(required=True)
    alt: str = _line()
    caption: Text = _long()


@frozen
class Markup(Referable):
    """HTML as it came: the body of a foreign item, or a publisher's own.

    Readers put sanitized HTML here. A publisher's own program may put any HTML here, and it is written as it is: `validate`
    says what in it is unsafe or not well-formed, and `Markup.clean` makes it neither.

    html: body, as it is
    """

    html: str = attrs.field(converter=_trimmed, validator=_characters, metadata=_SOUND)

    @classmethod
    def clean(cls, html: str, *, base: str | None = None) -> "Markup":
        """Sanitize HTML and bring it into canonical XHTML.

        Args:
            html: a fragment of HTML.
            base: the IRI that relative links in it are resolved against.

        Raises:
            LimitError: it is too large, too deep or has too many attributes to be sanitized safely.
        """
        return cls(html_io.sanitize(html, base=base))


Block = Paragraph | Points | Quotation | List | Image | Markup
BLOCKS: Final[tuple[type, ...]] = get_args(Block)


@frozen(kw_only=True)
class Section(Referable):
    """A part of the story under one heading.

    kind: body div/@class · newsml partMeta/role · jsonld WebPageElement
    heading: body h2 · newsml partMeta/headline · jsonld WebPageElement.headline; empty: the house's heading for this kind
    blocks: body
    """

    kind: SectionKind = _kind(SectionKind, "other")
    heading: str = _line()
    blocks: tuple[Block, ...] = _many(*BLOCKS)


# --- the explainer's own parts ---------------------------------------------------------------------------------------------


@frozen(kw_only=True)
class PressMention(Referable):
    """What one named outlet says, in the words of the story, with the words that it quotes from the outlet.

    outlet: body blockquote/footer/cite · jsonld Quotation.isBasedOn.publisher · newsml partMeta/infoSource
    text: body blockquote · jsonld Quotation.text
    quotes: body blockquote q within text; each is part of `text` word for word, without its quotation marks
    url: body blockquote/@cite · atom link rel=related · jsonld Quotation.isBasedOn.url · newsml partMeta/link
    published: body time · jsonld Quotation.isBasedOn.datePublished · newsml partMeta/contentCreated
    language: body blockquote/@lang · jsonld Quotation.inLanguage · newsml partMeta
    context: body p after the blockquote: what the story says beside it and no outlet owns
    """

    outlet: Organization = attrs.field(
        validator=_a(Organization, optional=False), metadata=sure("{value}.__class__ is {outlet}", outlet=Organization)
    )
    text: Text = _long(required=True)
    quotes: tuple[str, ...] = _lines()
    url: str | None = _iri()
    published: datetime | None = _date()
    language: str | None = _language()
    context: Text = _long()


@frozen(kw_only=True)
class Question(Referable):
    """A question with its answer; without one it is a prompt: what a reader may ask next.

    text: body h3 (a prompt: li) · jsonld Question.name · newsml partMeta/headline
    answer: body · jsonld Question.acceptedAnswer.text
    url: body a · jsonld Question.url · newsml link rel irel:seeAlso (a prompt's)
    """

    text: str = _line(filled=True)
    answer: Text = _long()
    url: str | None = _iri()


@frozen(kw_only=True)
class Topic(Referable):
    """A person, organization, place, event, work or thing that the story is about.

    name: body dt · rss, atom category · jsonfeed tags · jsonld about.name · newsml subject/name · ninjs people, places ...
    kind: body dt/@class · jsonld about.@type · newsml subject/@type
    description: body dd · jsonld about.description · newsml subject/definition
    url: body dt/a · jsonld about.url · newsml subject/@uri
    same_as: body dd/a · jsonld about.sameAs · newsml subject/sameAs
    """

    name: str = _line(filled=True)
    kind: TopicKind = _kind(TopicKind, "thing")
    description: str = attrs.field(default="", converter=_trimmed, validator=_characters, metadata=_SOUND)
    url: str | None = _iri()
    same_as: tuple[str, ...] = _iris()


@frozen(kw_only=True)
class Correction(Referable):
    """What was wrong in an earlier version and is put right.

    text: body · jsonld correction.text · newsml edNote · ninjs edNote
    published: body time · jsonld correction.datePublished
    """

    text: Text = _long(required=True)
    published: datetime | None = _date()


# --- what goes with a story ------------------------------------------------------------------------------------------------


@frozen(kw_only=True)
class Media(Referable):
    """A picture, film, recording or document that goes with the story.

    url: rss enclosure, media:content · atom link rel=enclosure · jsonfeed image, attachments · jsonld image ·
        newsml remoteContent
    type: rss enclosure/@type · atom link/@type · jsonfeed mime_type · jsonld encodingFormat · newsml @contenttype
    medium: rss media:content/@medium · jsonld @type
    length: bytes · rss enclosure/@length · atom link/@length · jsonfeed size_in_bytes · jsonld contentSize · newsml @size
    width, height: pixels · rss media:content · jsonld width, height · newsml @width, @height
    duration: seconds · rss media:content/@duration · jsonfeed duration_in_seconds · jsonld duration · newsml @duration
    title: rss media:title · atom link/@title · jsonfeed title · jsonld name · newsml
    alt: rss media:content (loss where it has no place) · jsonld description
    caption: rss media:description · jsonld caption
    credit: rss media:credit · jsonld creditText · newsml creditline
    language: rss media:content/@lang · atom link/@hreflang · jsonld inLanguage
    thumbnail: rss media:thumbnail · jsonld thumbnailUrl
    """

    url: str = _iri(required=True)
    type: str | None = _media_type()
    medium: Medium = attrs.field(validator=_one_of(Medium))
    length: int | None = _number(0)
    width: int | None = _number(1)
    height: int | None = _number(1)
    duration: int | float | None = attrs.field(default=None, validator=_seconds)
    title: str = _line()
    alt: str = _line()
    caption: Text = _long()
    credit: str = _line()
    language: str | None = _language()
    thumbnail: str | None = _iri()

    @medium.default
    def _medium_of_type(self) -> str:
        return medium_of_type(self.type) if isinstance(self.type, str) else "image"


@lru_cache(maxsize=256)  # nearly all media are of a few types
def medium_of_type(type_: str) -> str:
    """Give the kind of medium that a media type is of."""
    family = type_.partition("/")[0].lower()
    if family in ("image", "video", "audio"):
        return family
    return "document" if family in ("text", "application") else "other"


@frozen(kw_only=True)
class Rights(Referable):
    """Who holds the rights and what others may do.

    notice: rss channel copyright, dc:rights · atom rights · jsonld copyrightNotice · newsml rightsInfo/copyrightNotice
    holder: jsonld copyrightHolder · newsml rightsInfo/copyrightHolder
    year: jsonld copyrightYear
    license: rss creativeCommons:license · atom link rel=license · jsonld license · newsml rightsInfo/link
    usage_terms: jsonld usageInfo · newsml rightsInfo/usageTerms
    """

    notice: str = _line()
    holder: Agent | None = attrs.field(default=None, validator=_a(Person, Organization))
    year: int | None = _number(1)
    license: str | None = _iri()
    usage_terms: str = attrs.field(default="", converter=_trimmed, validator=_characters, metadata=_SOUND)


@frozen(kw_only=True)
class Category(Referable):
    """A term of a classification: a desk of the house, an IPTC Media Topic.

    term: rss category · atom category/@term · jsonfeed tags · jsonld articleSection · newsml subject/@qcode or @uri
    scheme: rss category/@domain · atom category/@scheme · newsml subject/@uri
    label: atom category/@label · newsml subject/name
    """

    term: str = _line(filled=True)
    scheme: str | None = _iri()
    label: str = _line()

    @classmethod
    def media_topic(cls, code: str, label: str = "") -> "Category":
        """Give the IPTC Media Topic with this code of eight digits.

        Raises:
            ModelError: the code is not eight digits.
        """
        if not (len(code) == 8 and code.isascii() and code.isdigit()):
            raise ModelError("Category.term", f"is {code!r:.64}, an IPTC Media Topic has eight digits")
        return cls(term=code, scheme=MEDIA_TOPICS, label=label)


@frozen(kw_only=True)
class Link(Referable):
    """A link to something related; the story's own address is `Story.url`.

    url, rel, type, title, language, length: atom link/@href, @rel, @type, @title, @hreflang, @length · rss atom:link ·
    jsonfeed external_url (one, rel=related) · jsonld relatedLink on the WebPage · newsml itemMeta/link
    """

    url: str = _iri(required=True)
    rel: str = attrs.field(default="related", converter=_folded, validator=_filled)
    type: str | None = _media_type()
    title: str = _line()
    language: str | None = _language()
    length: int | None = _number(0)


@frozen(kw_only=True)
class Source(Referable):
    """The feed that an aggregated story came from.

    title, feed_url: rss source · atom source/title, link rel=self
    id, url, updated: atom source/id, link, updated
    """

    title: str = _line()
    id: str | None = attrs.field(default=None, validator=attrs.validators.optional(_filled))
    url: str | None = _iri()
    feed_url: str | None = _iri()
    updated: datetime | None = _date()


def _content(value: Any) -> Any:
    """Put texts that follow each other together; white space between elements, which lays them out, is not kept."""
    parts = _listed(value)
    if not isinstance(parts, tuple) or not all(isinstance(part, str | Extension) for part in parts):
        return parts
    found: list[Any] = []
    for part in parts:
        if isinstance(part, str) and found and isinstance(found[-1], str):
            found[-1] += trim_line_ends(part)
        elif part != "":
            found.append(trim_line_ends(part) if isinstance(part, str) else part)
    if any(isinstance(part, Extension) for part in found):
        found = [part for part in found if not isinstance(part, str) or part.strip(XML_SPACE)]
    return tuple(found)


@frozen(kw_only=True)
class Extension(Referable):
    """An element of another vocabulary, kept as it was: rss, atom and newsml write it back; the others name it as a loss.

    Args:
        name: the name in Clark notation, `{namespace}local`.
        attributes: pairs of name (Clark notation, or local) and value.
        content: text and elements in their order.
    """

    name: str = attrs.field(validator=_element_name)
    attributes: tuple[tuple[str, str], ...] = _pairs()
    content: "tuple[str | Extension, ...]" = attrs.field(default=(), converter=_content)

    @content.validator
    def _check_content(self, attribute: "attrs.Attribute[Any]", value: Any) -> None:
        _all(str, Extension)(self, attribute, value)
        for item in value:
            if isinstance(item, str):
                _characters(self, attribute, item)


# --- story and feed --------------------------------------------------------------------------------------------------------


def _unspaced(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    _filled(instance, attribute, value)
    if value != fold(value):
        raise _refuse(
            instance, attribute, "has white space at an end, a line end or a run of spaces; readers would change it"
        )


@frozen(kw_only=True)
class Story(Referable):
    """An explainer story, or an item of any feed.

    id: rss guid · atom id · jsonfeed id · jsonld @id · newsml @guid · ninjs uri. Never changed once published.
    url: rss link · atom link rel=alternate · jsonfeed url · jsonld url, mainEntityOfPage · newsml link · ninjs renditions
    headline: rss title · atom title · jsonfeed title · jsonld headline · newsml headline · ninjs headlines
    summary: rss description · atom summary · jsonfeed summary · jsonld abstract · newsml description ·
        body ("What's happened")
    sections: body · jsonld hasPart · newsml partMeta
    press: body · jsonld hasPart Quotation · newsml partMeta, infoSource
    questions: body · jsonld FAQPage (those with an answer) · newsml partMeta
    prompts: body · newsml link (those with a url)
    topics: body · rss, atom category · jsonfeed tags · jsonld about, mentions · newsml subject
    authors: rss author, dc:creator · atom author · jsonfeed authors · jsonld author · newsml creator, by · ninjs by
    contributors: rss dc:contributor · atom contributor · jsonld contributor · newsml contributor · jsonfeed _newsfeed
    publisher: rss dc:publisher · jsonld publisher · newsml provider · jsonfeed _newsfeed · atom loss
    language: rss dc:language · atom xml:lang · jsonfeed language · jsonld inLanguage · newsml language
    published: rss pubDate · atom published · jsonfeed date_published · jsonld datePublished · newsml firstCreated
    updated: rss atom:updated · atom updated · jsonfeed date_modified · jsonld dateModified · newsml versionCreated
    version: jsonfeed _newsfeed · jsonld version · newsml @version · ninjs version · others loss
    status: `withheld` and `canceled` stories are left out of feeds (atom has a tombstone of a canceled one) ·
        jsonld creativeWorkStatus · newsml pubStatus
    embargo: newsml embargoed · ninjs embargoed · others loss
    media: rss enclosure, media:content · atom link rel=enclosure · jsonfeed image, attachments · jsonld image ·
        newsml remoteContent
    keywords: rss category · atom category · jsonfeed tags · jsonld keywords · newsml keyword · ninjs subjects
    categories: rss category/@domain · atom category/@scheme · jsonfeed tags · jsonld articleSection · newsml subject
    links: rss atom:link · atom link · jsonld relatedLink · newsml link
    rights: rss dc:rights · atom rights · jsonld copyrightNotice · newsml rightsInfo
    corrections: body · jsonld correction · newsml edNote
    source: rss source · atom source · jsonfeed _newsfeed · others loss
    extensions: rss, atom, newsml · others loss
    """

    id: str = attrs.field(validator=_unspaced, metadata=sure("{value} and " + _LINE))
    url: str | None = _iri()
    headline: str = _line()
    summary: Text = _long()
    sections: tuple[Section, ...] = _many(Section)
    press: tuple[PressMention, ...] = _many(PressMention)
    questions: tuple[Question, ...] = _many(Question)
    prompts: tuple[Question, ...] = _many(Question)
    topics: tuple[Topic, ...] = _many(Topic)
    authors: tuple[Agent, ...] = _many(Person, Organization)
    contributors: tuple[Agent, ...] = _many(Person, Organization)
    publisher: Organization | None = attrs.field(default=None, validator=_a(Organization))
    language: str | None = _language()
    published: datetime | None = _date()
    updated: datetime | None = _date()
    version: int = attrs.field(default=1, validator=[_a(int, optional=False), _whole(1)])
    status: Status = _kind(Status, "usable")
    embargo: datetime | None = _date()
    media: tuple[Media, ...] = _many(Media)
    keywords: tuple[str, ...] = _lines()
    categories: tuple[Category, ...] = _many(Category)
    links: tuple[Link, ...] = _many(Link)
    rights: Rights | None = attrs.field(default=None, converter=_said, validator=_a(Rights))
    corrections: tuple[Correction, ...] = _many(Correction)
    source: Source | None = attrs.field(default=None, converter=_said, validator=_a(Source))
    extensions: tuple[Extension, ...] = _many(Extension)

    @prompts.validator
    def _check_prompts(self, attribute: "attrs.Attribute[Any]", value: Any) -> None:
        for index, prompt in enumerate(value):
            if prompt.answer:
                raise _refuse(self, attribute, f"[{index}] has an answer; a prompt has none, put it into `questions`")


@frozen(kw_only=True)
class Hub(Referable):
    """A place that tells subscribers about changes (WebSub).

    url: rss atom:link rel=hub · atom link rel=hub · jsonfeed hubs/url
    type: jsonfeed hubs/type; the others know WebSub only
    """

    url: str = _iri(required=True)
    type: str = attrs.field(default="WebSub", converter=_folded, validator=_filled)


@frozen(kw_only=True)
class Paging(Referable):
    """Where this document stands among those that make up the whole feed (RFC 5005).

    first, last, previous, next: atom link · rss atom:link · jsonfeed next_url (next only)
    prev_archive, next_archive, current: atom link · rss atom:link
    complete: fh:complete · archive: fh:archive
    """

    first: str | None = _iri()
    last: str | None = _iri()
    previous: str | None = _iri()
    next: str | None = _iri()
    prev_archive: str | None = _iri()
    next_archive: str | None = _iri()
    current: str | None = _iri()
    complete: bool = attrs.field(default=False, validator=_a(bool, optional=False))
    archive: bool = attrs.field(default=False, validator=_a(bool, optional=False))


@frozen(kw_only=True)
class Feed(Referable):
    """A feed: what is said once about all of its stories, and the stories.

    title: rss channel/title · atom title · jsonfeed title · jsonld WebSite.name · newsml header
    url: the site, never the feed · rss channel/link · atom link rel=alternate · jsonfeed home_page_url · jsonld WebSite.url
    feed_url: rss atom:link rel=self · atom link rel=self · jsonfeed feed_url
    id: atom id; without one `feed_url` or `url` is it
    description: rss channel/description · atom subtitle · jsonfeed description
    language: rss language · atom xml:lang · jsonfeed language
    authors: rss managingEditor, dc:creator · atom author · jsonfeed authors
    publisher: jsonld publisher · newsml provider · rss dc:publisher
    rights: rss copyright · atom rights
    icon, logo: atom icon, logo · jsonfeed favicon, icon · rss image (logo)
    published: rss pubDate · jsonfeed _newsfeed · jsonld datePublished · newsml header · atom loss
    updated: rss lastBuildDate · atom updated · newsml header/sent
    hubs, paging: as listed there
    ttl: minutes · rss ttl · jsonfeed _newsfeed · others loss
    generator: rss generator · atom generator · newsml generator; empty: newsfeed names itself
    categories, keywords: rss, atom category
    links: rss atom:link · atom link
    extensions: rss, atom
    """

    title: str = _line()
    url: str | None = _iri()
    feed_url: str | None = _iri()
    id: str | None = attrs.field(default=None, validator=attrs.validators.optional(_unspaced))
    description: Text = _long()
    language: str | None = _language()
    authors: tuple[Agent, ...] = _many(Person, Organization)
    publisher: Organization | None = attrs.field(default=None, validator=_a(Organization))
    rights: Rights | None = attrs.field(default=None, converter=_said, validator=_a(Rights))
    icon: str | None = _iri()
    logo: str | None = _iri()
    published: datetime | None = _date()
    updated: datetime | None = _date()
    hubs: tuple[Hub, ...] = _many(Hub)
    paging: Paging | None = attrs.field(default=None, converter=_said, validator=_a(Paging))
    ttl: int | None = _number(1)
    generator: str = _line()
    categories: tuple[Category, ...] = _many(Category)
    keywords: tuple[str, ...] = _lines()
    links: tuple[Link, ...] = _many(Link)
    extensions: tuple[Extension, ...] = _many(Extension)
    stories: tuple[Story, ...] = _many(Story)


attrs.resolve_types(Extension)
MODEL: Final[tuple[type, ...]] = (
    *(Person, Organization, Paragraph, Point, Points, Quotation, List, Image, Markup, Section),
    *(PressMention, Question, Topic, Correction, Media, Rights, Category, Link, Source, Extension),
    *(Story, Hub, Paging, Feed),
)
"""Every class of the model."""

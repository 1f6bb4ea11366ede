"""Values that agencies, newsrooms and search engines need: kinds, places, identifiers, access, translations, updates."""

from datetime import datetime
from typing import Any, Final, Literal, cast, get_args

import attrs

from newsfeed.classes.frozen import ModelObject, fast_check, frozen
from newsfeed.errors import ModelError
from newsfeed.model.answers import Answer, check_answer, to_answer
from newsfeed.model.extension import Extension
from newsfeed.model.fields import (
    TupleOf,
    check_datetime,
    check_filled_line,
    check_iri,
    check_language,
    check_line,
    check_plain_text,
    instance_of,
    optional_object,
    refusal,
    to_datetime,
    to_language,
    to_line,
    to_plain_text,
    tuple_of,
)
from newsfeed.model.media import Media
from newsfeed.model.parties import Agent, check_agents, to_agents
from newsfeed.values import iris
from newsfeed.values.escaping import shown

StoryKind = Literal[
    "explainer",
    "article",
    "advertorial",
    "analysis",
    "ask-public",
    "background",
    "blog",
    "claim-review",
    "live",
    "opinion",
    "press-release",
    "report",
    "reportage",
    "review",
    "satire",
    "scholarly",
]
"""The kinds of stories that have a name here; `Story.kind` can also be the IRI of another type."""

ItemClass = Literal["text", "picture", "video", "audio", "graphic", "animation", "composite"]
"""The kinds of content of a news item (IPTC NewsCodes, ninature); `Story.item_class` can also be the IRI of another one."""

DigitalSource = Literal[
    "trainedAlgorithmicMedia",
    "compositeWithTrainedAlgorithmicMedia",
    "algorithmicMedia",
    "algorithmicallyEnhanced",
    "compositeSynthetic",
    "compositeCapture",
    "composite",
    "computationalCapture",
    "multiFrameComputationalCapture",
    "dataDrivenMedia",
    "digitalArt",
    "digitalCapture",
    "digitalCreation",
    "humanEdits",
    "minorHumanEdits",
    "negativeFilm",
    "positiveFilm",
    "print",
    "screenCapture",
    "softwareImage",
    "virtualRecording",
]
"""The terms of IPTC's vocabulary of digital sources; `AIUse.source` can also be the IRI of another one."""

DIGITAL_SOURCES: Final = "http://cv.iptc.org/newscodes/digitalsourcetype/"
"""The scheme of IPTC's digital source types. `AIUse.source` has the last part of the IRI."""

PRIVATE_FIELDS: Final = ("slugline", "ed_note", "signals", "services")
"""The fields of a story that are for newsrooms only: no page, feed or graph for readers has them."""

Fee = Literal["free", "paid"]
"""Whether readers pay for a story."""


def check_named_or_iri(names: Any) -> Any:
    """Return a validator for one of the strings of a `Literal`, or an IRI; None is valid."""
    allowed = frozenset(get_args(names))

    @fast_check("{value}.__class__ is str and {value} in {allowed}", allowed=allowed)
    def validate(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
        """Refuse any other string."""
        if value is None or (isinstance(value, str) and value in allowed):
            return
        if not (isinstance(value, str) and ":" in value and iris.is_iri(value)):
            names = ", ".join(sorted(allowed))
            raise refusal(instance, attribute, f"is {shown(value)}, must be an IRI or one of {names}")

    return validate


# --- places ----------------------------------------------------------------------------------------------------------------


def _check_degrees(limit: int) -> Any:
    def validate(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
        """Refuse anything but a number of degrees within the limit."""
        if isinstance(value, bool) or not isinstance(value, int | float) or not -limit <= value <= limit:
            raise refusal(instance, attribute, f"is {shown(value)}, must be a number from -{limit} to {limit}")

    return validate


def _check_metres(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 2**53
    if value is not None and not is_number:
        raise refusal(instance, attribute, f"is {shown(value)}, must be a number of metres or None")


@frozen(kw_only=True)
class Position(ModelObject):
    """A point on the Earth (WGS 84).

    Attributes:
        latitude: The angle north of the equator, negative in the south. Degrees from -90 to 90.
        longitude: The angle east of Greenwich, negative in the west. Degrees from -180 to 180.
        altitude: The height above the ellipsoid. Metres, or None.
    """

    latitude: int | float = attrs.field(validator=_check_degrees(90))
    longitude: int | float = attrs.field(validator=_check_degrees(180))
    altitude: int | float | None = attrs.field(default=None, validator=_check_metres)


@frozen(kw_only=True)
class Place(ModelObject):
    """A place that a story was filed from, or that it is about.

    Attributes:
        name: The name of the place. One line of text; empty only if the place has a `uri` or a `position`.
        uri: The identifier of the place, such as a GeoNames or Wikidata entry. IRI, or None.
        position: The place on the map. Position, or None.
        role: The relation of the story to the place: "created" if it was filed there, else empty or another word. One line.
        extensions: Properties that have no field here. Tuple of Extension.
    """

    name: str = attrs.field(default="", converter=to_line, validator=check_line)
    uri: str | None = attrs.field(default=None, validator=check_iri)
    position: Position | None = attrs.field(default=None, validator=instance_of(Position))
    role: str = attrs.field(default="", converter=to_line, validator=check_line)
    extensions: tuple[Extension, ...] = attrs.field(
        default=(), converter=TupleOf[Extension], validator=tuple_of(Extension)
    )

    def __attrs_post_init__(self) -> None:
        """Refuse a place that nothing identifies."""
        if not (self.name or self.uri or self.position):
            raise ModelError("Place.name", "is empty, and the place has neither a uri nor a position: add one of them")


# --- identifiers and headlines ---------------------------------------------------------------------------------------------


@frozen(kw_only=True)
class AltId(ModelObject):
    """Another identifier of a story, in another system.

    Attributes:
        value: The identifier. One line of text, not empty.
        role: The system or the use of it, such as guid, cms or doi. One line of text, may be empty.
    """

    value: str = attrs.field(converter=to_line, validator=check_filled_line)
    role: str = attrs.field(default="", converter=to_line, validator=check_line)


@frozen(kw_only=True)
class AlternativeHeadline(ModelObject):
    """A headline for one use: a list, a search engine, a social network.

    Attributes:
        text: The headline. One line of text, not empty.
        role: The use of it: "short", "seo", "social", or any other word. One line of text, may be empty.
        language: The language of this headline, if it is not that of the story. BCP 47 tag, or None.
    """

    text: str = attrs.field(converter=to_line, validator=check_filled_line)
    role: str = attrs.field(default="", converter=to_line, validator=check_line)
    language: str | None = attrs.field(default=None, converter=to_language, validator=check_language)


@frozen(kw_only=True)
class Breadcrumb(ModelObject):
    """One step on the way from the front page to the story.

    Attributes:
        name: The name of the section. One line of text, not empty.
        url: The page of the section. IRI, or None.
    """

    name: str = attrs.field(converter=to_line, validator=check_filled_line)
    url: str | None = attrs.field(default=None, validator=check_iri)


@frozen(kw_only=True)
class Translation(ModelObject):
    """The same story in another language.

    Attributes:
        url: The address of the translation, or its identifier. IRI.
        language: The language of the translation. BCP 47 tag, or None.
        headline: The headline in that language. One line of text, may be empty.
    """

    url: str = attrs.field(validator=check_iri)
    language: str | None = attrs.field(default=None, converter=to_language, validator=check_language)
    headline: str = attrs.field(default="", converter=to_line, validator=check_line)


def to_translation(value: Translation | str | None) -> Translation | None:
    """Convert the address of a translation; None stays None."""
    if isinstance(value, str):
        try:
            return Translation(url=value)
        except ModelError:
            pass
    return cast("Translation | None", value)


# --- access and disclosure -------------------------------------------------------------------------------------------------


def _check_fee(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    if not (isinstance(value, str) and value in get_args(Fee)):
        raise refusal(instance, attribute, f"is {shown(value)}, must be 'free' or 'paid'")


@frozen(kw_only=True)
class Access(ModelObject):
    """Access of readers to the story: free, or for a fee.

    Attributes:
        fee: The price in a word. "free" or "paid".
        css_selector: The part of the page that only subscribers see, such as `.paywall`. One line of text, may be empty.
    """

    fee: Fee = attrs.field(validator=_check_fee)
    css_selector: str = attrs.field(default="", converter=to_line, validator=check_line)

    @property
    def is_free(self) -> bool:
        """True if every reader sees the whole story."""
        return self.fee == "free"


def to_access(value: Access | str | None) -> Access | None:
    """Convert "free" and "paid"; None stays None."""
    return Access(fee=cast("Fee", value)) if isinstance(value, str) and value in get_args(Fee) else cast("Any", value)


def to_digital_source(value: str) -> str:
    """Return the term of an IRI in IPTC's scheme of digital sources; any other value is returned as it is."""
    if isinstance(value, str):
        for scheme in (DIGITAL_SOURCES, DIGITAL_SOURCES.replace("http:", "https:")):
            if value.removeprefix(scheme) in get_args(DigitalSource):
                return value.removeprefix(scheme)
    return value


@frozen(kw_only=True)
class AIUse(ModelObject):
    """Use of models in the making of a story.

    Attributes:
        source: The way in which the content was made. Term of IPTC's digital source types, or the IRI of another one.
        statement: The notice to readers. Plain text, may be empty.
    """

    source: str = attrs.field(
        converter=to_digital_source, validator=[instance_of(str, optional=False), check_named_or_iri(DigitalSource)]
    )
    statement: str = attrs.field(default="", converter=to_plain_text, validator=check_plain_text)

    @property
    def iri(self) -> str:
        """The source as an IRI of IPTC's scheme."""
        return self.source if ":" in self.source else DIGITAL_SOURCES + self.source


def to_ai_use(value: AIUse | str | None) -> AIUse | None:
    """Convert the term of a digital source; None stays None."""
    if isinstance(value, str):
        try:
            return AIUse(source=value)
        except ModelError:
            pass
    return cast("AIUse | None", value)


# --- live coverage ---------------------------------------------------------------------------------------------------------


@frozen(kw_only=True)
class LiveUpdate(ModelObject):
    """One entry of live coverage.

    Attributes:
        headline: The headline of the entry. One line of text, may be empty.
        body: The text of the entry. Plain or rich text, or tuple of blocks if it has more than paragraphs.
        id: The identifier of the entry. One line of text, or None.
        url: The address of the entry. IRI, or None.
        published: The moment when it was added. Aware datetime, or None.
        updated: The last change that readers should notice. Aware datetime, or None.
        authors: Those who wrote it. Tuple of agents; a string is a person's name.
        media: The pictures, videos, recordings and documents of the entry. Tuple of Media.
        extensions: Properties that have no field here. Tuple of Extension.
    """

    headline: str = attrs.field(default="", converter=to_line, validator=check_line)
    body: Answer = attrs.field(default="", converter=to_answer, validator=check_answer)
    id: str | None = attrs.field(default=None, validator=attrs.validators.optional(check_filled_line))
    url: str | None = attrs.field(default=None, validator=check_iri)
    published: datetime | None = attrs.field(default=None, converter=to_datetime, validator=check_datetime)
    updated: datetime | None = attrs.field(default=None, converter=to_datetime, validator=check_datetime)
    authors: tuple[Agent, ...] = attrs.field(default=(), converter=to_agents, validator=check_agents)
    media: tuple[Media, ...] = attrs.field(default=(), converter=TupleOf[Media], validator=tuple_of(Media))
    extensions: tuple[Extension, ...] = attrs.field(
        default=(), converter=TupleOf[Extension], validator=tuple_of(Extension)
    )


check_kind: Final = check_named_or_iri(StoryKind)
"""Checks the kind of a story; None is valid."""
check_item_class: Final = check_named_or_iri(ItemClass)
"""Checks the class of an item; None is valid."""
check_access: Final = optional_object(Access)
check_ai_use: Final = optional_object(AIUse)
check_translation: Final = optional_object(Translation)

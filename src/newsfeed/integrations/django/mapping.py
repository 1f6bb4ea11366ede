"""Stories from model instances: a mapping that names a field or a function for each field of a story.

    articles = StoryMapping(
        Article,
        id=lambda article: f"tag:news.example.com,2026:{article.slug}",
        headline="title",
        authors="writers",
        published="published_at",
        questions=lambda article: [Question(text=row.text, answer=row.answer) for row in article.questions.all()],
    )
    story = articles.story(article)

The mapping is checked against the story and the model before its first use.
"""

import mimetypes
from collections.abc import Callable, Iterable
from datetime import date
from typing import Final, Generic, Protocol, TypedDict, TypeVar, Unpack, cast, runtime_checkable

import attrs
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Manager, Model
from django.db.models.fields.files import FieldFile

from newsfeed.errors import ArgumentError, ModelError
from newsfeed.integrations.django import conf
from newsfeed.integrations.django.conversion import aware
from newsfeed.model import (
    Access,
    Agent,
    AIUse,
    AlternativeHeadline,
    AltId,
    Breadcrumb,
    Category,
    Correction,
    Extension,
    Link,
    LiveUpdate,
    Media,
    Organization,
    Place,
    Podcast,
    PressMention,
    Question,
    Rights,
    Section,
    Source,
    Status,
    Story,
    Text,
    Topic,
    Translation,
    Usage,
)
from newsfeed.model.media import Medium
from newsfeed.plain_data.plain import FieldValues
from newsfeed.values.media_types import guess_medium
from newsfeed.values.references import resolve

M = TypeVar("M", bound=Model)
V = TypeVar("V")

SEPARATOR: Final = "__"
"""Separates the steps of a path over relations, as in Django's lookups: `desk__name`."""

_TERMS: Final = frozenset(("categories", "genre", "signals", "services", "audiences"))
_LISTS: Final = _TERMS | {"authors", "contributors", "keywords", "speakable"}
"""Fields that a single string stands for."""


@runtime_checkable
class HasStory(Protocol):
    """An object that is published as a story, such as an instance of a model with this method."""

    def to_story(self) -> Story:
        """Return the story."""
        ...


def story_from(item: object) -> Story:
    """Return the story of an item: the item itself, or the result of its method `to_story`.

    Raises:
        ArgumentError: it is neither a story nor has such a method, or the method returns something else.
    """
    story = item.to_story() if isinstance(item, HasStory) else item
    if not isinstance(story, Story):
        name = type(item).__name__
        raise ArgumentError(f"{name} is no story: give the class a method to_story() that returns a newsfeed.Story")
    return story


Origin = str | Callable[[M], V | None]
"""The name of a field, a path over relations, or a function of the instance. None stands for no value."""


class StoryFields(TypedDict, Generic[M], total=False):
    """The origin of each field of a story; the names are those of `Story`."""

    id: Origin[M, str]
    url: Origin[M, str]
    headline: Origin[M, str]
    summary: Origin[M, Text]
    sections: Origin[M, Iterable[Section]]
    press: Origin[M, Iterable[PressMention]]
    questions: Origin[M, Iterable[Question]]
    prompts: Origin[M, Iterable[Question]]
    topics: Origin[M, Iterable[Topic]]
    authors: Origin[M, Iterable[Agent | str]]
    contributors: Origin[M, Iterable[Agent | str]]
    publisher: Origin[M, Organization | str]
    language: Origin[M, str]
    published: Origin[M, date]
    updated: Origin[M, date]
    version: Origin[M, int]
    status: Origin[M, Status]
    embargo: Origin[M, date]
    media: Origin[M, Iterable[Media]]
    keywords: Origin[M, Iterable[str]]
    categories: Origin[M, Iterable[Category | str]]
    links: Origin[M, Iterable[Link]]
    rights: Origin[M, Rights]
    corrections: Origin[M, Iterable[Correction]]
    source: Origin[M, Source]
    podcast: Origin[M, Podcast]
    kind: Origin[M, str]
    item_class: Origin[M, str]
    genre: Origin[M, Iterable[Category | str]]
    slugline: Origin[M, str]
    urgency: Origin[M, int]
    dateline: Origin[M, str]
    byline: Origin[M, str]
    creditline: Origin[M, str]
    source_name: Origin[M, str]
    places: Origin[M, Iterable[Place]]
    ed_note: Origin[M, str]
    signals: Origin[M, Iterable[Category | str]]
    services: Origin[M, Iterable[Category | str]]
    audiences: Origin[M, Iterable[Category | str]]
    alt_ids: Origin[M, Iterable[AltId]]
    alternative_headlines: Origin[M, Iterable[AlternativeHeadline]]
    access: Origin[M, Access | str]
    expires: Origin[M, date]
    translation_of: Origin[M, Translation | str]
    translations: Origin[M, Iterable[Translation]]
    section_path: Origin[M, Iterable[Breadcrumb]]
    updates: Origin[M, Iterable[LiveUpdate]]
    coverage_start: Origin[M, date]
    coverage_end: Origin[M, date]
    speakable: Origin[M, Iterable[str]]
    ai: Origin[M, AIUse | str]
    usage: Origin[M, Usage]
    extensions: Origin[M, Iterable[Extension]]


class StoryMapping(Generic[M]):
    """Mapping from the instances of a model to stories.

    Values are adapted as far as their meaning is certain: a relation to many is the texts of its objects, a date without a
    zone has Django's current one, a file of a field is a picture or another medium, and a string is the only author,
    keyword or category.

    Args:
        model: the model.
        base: the address of the site, against which `url` and the addresses of files are resolved; "" if they are absolute.
        **fields: the origin of each field of a story; `id` is required.

    Raises:
        ArgumentError: there is no such field of a story or of the model, or `id` is missing.
    """

    def __init__(self, model: type[M], *, base: str = "", **fields: Unpack[StoryFields[M]]) -> None:
        self.model = model
        self._base = base
        self._origins = cast("dict[str, Origin[M, object]]", fields)
        unknown = sorted(self._origins.keys() - attrs.fields_dict(Story).keys())
        if unknown:
            raise ArgumentError(f"StoryMapping: a story has no field {unknown[0]!r:.64}")
        if "id" not in self._origins:
            raise ArgumentError("StoryMapping: the origin of `id` is missing: name a field that never changes")
        self._is_checked = False
        if apps.models_ready:
            self._check_origins()

    def has(self, name: str) -> bool:
        """Return whether a field of a story has an origin."""
        return name in self._origins

    def column(self, name: str) -> str | None:
        """Return the path of the database column that a field of a story comes from; None for a function or no origin."""
        self._check_origins()
        origin = self._origins.get(name)
        return origin if isinstance(origin, str) and self.is_column(origin) else None

    def story(self, instance: M) -> Story:
        """Return the story of an instance.

        Raises:
            ModelError: a value is not valid; names the field of the story, its origin and the instance.
            ArgumentError: the mapping was made before Django had read all models, and an origin is wrong.
        """
        self._check_origins()
        values = {name: self._value(name, origin, instance) for name, origin in self._origins.items()}
        fields: FieldValues = {name: value for name, value in values.items() if value not in (None, "", ())}
        publisher = conf.newsfeed_settings().get("PUBLISHER")
        if publisher:
            fields.setdefault("publisher", publisher)
        try:
            return Story(**{"id": "", **fields})
        except ModelError as error:
            origin = self._origins.get(error.field.partition(".")[2])
            source = f"the field {origin}" if isinstance(origin, str) else "a function"
            reason = f"{error.reason} (from {source} of {type(instance).__name__} {instance.pk})"
            raise ModelError(error.field, reason) from None

    def is_column(self, path: str) -> bool:
        """Return whether a path leads to a column of the model, or of one that it refers to."""
        model: type[Model] | None = self.model
        for step in path.split(SEPARATOR):
            if model is None:
                return False
            try:
                field = model._meta.get_field(step)
            except FieldDoesNotExist:
                return False
            model = field.related_model if isinstance(field.related_model, type) else None
        return True

    def _check_origins(self) -> None:
        """Check the mapping, once Django has read all models; a mapping in `models.py` is made before."""
        if not self._is_checked:
            for name, origin in self._origins.items():
                self._check(name, origin)
            self._is_checked = True

    def _check(self, name: str, origin: object) -> None:
        if callable(origin):
            return
        if not isinstance(origin, str):
            kind = type(origin).__name__
            raise ArgumentError(f"StoryMapping: {name} is {kind}, must be the name of a field or a function")
        first = origin.split(SEPARATOR)[0]
        if not (self.is_column(origin) or hasattr(self.model, first)):
            raise ArgumentError(
                f"StoryMapping: {name} comes from {origin!r:.64}, and {self.model.__name__} has no {first}"
            )

    def _value(self, name: str, origin: Origin[M, object], instance: M) -> object:
        value = origin(instance) if callable(origin) else follow(instance, origin)
        if isinstance(value, date):
            return aware(value)
        if isinstance(value, FieldFile):
            value = (value,) if value else ()
        if isinstance(value, Manager):
            value = [item if isinstance(item, FieldFile) else str(item) for item in value.all()]
        if name in _LISTS and isinstance(value, str):
            value = (value,) if value else ()
        if name in _TERMS:
            return tuple(_category(item) for item in cast("Iterable[Category | str]", value or ()))
        if name == "media":
            return tuple(self._medium(item) for item in cast("Iterable[Media | FieldFile]", value or ()))
        if name == "url" and value:
            return resolve(self._base or None, str(value))
        return tuple(value) if isinstance(value, list) else value

    def _medium(self, item: Media | FieldFile) -> Media:
        if isinstance(item, Media):
            return item
        url = resolve(self._base or None, item.url)
        media_type = mimetypes.guess_type(item.name or "")[0]
        return Media(url=url, type=media_type, medium=cast("Medium", guess_medium(url, media_type)))


def _category(item: Category | str) -> Category:
    return Category(term=item) if isinstance(item, str) else item


def follow(instance: object, path: str) -> object:
    """Return the value at the end of a path over relations; None if a relation has no object."""
    value: object = instance
    for step in path.split(SEPARATOR):
        if value is None:
            return None
        value = getattr(value, step)
    return value() if callable(value) and not isinstance(value, Manager) else value

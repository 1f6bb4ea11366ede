"""Source of stories over a query set, for `newsfeed.http` and the view of this package.

    source = QuerySetSource(Article.objects.all(), articles, feed, version="changed_at")

Pages are cut by the date of publication and the primary key, so that the last page costs the same as the first one. With
`version`, a request that is answered by 304 reads a few columns, and no text.
"""

import base64
import binascii
import hashlib
import json
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import partial
from typing import Any, Final, Generic, NamedTuple, TypedDict, TypeVar, Unpack, cast

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet

import newsfeed
from newsfeed.classes.forking import ForkableLock
from newsfeed.errors import ArgumentError
from newsfeed.http.source import Entry, Page
from newsfeed.integrations.django.conversion import aware, for_database
from newsfeed.integrations.django.mapping import StoryMapping, follow
from newsfeed.model import Feed, Story

M = TypeVar("M", bound=Model)

PAGE_SIZE: Final = 50
"""Number of stories of a page by default."""

_FILTERED: Final = ("embargo", "expires", "status")
"""Fields that decide whether readers may get a story; the database has to look at them."""
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MAX_CURSOR: Final = 200
"""Number of characters that a cursor has at most."""
_DIGEST_LENGTH: Final = 32


class Position(NamedTuple):
    """The position of a story in the order of a source.

    Attributes:
        published: its publication. Aware datetime.
        key: its primary key.
    """

    published: datetime
    key: int | str

    def cursor(self) -> str:
        """Return the position as a text of letters, digits, `-` and `_`."""
        parts = json.dumps([self.published.astimezone(UTC).isoformat(), self.key], separators=(",", ":"))
        return base64.urlsafe_b64encode(parts.encode()).decode().rstrip("=")


def position_of(cursor: str) -> Position | None:
    """Return the position that a cursor stands for; None if it is none of ours."""
    if len(cursor) > _MAX_CURSOR:
        return None
    try:
        parts = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
        published, key = parts
        moment = datetime.fromisoformat(published)
    except (ValueError, TypeError, binascii.Error, RecursionError):
        return None
    if not isinstance(key, int | str) or isinstance(key, bool) or moment.utcoffset() is None:
        return None
    return Position(moment, key)


class Row(NamedTuple):
    """The columns of a row that decide about a response.

    Attributes:
        key: the primary key.
        slug: the last part of the address.
        moments: the publication, the last change and the end of the embargo, as far as there are any.
        version: the value of the version column.
    """

    key: object
    slug: str
    moments: tuple[datetime | None, ...]
    version: object

    @property
    def position(self) -> Position:
        """The position of the row in the order of the source."""
        published = cast("datetime", self.moments[0])
        return Position(published, self.key if isinstance(self.key, int) else str(self.key))


class SourceOptions(TypedDict, total=False):
    """Options of a source.

    Attributes:
        slug: the column with the last part of the addresses of stories; `slug` by default.
        version: a column that changes whenever a story does, also with its tags and other related rows. Without one, the
            digest of a story is computed from its JSON, which reads all of it.
        size: the number of stories of a page; `PAGE_SIZE` by default.
        edition: a text that changes with the mapping, such as the version of the program. Without it, clients keep documents of
            stories that did not change since, as the mapping before made them.
        changed: returns the moment of the last removal of a row, for Last-Modified. Without it, the ETag alone tells that
            a row was removed. Aware datetime.
    """

    slug: str
    version: str
    size: int
    edition: str
    changed: Callable[[], datetime]


class QuerySetSource(Generic[M]):
    """Source over the rows of a query set that have a date of publication.

    Args:
        queryset: the rows; or a function that takes the present and returns them, such as
            `lambda as_of: Article.objects.filter(published_at__lte=as_of)`.
        mapping: makes a story of a row. The fields `published` and, if they are mapped, `updated`, `embargo`, `expires` and
            `status` must come from columns.
        feed: the values of the feed.
        options: see `SourceOptions`.

    Raises:
        ArgumentError: a column is missing, the query set is sliced, or `size` is not positive.
    """

    def __init__(
        self,
        queryset: QuerySet[M] | Callable[[datetime], QuerySet[M]],
        mapping: StoryMapping[M],
        feed: Feed,
        **options: Unpack[SourceOptions],
    ) -> None:
        unknown = sorted(options.keys() - SourceOptions.__annotations__.keys())
        if unknown:
            names = ", ".join(SourceOptions.__annotations__)
            raise ArgumentError(f"QuerySetSource has no option {unknown[0]!r:.64}; its options are {names}")
        self._size = options.get("size", PAGE_SIZE)
        if self._size < 1:
            raise ArgumentError(f"QuerySetSource: size is {self._size}, must be 1 or more")
        if isinstance(queryset, QuerySet) and queryset.query.is_sliced:
            raise ArgumentError(
                "QuerySetSource: the query set is sliced, and a source selects rows of it: pass all rows"
            )
        self._rows = queryset
        self._mapping = mapping
        self._feed = feed
        self._slug = self._column("slug", options.get("slug", "slug"))
        self._version = self._column("version", options["version"]) if "version" in options else None
        self._edition = options.get("edition", "")
        self._changed = options.get("changed")
        self._published = self._story_column("published")
        self._dates = [self._story_column(name) for name in ("updated", "embargo") if mapping.has(name)]
        self._filters = {name: self._story_column(name) for name in _FILTERED if mapping.has(name)}

    def page(self, cursor: str | None, as_of: datetime, /) -> Page | None:
        """Return a page of the stories that readers may get; None if there is no such cursor."""
        rows = self._published_rows(as_of, notices=True)
        if cursor is not None:
            position = self._key(cursor)
            if position is None:
                return None
            published, key = for_database(position[0]), position[1]
            rows = rows.filter(
                Q(**{f"{self._published}__lt": published}) | Q(**{self._published: published, "pk__lt": key})
            )
        entries, listed = self._entries(rows.order_by(f"-{self._published}", "-pk"), self._size + 1)
        has_more = len(entries) > self._size
        entries = entries[: self._size]
        moments = [entry.modified for entry in entries]
        if self._changed is not None:
            moments.append(self._changed())
        return Page(
            feed=self._feed,
            entries=tuple(entries),
            modified=max(moments, default=self._feed.updated or _EPOCH),
            next=listed[self._size - 1].position.cursor() if has_more else None,
            first=cursor is None,
        )

    def story(self, slug: str, as_of: datetime, /) -> Entry | None:
        """Return a story that readers may get; None if there is none with this slug."""
        rows = self._published_rows(as_of, notices=False).filter(**{self._slug: slug}).order_by("pk")
        entries, _ = self._entries(rows, 1)
        return entries[0] if entries else None

    # --- rows ---

    def _published_rows(self, as_of: datetime, *, notices: bool) -> QuerySet[M]:
        """Return the rows that readers may get at a moment.

        Args:
            as_of: the moment.
            notices: True to include canceled stories, of which some formats write a notice.
        """
        rows = self._rows(as_of) if callable(self._rows) else self._rows.all()
        present = for_database(as_of)
        condition = Q(**{f"{self._published}__isnull": False})
        if column := self._filters.get("embargo"):
            condition &= Q(**{f"{column}__isnull": True}) | Q(**{f"{column}__lte": present})
        if column := self._filters.get("expires"):
            condition &= Q(**{f"{column}__isnull": True}) | Q(**{f"{column}__gt": present})
        if column := self._filters.get("status"):
            condition &= Q(**{column: "usable"})
            if notices:
                condition |= Q(**{column: "canceled", f"{self._published}__isnull": False})
        return rows.filter(condition)

    def _entries(self, rows: QuerySet[M], count: int) -> tuple[list[Entry], list[Row]]:
        """Return the first entries and rows of a query."""
        listed: list[Row]
        names = ("pk", self._slug, self._version or "pk", self._published, *self._dates)
        if self._version is not None:
            listed = [_row(values) for values in rows.values_list(*names)[:count]]
            loader = _Loader(self._mapping, rows, (row.key for row in listed))
            entries = [
                _entry(row, _digest(self._edition, row.key, row.version), partial(loader.story, row.key))
                for row in listed
            ]
            return entries, listed
        listed, entries = [], []
        for instance in rows[:count]:
            row = _row(follow(instance, name) for name in names)
            story = self._mapping.story(instance)
            listed.append(row)
            entries.append(_entry(row, _digest(newsfeed.dumps(story, "json")), partial(_same, story)))
        return entries, listed

    # --- columns ---

    def _story_column(self, field: str) -> str:
        column = self._mapping.column(field)
        if column is None:
            raise ArgumentError(f"QuerySetSource: {field} must come from a column of {self._mapping.model.__name__}")
        return column

    def _column(self, argument: str, name: str) -> str:
        if not self._mapping.is_column(name):
            raise ArgumentError(
                f"QuerySetSource: {argument} is {name!r:.64}, no column of {self._mapping.model.__name__}"
            )
        return name

    def _key(self, cursor: str) -> tuple[datetime, object] | None:
        """Return the date and the primary key that a cursor stands for; None if it is none of this model."""
        position = position_of(cursor)
        key_field = self._mapping.model._meta.pk
        try:
            return (position.published, key_field.to_python(position.key)) if position and key_field else None
        except ValidationError:
            return None


class _Loader(Generic[M]):
    """Loader of the stories of a page, all at once when the first of them is asked for.

    Args:
        mapping: makes a story of a row.
        rows: the rows of the source.
        keys: the primary keys of those that the page has.
    """

    def __init__(self, mapping: StoryMapping[M], rows: QuerySet[M], keys: Iterable[object]) -> None:
        self._mapping = mapping
        self._rows = rows
        self._keys = tuple(keys)
        self._lock = ForkableLock()
        self._instances: dict[Any, M] | None = None

    def story(self, key: object) -> Story:
        """Return the story of a row. One that was deleted in the meantime is withheld, so that no document has it."""
        with self._lock:
            if self._instances is None:
                self._instances = self._rows.in_bulk(self._keys)
        instance = self._instances.get(key)
        if instance is None:
            return Story(id=f"urn:newsfeed:deleted:{key}", status="withheld")
        return self._mapping.story(instance)


def _row(values: Iterable[object]) -> Row:
    """Return a row from the values of its columns, in the order of `QuerySetSource._entries`."""
    key, slug, version, *moments = values
    return Row(key, str(slug), tuple(aware(cast("datetime | None", moment)) for moment in moments), version)


def _entry(row: Row, digest: str, load: Callable[[], Story]) -> Entry:
    modified = max(moment for moment in row.moments if moment is not None)
    return Entry(slug=row.slug, digest=digest, modified=modified, load=load)


def _digest(*values: object) -> str:
    return hashlib.sha256(repr(values).encode()).hexdigest()[:_DIGEST_LENGTH]


def _same(story: Story) -> Story:
    return story

"""The settings of a bulk run: everything that its output depends on besides its inputs."""

import hashlib
from datetime import tzinfo
from typing import Final, Literal

import attrs
import pyarrow as pa

import newsfeed
from newsfeed.attribution.house import to_outlets
from newsfeed.classes.frozen import frozen
from newsfeed.errors import ArgumentError
from newsfeed.integrations.arrow import RenderOptions
from newsfeed.integrations.arrow.rendering import check_formats
from newsfeed.io import files
from newsfeed.io.json import encode
from newsfeed.io.limits import DEFAULT
from newsfeed.knowledge.outlet import Outlet
from newsfeed.model import Feed
from newsfeed.plain_data import PlainObject, PlainValue, to_dict
from newsfeed.values.dates import rfc3339

_WRITER_OPTIONS: Final = ("mode", "description", "body", "version", "stylesheet")
"""Options of rendering that are strings."""

Layout = Literal["parquet", "files"]
"""The form of a shard: a Parquet file with a row for each story and format, or a document for each format."""


@frozen(kw_only=True)
class BulkSettings:
    """Settings of a run.

    Attributes:
        formats: the names of the formats to write.
        layout: `parquet` for tables with a row for each story and format; `files` for a document of each format with all
            stories of the shard.
        shard_size: the number of stories of a shard.
        render: the options of rendering.
        base, recover, default_zone, outlets: for inputs that are documents, as in `newsfeed.ReadOptions`.
    """

    formats: tuple[str, ...]
    layout: Layout = "parquet"
    shard_size: int = 10_000
    render: RenderOptions = RenderOptions()
    base: str | None = None
    recover: bool = False
    default_zone: tzinfo | str | None = None
    outlets: tuple[Outlet, ...] = attrs.field(default=(), converter=to_outlets)


def check_settings(settings: BulkSettings) -> None:
    """Raise an error unless the settings can be used.

    Raises:
        ArgumentError, UnknownFormatError, UnsupportedError: names what is wrong.
    """
    targets = check_formats(settings.formats)
    if settings.layout not in ("parquet", "files"):
        raise ArgumentError(f"layout is {settings.layout!r:.64}, must be 'parquet' or 'files'")
    if settings.shard_size < 1:
        raise ArgumentError(f"shard_size is {settings.shard_size}, must be 1 or more")
    if settings.layout == "files" and settings.render.feed is None and any(target.feed for target in targets):
        raise ArgumentError("the layout `files` writes feeds: give their title, url and so on with --feed FEED.toml")
    if settings.render.feed is not None and settings.render.feed.stories:
        raise ArgumentError("the feed has stories: pass its values only, feed.replace(stories=())")


def versions() -> PlainObject:
    """Return the versions of the programs that the bytes of the output depend on."""
    return {"newsfeed": newsfeed.__version__, "pyarrow": pa.__version__}


def describe(settings: BulkSettings) -> PlainObject:
    """Return settings as the manifest has them; equal ones give equal bytes of equal inputs."""
    render = settings.render
    described: dict[str, PlainValue | None] = {
        "versions": versions(),
        "formats": list(settings.formats),
        "layout": settings.layout,
        "shard_size": settings.shard_size,
        "as_of": None if render.as_of is None else rfc3339(render.as_of),
        "feed": None if render.feed is None else _feed_digest(render.feed),
        "validate": render.validate,
        "losses": render.losses,
        "base": settings.base,
        "recover": settings.recover,
        "default_zone": None if settings.default_zone is None else str(settings.default_zone),
        "profile": _profile(render.profile),
        "outlets": _json_of([attrs.asdict(outlet) for outlet in settings.outlets]) if settings.outlets else None,
        "headings": None if render.headings is None else _json_of(attrs.asdict(render.headings)),
    }
    described.update({name: getattr(render, name) for name in _WRITER_OPTIONS})
    return {name: value for name, value in described.items() if value is not None}


def _feed_digest(feed: Feed) -> str:
    return hashlib.sha256(encode(to_dict(feed))).hexdigest()


def _json_of(value: object) -> str:
    return encode(value).decode()


def _profile(name: str | None) -> str | None:
    """Return the name of a profile, with the digest of its bytes if it is a file."""
    if name is None or not name.endswith(".toml"):
        return name
    return f"{name} {hashlib.sha256(files.read(name, DEFAULT)).hexdigest()}"

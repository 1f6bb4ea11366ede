"""Requests to the functions of a format: the options of one reading, writing or validation."""

from collections.abc import Callable, Mapping
from datetime import datetime, tzinfo
from typing import Any, Final, Literal

import attrs

from newsfeed.classes.frozen import frozen
from newsfeed.findings import Report
from newsfeed.headings import Headings
from newsfeed.io.limits import DEFAULT, Limits
from newsfeed.knowledge.outlet import Outlet
from newsfeed.model import Story
from newsfeed.rendering.cache import RenderCache


@frozen(kw_only=True)
class ReadContext:
    """The request to a reader.

    Attributes:
        report: collects the findings of a lenient reader.
        limits: how much the input may use.
        defaults: values for fields that the document lacks, by the names of `Story`'s fields.
        headings: the house's headings, for pages; None for those of the story's language.
        outlets: the house's outlets, for the press reviews of pages.
        base: the IRI to resolve relative links against.
        name: the name of the document below the base, without a suffix: the id of a page that has none is made of both.
        recover: True to save what can be saved of a document that is not well-formed.
        content: False to leave out the bodies and read metadata only.
        encoding: the charset that came with the document. The public functions decode it, except for a streaming reader.
        default_zone: the zone of dates without one; None stands for UTC, with a finding.
        as_of: the moment after which a date is in the future, which is reported; None for no such findings.
        on_story: called for each story that a lenient reader has read, such as to show progress; None for nothing.
    """

    report: Report = attrs.field(factory=Report)
    limits: Limits = DEFAULT
    defaults: Mapping[str, Any] = attrs.field(factory=dict)
    headings: Headings | None = None
    outlets: tuple[Outlet, ...] = ()
    base: str | None = None
    name: str = ""
    recover: bool = False
    content: bool = True
    encoding: str | None = None
    default_zone: tzinfo | None = None
    as_of: datetime | None = None
    on_story: Callable[[], None] | None = None


@frozen(kw_only=True)
class Alternate:
    """Another form of a document.

    Attributes:
        media_type: its media type.
        url: its address, absolute or relative to the document that names it.
        title: its name in print.
    """

    media_type: str
    url: str
    title: str = ""


@frozen(kw_only=True)
class Site:
    """The folder that a document is published in: the addresses of the documents beside it.

    Attributes:
        alternates: the other forms of the same feed or story, and for a story the feeds that have it.
        pages: addresses of the pages of stories, by the ids of the stories; a story that is not in it is linked by its `url`.
        home: the address of the page that lists the stories, or None.
        stylesheet: the address of the style sheet of pages; None has it inside each page.
    """

    alternates: tuple[Alternate, ...] = ()
    pages: Mapping[str, str] = attrs.field(factory=dict)
    home: str | None = None
    stylesheet: str | None = None

    def page_of(self, story: Story) -> str | None:
        """Return the address of a story's page; None if it has none."""
        return self.pages.get(story.id, story.url)


NO_SITE: Final = Site()
"""A document on its own."""

BodyMode = Literal["none", "text", "full"]
"""How much of the body is written: `none` for a page that shows it anyway, `text`, or `full`, which loses nothing."""


@frozen(kw_only=True)
class WriteContext:
    """The request to a writer.

    Attributes:
        standalone: True for a document of one story; the feed is then made up from it.
        headings: the house's headings; None for those of the story's language.
        cache: rendered stories to reuse, or None.
        mode: how NewsML-G2 names newsfeed's own concepts: by `uri`, or by `qcode` as well; IPTC's have both.
        description: what RSS writes as the description of an item without a summary: an `excerpt` of the body, or `none`.
        as_of: the moment of publication, or None. The public functions leave out held stories, so writers need not look at it.
        body: how much of the body JSON-LD has: `none`, its `text`, or `full`, from which it is read back.
        version: the version of the format, one of `Format.versions`; None for the first.
        stylesheet: the address of a style sheet that browsers show the document with, or None.
        profile: the name of the consumer whose rules the document keeps to, or None.
        theme: a folder with templates and style sheets in place of those of the package, or None.
        site: the addresses of the documents beside this one.
    """

    standalone: bool = False
    headings: Headings | None = None
    cache: RenderCache | None = None
    mode: Literal["uri", "qcode"] = "uri"
    description: Literal["excerpt", "none"] = "excerpt"
    as_of: datetime | None = None
    body: BodyMode = "text"
    version: str | None = None
    stylesheet: str | None = None
    profile: str | None = None
    theme: str | None = None
    site: Site = NO_SITE


@frozen(kw_only=True)
class CheckContext:
    """The request to a validator.

    Attributes:
        limits: how much the input may use.
        schema: path of a schema in place of the bundled one, or None.
        base: as in `ReadContext`, for formats that are checked by reading them; so are the next four.
        name: the name of the document below the base, without a suffix.
        encoding: the charset that came with the document.
        default_zone: the zone of dates without one; None stands for UTC, with a finding.
        as_of: the moment after which a date is in the future, which is reported; None for no such findings.
        checked: the names of formats whose documents within this one have been validated with the same values already.
    """

    limits: Limits = DEFAULT
    schema: str | None = None
    base: str | None = None
    name: str = ""
    encoding: str | None = None
    default_zone: tzinfo | None = None
    as_of: datetime | None = None
    checked: frozenset[str] = frozenset()

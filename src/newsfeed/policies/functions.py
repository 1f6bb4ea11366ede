"""The public functions about the permissions of machines. Few programs need them, so each imports its modules when called."""

import os
from collections.abc import Iterator, Mapping
from types import NoneType

from newsfeed.errors import ArgumentError, check_argument
from newsfeed.findings import Report
from newsfeed.io.limits import DEFAULT, Limits
from newsfeed.model import Feed, Usage


def rights_files(
    feed: Feed,
    *,
    base: str | None = None,
    existing: Mapping[str, bytes] | None = None,
    content_usage: bool = False,
) -> Iterator[tuple[str, bytes]]:
    """Yield the files that state the usage of a feed on its site, each with its path below the root of the site.

    These are the license file of RSL, which is left out if `license_url` is at another site; robots.txt; trust.txt; and
    tdmrep.json. A file that would state nothing is left out.

    Args:
        feed: the feed. The license file and tdmrep.json also have the usage of its stories.
        base: the address of the root of the site; None for that of the feed's address.
        existing: the files that the site has, by path. The statements of others in robots.txt, trust.txt and tdmrep.json
            are kept.
        content_usage: True to add Content-Usage of the IETF's drafts to robots.txt.

    Raises:
        ArgumentError: `feed` is no Feed.
        WriteError: there is no address of the site, or an existing file cannot be completed; names the file.
    """
    from newsfeed.policies import files

    if not isinstance(feed, Feed):
        raise ArgumentError(f"rights_files() takes a Feed, not {type(feed).__name__}")
    return files.site_files(feed, base=base, existing=existing or {}, content_usage=content_usage)


def rights_headers(
    item: Feed | Usage, *, base: str | None = None, content_usage: bool = False
) -> list[tuple[str, str]]:
    """Return the headers that state a usage in HTTP responses: Link, Content-Signal, tdm-reservation and tdm-policy.

    Args:
        item: the usage; or a feed, whose license file is at `/license.xml` of its site if its usage does not say where.
        base: the address of the root of the site of a feed; None for that of the feed's address.
        content_usage: True to add Content-Usage of the IETF's drafts.

    Raises:
        ArgumentError: `item` is neither a Usage nor a Feed.
        WriteError: a value has a character that no header can have, or there is no address of the site of a feed.
    """
    from newsfeed.policies.files import site_usage
    from newsfeed.rights import web

    if not isinstance(item, Feed | Usage):
        raise ArgumentError(f"rights_headers() takes a Usage or a Feed, not {type(item).__name__}")
    return web.headers(site_usage(item, base=base) if isinstance(item, Feed) else item, content_usage=content_usage)


def rights_head(usage: Usage | None) -> list[tuple[str, dict[str, str]]]:
    """Return the elements that state a usage in the head of an HTML page.

    Args:
        usage: that of the story, or else of its feed; None states nothing.

    Returns:
        pairs of the name of an element and its attributes: `link` with the license file, `meta` about data mining. The values
        are not escaped.
    """
    from newsfeed.rights import web

    check_argument("rights_head", "usage", usage, (Usage, NoneType), "a Usage or None")
    return web.head(usage)


def check_rights(folder: str | os.PathLike[str], *, limits: Limits = DEFAULT) -> Report:
    """Validate the files of a site that state the permissions of machines, and report contradictions between them.

    Args:
        folder: the root of the site, with any of license.xml, robots.txt, trust.txt and .well-known/tdmrep.json.
        limits: how much each file may use.

    Returns:
        the report; the path of each finding begins with the name of the file.

    Raises:
        ArgumentError: `folder` is no path.
        FileNotFoundError: there is no such folder, or none of the files is in it.
    """
    from newsfeed.policies import check

    if not isinstance(folder, str | os.PathLike):
        raise ArgumentError(f"check_rights() takes the path of a folder, not {type(folder).__name__}")
    return check.check_folder(folder, limits)

"""The files of a site that state the usage of a feed."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final
from urllib.parse import urljoin, urlsplit

from newsfeed.errors import ReadError, WriteError
from newsfeed.io import json
from newsfeed.model import Feed, Usage
from newsfeed.policies.license import license_document
from newsfeed.rights import marked_blocks, robots, tdm, trust

LICENSE: Final = "license.xml"
ROBOTS: Final = "robots.txt"
TRUST: Final = "trust.txt"
TDMREP: Final = ".well-known/tdmrep.json"

EXISTING: Final = (ROBOTS, TRUST, TDMREP)
"""The files that may have statements of others. Pass the existing ones to keep these statements."""


def site_files(
    feed: Feed, *, base: str | None, existing: Mapping[str, bytes], content_usage: bool
) -> Iterator[tuple[str, bytes]]:
    """Yield the files that state the usage of a feed, as `newsfeed.rights_files` does."""
    root = _root(feed, base)
    document = license_document(feed, root)
    if document is not None and (path := _license_path(feed.usage, root)):
        yield path, document
    usage = site_usage(feed, base=base)
    yield from _text_file(ROBOTS, existing, lambda text: robots.merge(text, usage, content_usage=content_usage))
    yield from _text_file(TRUST, existing, lambda text: _merge_trust(text, usage))
    if rules := list(_tdm_rules(feed, usage, root)):
        yield TDMREP, _merge_rules(existing.get(TDMREP), rules)


def site_usage(feed: Feed, *, base: str | None = None) -> Usage:
    """Return the usage of a feed with the address of its license file, `/license.xml` unless the usage names another.

    Args:
        feed: the feed.
        base: the address of the root of the site, or None.

    Raises:
        WriteError: there is no address of the site.
    """
    usage = feed.usage or Usage()
    if usage.license_url or license_document(feed, _root(feed, base)) is None:
        return usage
    return usage.replace(license_url=urljoin(_root(feed, base), LICENSE))


def _root(feed: Feed, base: str | None) -> str:
    address = base or feed.url or feed.feed_url
    if not address:
        raise WriteError("feed.url", "the files of a site need its address: set url, or pass base")
    return urljoin(address, "/")


def _license_path(usage: Usage | None, root: str) -> str:
    """Return the path of the license file; "" if it is at another site."""
    if usage is None or not usage.license_url:
        return LICENSE
    path = urlsplit(usage.license_url).path.lstrip("/")
    is_here = urljoin(usage.license_url, "/") == root and path and ".." not in path.split("/")
    return path if is_here else ""


def _text_file(path: str, present: Mapping[str, bytes], merge: Callable[[str], str]) -> Iterator[tuple[str, bytes]]:
    data = present.get(path, b"")
    try:
        merged = merge(data.decode())
    except UnicodeDecodeError:
        raise WriteError(path, "is not in UTF-8: convert it, or remove it") from None
    except ValueError as error:
        raise WriteError(path, str(error)) from None
    if merged:
        yield path, merged.encode()


def _merge_trust(text: str, usage: Usage) -> str:
    """Return a trust.txt file with the lines of a usage in a block of their own.

    Raises:
        ValueError: the block is damaged, or the file says something about training outside of it.
    """
    before, after = marked_blocks.without_block(text)
    lines = trust.lines(usage)
    foreign = list(trust.pairs(before + after))
    for number, name, _ in foreign:
        if name == trust.TRAINING and lines:
            raise ValueError(f"line {number} says {name} already, outside of newsfeed's lines: remove it")
    stated = {f"{name}={value}" for _, name, value in foreign}
    lines = [line for line in lines if line not in stated]
    if not lines:
        return before + after
    separator = "" if not before or before.endswith("\n") else "\n"
    return f"{before}{separator}{marked_blocks.marked(lines)}{after}"


def _tdm_rules(feed: Feed, usage: Usage, root: str) -> Iterator[tdm.Rule]:
    """Yield the rules of the stories, then that of the whole site."""
    for story in feed.stories:
        if story.usage and story.url and urljoin(story.url, "/") == root:
            parts = urlsplit(story.url)
            location = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
            if rule := tdm.rule(story.usage, robots.exact_pattern(location)):
                yield rule
    if rule := tdm.rule(usage):
        yield rule


def _merge_rules(present: bytes | None, rules: list[tdm.Rule]) -> bytes:
    """Return a tdmrep.json file with rules in the place of those for the same locations.

    Rules of others are between those of the stories and that of the whole site, since the first that matches counts.
    """
    try:
        document = json.parse(present) if present and present.strip() else []
    except ReadError as error:
        raise WriteError(TDMREP, f"is not JSON ({error.reason}): mend it, or remove it") from None
    if not isinstance(document, list) or not all(isinstance(rule, dict) for rule in document):
        raise WriteError(TDMREP, "is not an array of rules: mend it, or remove it")
    locations = {rule["location"] for rule in rules}
    foreign = [rule for rule in document if rule.get("location") not in locations]
    of_pages = [rule for rule in rules if rule["location"] != tdm.EVERYTHING]
    of_site = [rule for rule in rules if rule["location"] == tdm.EVERYTHING]
    return json.encode([*of_pages, *foreign, *of_site]) + b"\n"

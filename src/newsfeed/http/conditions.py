"""Validators and conditional requests (RFC 9110, 8.8 and 13)."""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from functools import lru_cache
from hashlib import blake2b
from typing import Final

_TAG: Final = re.compile(r'(?:W/)?"([\x21\x23-\x7e\x80-\xff]*)"')
_STRONG_TAG: Final = re.compile(r'(?:^|[,\s])"([\x21\x23-\x7e\x80-\xff]*)"')
_ANY: Final = "*"
_SECOND: Final = timedelta(seconds=1)
_DIGEST_SIZE: Final = 16


def digest(parts: Iterable[str]) -> str:
    """Return a digest of texts, as hexadecimal digits; the texts are kept apart."""
    data = "".join([f"{len(part)}:{part}" for part in parts])
    return blake2b(data.encode("utf-8", "surrogatepass"), digest_size=_DIGEST_SIZE).hexdigest()


def last_modified(modified: datetime | None, now: datetime) -> str | None:
    """Return the value of Last-Modified, or None if it must not be sent yet.

    The header counts whole seconds, and a document can change several times in one. So it names the end of the second of the
    last change, and is sent only from then on. A later change has a later date; and a client that asks with the date of a
    response before the change, having no Last-Modified, asks with an earlier one. Neither is answered by 304.

    Args:
        modified: the moment of the last change, perhaps without its fraction of a second. Aware datetime.
        now: the present. Aware datetime.
    """
    if modified is None:
        return None
    end = modified.astimezone(UTC).replace(microsecond=0) + _SECOND
    return _http_date(end) if end <= now else None


@lru_cache(maxsize=64)
def _http_date(moment: datetime) -> str:
    return format_datetime(moment, usegmt=True)


def is_not_modified(headers: Mapping[str, str], tags: Iterable[str], modified: str | None) -> bool:
    """Return whether a conditional GET is answered by 304.

    Args:
        headers: the headers of the request, by their names in lower case.
        tags: the entity tags of the current representation, without quotation marks.
        modified: the value of Last-Modified, or None.
    """
    if "if-none-match" in headers:  # takes precedence over If-Modified-Since (RFC 9110, 13.1.3)
        return bool(matched_tags(headers["if-none-match"], tags))
    since = _parse_date(headers.get("if-modified-since"))
    changed = _parse_date(modified)
    return since is not None and changed is not None and changed <= since


def matched_tags(if_none_match: str, tags: Iterable[str]) -> list[str]:
    """Return the entity tags that If-None-Match names; the comparison is weak, so `W/` does not matter.

    Args:
        if_none_match: the header: entity tags, or `*` for any.
        tags: the current entity tags, without quotation marks.
    """
    if if_none_match.strip() == _ANY:
        return list(tags)
    named = set(_TAG.findall(if_none_match))
    return [tag for tag in tags if tag in named]


def is_precondition_met(headers: Mapping[str, str], tags: Iterable[str], modified: str | None) -> bool:
    """Return False for a request that is to be answered only if the document is still one that the client knows.

    Args:
        headers: the headers of the request, by their names in lower case.
        tags: the entity tags of the current representation, without quotation marks.
        modified: the value of Last-Modified, or None.
    """
    if (if_match := headers.get("if-match")) is not None:  # compared strongly: a weak tag matches nothing
        return if_match.strip() == _ANY or bool(set(_STRONG_TAG.findall(if_match)).intersection(tags))
    since, changed = _parse_date(headers.get("if-unmodified-since")), _parse_date(modified)
    return since is None or changed is None or changed <= since


def _parse_date(value: str | None) -> datetime | None:
    """Return the moment of an HTTP date, None if there is none or it is malformed."""
    if value is None:
        return None
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

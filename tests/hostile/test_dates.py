"""Date strings: each is read as the right instant, or ends in a typed error or a finding, within 5 ms."""

import time
from collections.abc import Callable
from datetime import datetime
from typing import Final

import pytest

import newsfeed
from hostile.cases.dates import CASES, DOCUMENTS, DateCase, document
from newsfeed.errors import NewsfeedError
from newsfeed.plugins import registry
from newsfeed.values.dates import (
    MAX_DATE_LENGTH,
    DateRemark,
    parse_date,
    parse_rfc822,
    parse_rfc3339,
    parse_w3cdtf,
    read_date,
)

SECONDS: Final = 0.005
"""CPU time for one string: the best of five runs, as another process on the machine can make some of them slow."""

DOCUMENT_SECONDS: Final = 1.0

IDS: Final = {f"{kind}-{number}": case for kind, cases in CASES.items() for number, case in enumerate(cases)}


def instant(case: DateCase) -> datetime | None:
    """Return the right instant of a string."""
    return datetime.fromisoformat(case.instant) if case.instant else None


def best_seconds(call: Callable[[], object]) -> float:
    """Return the least CPU time that five calls took, in seconds."""
    times = []
    for _ in range(5):
        start = time.process_time()
        call()
        times.append(time.process_time() - start)
    return min(times)


def reading(text: str) -> datetime | None:
    """Return the instant that a text is read as; None for one that is refused, or whose zone is reported as unknown."""
    try:
        value, remark, _zone = read_date(text)
    except ValueError:
        return None
    return None if remark is DateRemark.ZONE_UNKNOWN else value


def test_there_are_at_least_180_strings() -> None:
    assert sum(map(len, CASES.values())) >= 180
    assert len({case.text for case in IDS.values()}) == len(IDS)


@pytest.mark.parametrize("case", IDS.values(), ids=IDS)
def test_a_string_is_the_right_instant_or_an_error(case: DateCase) -> None:
    value = reading(case.text)
    assert value == instant(case) or (value is None and len(case.text.strip()) > MAX_DATE_LENGTH)
    for parse in (parse_rfc822, parse_rfc3339, parse_w3cdtf, parse_date):
        try:
            value = parse(case.text)
        except ValueError:
            continue
        assert value == instant(case)


@pytest.mark.parametrize("case", IDS.values(), ids=IDS)
def test_a_string_takes_5_ms(case: DateCase) -> None:
    for read in (reading, _strictly):
        assert best_seconds(lambda read=read: read(case.text)) < SECONDS  # type: ignore[misc]


def _strictly(text: str) -> None:
    for parse in (parse_rfc822, parse_rfc3339, parse_w3cdtf):
        try:
            parse(text)
        except ValueError:
            continue


def _converted(data: bytes, name: str) -> tuple[newsfeed.Feed, newsfeed.Report]:
    """Return the feed and findings of a document, after each writer and rule has had it."""
    report = newsfeed.Report()
    feed = newsfeed.loads(data, name, report=report)
    for target in registry:
        if target.writes:
            try:
                newsfeed.dumps(feed, target.name)
            except NewsfeedError:
                continue
    if registry[name].validates:
        newsfeed.validate(data, name)
    return feed, report


def _check_document(name: str, case: DateCase) -> None:
    data = document(name, case.text)
    if data is None:
        return
    start = time.process_time()
    try:
        feed, report = _converted(data, name)
    except NewsfeedError:
        return
    assert time.process_time() - start < DOCUMENT_SECONDS
    published = feed.stories[0].published
    if published != instant(case):
        findings = [finding for finding in report if "date" in finding.code or "zone" in finding.code]
        assert findings or not case.text.strip(), f"{case.text[:60]!r} is {published} without a finding"


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("kind", ["edges", "midnight", pytest.param("huge", marks=pytest.mark.slow)])
def test_dates_of_documents(name: str, kind: str) -> None:
    for case in CASES[kind]:
        _check_document(name, case)


@pytest.mark.battery
@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("kind", sorted(set(CASES) - {"edges", "midnight", "huge"}))
def test_dates_of_all_documents(name: str, kind: str) -> None:
    for case in CASES[kind]:
        _check_document(name, case)

"""Mutants of NewsML-G2 documents: validation ends in a report or a newsfeed error, and names the same faults under a prefix."""

import contextlib

import pytest

import newsfeed
from hostile.newsml_mutants import SOURCES, mutants
from newsfeed.errors import NewsfeedError


def codes(data: bytes) -> set[str]:
    """Return the codes of a document's findings; each must have a path and a line."""
    report = newsfeed.validate(data, "newsml")
    assert all((finding.path or "").startswith("/") and (finding.line or 0) >= 1 for finding in report)
    return {finding.code for finding in report}


def check(count: int, seed: int) -> None:
    """Validate mutants, without a prefix and with one."""
    for plain, prefixed in mutants(count, seed):
        with contextlib.suppress(NewsfeedError):
            assert codes(plain) == codes(prefixed), plain.decode()


def test_there_are_documents_of_every_kind_to_mutate() -> None:
    assert len(SOURCES) > 50


def test_a_sample_of_mutants_does_not_stop_the_validator() -> None:
    check(120, seed=1)


@pytest.mark.battery
@pytest.mark.parametrize("seed", range(2, 8))
def test_600_mutants_do_not_stop_the_validator(seed: int) -> None:
    check(100, seed)

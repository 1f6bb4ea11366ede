"""Fragments without faults are checked once within `remember_clean`, and nothing else is left out."""

import pytest

from newsfeed.validation import html, html_syntax
from newsfeed.validation.clean_fragments import current, remember_clean

CLEAN = "<p>The <em>gates</em> close &amp; open.</p>"
FAULTY = '<p onclick="run()">The gates <blink>close</blink>.</p>'


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the texts that are parsed."""
    texts: list[str] = []
    parse = html_syntax.parse

    def recorded(text: str, *arguments: object) -> object:
        texts.append(text)
        return parse(text, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(html_syntax, "parse", recorded)
    return texts


def test_a_clean_fragment_is_checked_once(parsed: list[str]) -> None:
    with remember_clean():
        assert [list(html.check_fragment(CLEAN)) for _ in range(3)] == [[], [], []]
    assert parsed == [CLEAN]


def test_relative_links_are_looked_for_if_they_were_not_before(parsed: list[str]) -> None:
    text = '<p><a href="x.html">Gates</a></p>'
    with remember_clean():
        assert list(html.check_fragment(text, relative=False)) == []
        assert [fault.problem for fault in html.check_fragment(text)] == ["relative"]
    assert parsed == [text, text]


def test_a_fragment_without_relative_links_needs_no_other_check(parsed: list[str]) -> None:
    with remember_clean():
        assert list(html.check_fragment(CLEAN)) == []
        assert list(html.check_fragment(CLEAN, relative=False)) == []
    assert parsed == [CLEAN]


def test_faults_are_reported_each_time() -> None:
    expected = list(html.check_fragment(FAULTY))
    assert expected
    with remember_clean():
        assert [list(html.check_fragment(FAULTY)) for _ in range(2)] == [expected, expected]


def test_a_check_that_stops_early_remembers_nothing(parsed: list[str]) -> None:
    with remember_clean():
        next(iter(html.check_fragment(FAULTY)))
        assert list(html.check_fragment(FAULTY))
    assert parsed == [FAULTY, FAULTY]


def test_nothing_is_remembered_outside(parsed: list[str]) -> None:
    for _ in range(2):
        assert list(html.check_fragment(CLEAN)) == []
    assert parsed == [CLEAN, CLEAN]
    assert current() is None

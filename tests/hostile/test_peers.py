"""The comparison with other libraries: adapters hand over what is read, the judges can fail, and the page is whole."""

import importlib.util
import re
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from hostile import peers
from hostile.cases import characters, dates
from hostile.peers import NotSupportedError, ReadItem, batteries

pytest.importorskip("html5lib")

READERS = ("newsfeed", "feedparser", "fastfeedparser", "feedparser_rs", "atoma")
WRITERS = ("newsfeed", "feedgen", "feedgenerator")
DATE = "Thu, 05 Sep 2002 07:02:01 GMT"


def _adapter(name: str) -> object:
    if importlib.util.find_spec(name) is None:
        pytest.skip(f"{name} is not installed")
    return peers.adapter(name)


@pytest.mark.parametrize("kind", ["rss", "atom"])
@pytest.mark.parametrize("name", READERS)
def test_adapters_of_readers_hand_over_what_is_read(name: str, kind: str) -> None:
    _adapter(name)
    data = dates.document(kind, DATE if kind == "rss" else "2002-09-05T07:02:01Z")
    assert data is not None
    assert batteries._judge_date(name, (data, "2002-09-05T07:02:01Z")) == ""
    item = peers.adapter(name).read(data)
    assert item.published
    assert "A" in item.markup
    assert "'A'" in item.everything or '"A"' in item.everything


@pytest.mark.parametrize("kind", ["rss", "atom"])
@pytest.mark.parametrize("name", WRITERS)
def test_adapters_of_writers_write_what_they_are_given(name: str, kind: str) -> None:
    _adapter(name)
    assert batteries._judge_characters(name, (kind, ("Tide", True))) == ""
    cases = pytest.importorskip("hostile.cases.wrong_inputs")
    assert b"A longer quay" in peers.adapter(name).write(cases.BASE, kind)


@pytest.fixture
def peer(monkeypatch: pytest.MonkeyPatch) -> Iterator[SimpleNamespace]:
    """A library that is not there, with the functions that a test gives it."""
    library = SimpleNamespace(FIELDS=frozenset(("headline",)))
    monkeypatch.setattr(batteries, "adapter", lambda _name: library)
    return library


def test_the_judges_of_readers_can_fail(peer: SimpleNamespace) -> None:
    peer.read = lambda _data: ReadItem(
        "2002-09-05T07:02:03", ("javascript:x",), ("A", "<p onclick='x'>A</p>"), "<script"
    )
    assert batteries._judge_date("x", (b"", "2002-09-05T07:02:01Z"))
    assert batteries._judge_date("x", (b"", None))
    assert batteries._judge_date("x", (b"", "2002-09-05T07:02:03.5Z")) == ""
    assert batteries._judge_xml("x", b"") == "a script is in the feed"
    if importlib.util.find_spec("hostile.html_judge"):
        assert "javascript:x" in batteries._judge_link("x", b"")
        assert "onclick" in batteries._judge_html("x", b"")


def test_the_judge_of_characters_can_fail(peer: SimpleNamespace) -> None:
    def answers(written: bytes, *, is_legal: bool = True) -> str:
        peer.write = lambda _feed, _kind: written
        return batteries._judge_characters("x", ("rss", ("ab", is_legal)))

    assert answers(b"<rss>\x00</rss>").startswith("not well-formed")
    assert answers(b"<rss><item><title>a</title></item></rss>") == "a text is changed"
    assert answers(b"<rss/>", is_legal=False).startswith("the character is dropped")
    assert answers(b"<rss><item><a>ab</a><b>ab</b><c>ab</c></item></rss>") == ""

    def refuse(_feed: object, _kind: str) -> bytes:
        raise ValueError

    peer.write = refuse
    assert batteries._judge_characters("x", ("rss", ("ab", True))) == "ValueError for legal characters"
    assert batteries._judge_characters("x", ("rss", ("a\x00", False))) == ""


def test_the_judge_of_wrong_inputs_can_fail(peer: SimpleNamespace) -> None:
    cases = pytest.importorskip("hostile.cases.wrong_inputs")
    batteries._sound.cache_clear()
    peer.write = lambda feed, _kind: repr(feed["stories"][0]["headline"]).encode()
    assert (
        batteries._judge_wrong("x", ("rss", cases.Case("a", {"stories[0].headline": 5}))) == "written without objection"
    )
    with pytest.raises(NotSupportedError):
        batteries._judge_wrong("x", ("rss", cases.Case("a", {"stories[0].urgency": 5})))


def test_the_cases_are_many() -> None:
    assert len(batteries._character_cases()) == 2 * (
        len(characters.LEGAL) + len(characters.SEQUENCES) + len(characters.ILLEGAL)
    )
    assert len(batteries._xml_cases()) >= 88
    assert len(batteries._date_cases()) >= 360


def test_the_page_has_a_row_for_each_battery_and_a_column_for_each_library() -> None:
    main = importlib.import_module("hostile.peers.__main__")
    text = main.PAGE.read_text(encoding="utf-8")
    _, _, measured = text.partition(main.BEGIN)
    measured, _, _ = measured.partition(main.END)
    assert f"| {' | '.join(peers.NAMES)} |" in measured
    rows = main._rows_of_page(measured)
    assert list(rows) == list(main.NAMES_OF_BATTERIES)
    for cell in (cell for cells in rows.values() for cell in cells.values()):
        assert re.fullmatch(r"\d+ of \d+(; (over )?[\d.]+ s; \d+ MB)?|n/a|not measured", cell)
    assert main.meanings() in measured
    assert main.promises() in measured

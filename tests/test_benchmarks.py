"""The benchmarks run, compare what they time, and say what they found. No test here knows a time; `performance/` has guards."""

import io
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from time import perf_counter
from typing import Any

import attrs
import pytest
from lxml import etree

from benchmarks import (
    build,
    caching,
    chart,
    content,
    data,
    jsonld,
    measure,
    newsml,
    report,
    small,
    startup,
    streaming,
    validation,
    writing,
)
from benchmarks.__main__ import main
from benchmarks.measure import Measurement, Settings
from benchmarks.results import Number, Results, Section, Target
from benchmarks.topic import Case, Noted, NotMeasured, Reads, Topic
from benchmarks.topics import TOPICS
from newsfeed import UnsupportedError
from newsfeed.rendering import sinks
from newsfeed.rendering.cache import DEFAULT_MAX_BYTES

COMPARED = [topic for topic in TOPICS.values() if isinstance(topic, Topic) and topic.compare is not None]


def outputs_of(topic: Topic, size: int) -> dict[str, Any]:
    """Give what each case gives."""
    return {name: run() for name, run in topic.prepared(size)[0].items()}


# --- the data --------------------------------------------------------------------------------------------------------------


def test_the_data_are_the_same_each_time_and_differ_by_item() -> None:
    assert data.row(3) == data.row(3)
    assert data.Words(5).some(20) == data.Words(5).some(20)
    assert data.Words(5).some(20) != data.Words(6).some(20)
    rows = [data.row(number) for number in range(data.BODIES + 2)]
    assert len({row.id for row in rows}) == len({row.title for row in rows}) == len(rows)
    assert rows[0].html == rows[data.BODIES].html != rows[1].html


def test_an_item_is_what_the_report_says_it_is() -> None:
    row = data.row(1)
    words = re.sub(r"<[^>]*>", " ", row.html).replace("&amp;", "").split()
    assert len(words) == 750
    assert 5_500 < len(row.html.encode()) < 7_500
    assert (row.html.count("<h2>"), len(row.authors), len(set(row.categories))) == (5, 2, 5)
    assert row.published < row.updated


def test_an_explainer_has_the_parts_that_the_report_says() -> None:
    story = data.explainer(1)
    counts = [len(story.sections), len(story.press), len(story.questions), len(story.topics)]
    assert counts == [5, 3, 4, 6]
    assert all(question.answer for question in story.questions)


# --- outputs are compared --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("topic", COMPARED, ids=lambda topic: topic.name)
def test_outputs_are_equal_in_content(topic: Topic) -> None:
    topic.check()


@pytest.mark.parametrize("name", ["rss", "atom"])
def test_the_comparison_reads_every_field_of_a_row(name: str) -> None:
    topic = {"rss": writing.RSS, "atom": writing.ATOM}[name]
    row = data.row(0)
    read = content.items(outputs_of(topic, 2)[writing.MODEL])[0]
    assert (read["title"], read["link"], read["id"], read["summary"]) == (row.title, row.url, row.id, row.summary)
    assert read["published"] == tuple(row.published.utctimetuple())
    assert read["authors"] == list(row.authors)
    assert read["categories"] == list(row.categories)
    assert read["body"] == [row.html]
    assert read["enclosures"] == [(row.image.url, row.image.type, str(row.image.length))]
    assert ("updated" in read) == (name == "atom")


def _later(document: bytes) -> bytes:
    return document.replace(b"08:00:00", b"08:00:01").replace(b" 06:00:00 ", b" 06:00:01 ")


CHANGES: Mapping[str, Callable[[bytes], bytes]] = {
    "title": lambda document: document.replace(data.row(1).title.encode(), b"Another"),
    "date": _later,
    "author": lambda document: document.replace(data.row(1).authors[1].encode(), b"Nobody"),
    "category": lambda document: document.replace(data.row(1).categories[4].encode(), b"none"),
    "body": lambda document: document.replace(b"&lt;em", b"&lt;i", 1),
    "enclosure": lambda document: document.replace(b"images/1.jpg", b"images/2.jpg"),
}


@pytest.mark.parametrize("field", CHANGES)
@pytest.mark.parametrize("topic", [writing.RSS, writing.ATOM], ids=lambda topic: topic.name)
def test_a_peer_that_says_something_else_is_found_out(topic: Topic, field: str) -> None:
    outputs = outputs_of(topic, 2)
    changed = CHANGES[field](outputs[writing.TREE])
    assert changed != outputs[writing.TREE]
    with pytest.raises(content.DifferenceError, match="lxml tree by hand"):
        writing.compare(outputs | {writing.TREE: changed})


def test_a_graph_or_document_that_says_more_than_ours_is_found_out() -> None:
    outputs = outputs_of(jsonld.TOPIC, 2)
    with pytest.raises(content.DifferenceError, match="headline"):
        jsonld.compare(outputs | {jsonld.HAND: outputs[jsonld.HAND].replace(data.row(1).title.encode(), b"Another")})
    documents = outputs_of(newsml.TOPIC, 2)
    other = [document.replace(b"<em>", b"<i>").replace(b"</em>", b"</i>") for document in documents[newsml.TREE]]
    with pytest.raises(content.DifferenceError, match="lxml tree by hand"):
        newsml.compare(documents | {newsml.TREE: other})


def test_an_error_in_sound_data_or_a_fault_that_is_not_found_is_found_out() -> None:
    outputs = outputs_of(validation.TOPIC, validation.CHECKED)
    swapped = outputs | {validation.FAULTY: outputs[validation.RSS_SMALL]}
    with pytest.raises(content.DifferenceError, match="0 errors"):
        validation.compare(swapped)
    with pytest.raises(content.DifferenceError, match="12 errors"):
        validation.compare(outputs | {validation.RSS_SMALL: outputs[validation.FAULTY]})


# --- what is kept ----------------------------------------------------------------------------------------------------------


def found_kept(monkeypatch: pytest.MonkeyPatch, run: Callable[[], Any]) -> int:
    """Give of how many stories the run finds what was rendered of them before."""
    hits: list[object] = []
    find = sinks._CachingSink._find

    def noting(*arguments: Any) -> Any:
        item = find(*arguments)
        hits.extend([] if item is None else [item])
        return item

    with monkeypatch.context() as changed:
        changed.setattr(sinks._CachingSink, "_find", noting)
        run()
    return len(hits)


WRITING = [writing.RSS, writing.ATOM, jsonld.TOPIC, newsml.TOPIC]


@pytest.mark.parametrize("topic", WRITING, ids=lambda topic: topic.name)
def test_a_case_of_fresh_stories_finds_nothing_kept_in_any_round(topic: Topic, monkeypatch: pytest.MonkeyPatch) -> None:
    runs, _ = topic.prepared(5)
    ours = {name: run for name, run in runs.items() if "newsfeed" in name and "unchanged" not in name}
    assert {name: [found_kept(monkeypatch, run) for _ in range(2)] for name, run in ours.items()} == {
        name: [0, 0] for name in ours
    }


@pytest.mark.parametrize("topic", [writing.RSS, writing.ATOM], ids=lambda topic: topic.name)
def test_a_case_of_unchanged_stories_finds_all_but_one_in_every_round(
    topic: Topic, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = topic.prepared(5)[0][caching.AGAIN]
    assert [found_kept(monkeypatch, run) for _ in range(3)] == [4, 4, 4]


# --- the harness -----------------------------------------------------------------------------------------------------------


def test_cases_run_in_turns_and_each_as_often_as_asked() -> None:
    ran: list[str] = []
    runs = {name: (lambda name=name: ran.append(name)) for name in "abc"}
    seconds = measure.in_turns(runs, {"a": 3, "b": 3, "c": 1})
    assert ran == [*"abc", *"ba", *"ab"]
    assert {name: len(times) for name, times in seconds.items()} == {"a": 3, "b": 3, "c": 1}


@pytest.mark.parametrize(("predicted", "rounds"), [(0.001, 15), (1.0, 4), (3.9, 3), (31.9, 3), (32.1, 0)])
def test_rounds_fit_the_budget(predicted: float, rounds: int) -> None:
    assert measure.rounds_within(Settings(rounds=15, budget=4.0), predicted) == rounds
    assert measure.rounds_within(Settings(rounds=2, budget=4.0), predicted) == min(rounds, 2)


def _refuses(error: Exception) -> Callable[[int], Any]:
    def prepare(_: int) -> Any:
        raise error

    return prepare


NOTHING = Case("nothing", lambda size: lambda: [None] * size * 100)


def test_a_case_that_cannot_run_says_why_and_the_others_run() -> None:
    cases = (
        Case("later", _refuses(UnsupportedError("no reader"))),
        Case("peer", _refuses(ImportError("no", name="a_peer"))),
        Case("large", _refuses(NotMeasured("too large"))),
        Case("reads", lambda size: Reads(b"x" * size, len)),
        Case("writes", lambda size: lambda: [b"y" * size, b"z"]),
    )
    topic = Topic(name="t", title="T", method="", data=int, cases=cases, sizes=(5,))
    found = {each.case: each for each in topic.run(Settings(rounds=2, memory=False)).measurements}
    assert [found[name].skipped for name in ("later", "peer", "large")] == [
        "not there yet",
        "a_peer is not installed",
        "too large",
    ]
    assert (found["reads"].bytes, found["writes"].bytes) == (5, 6)
    assert len(found["reads"].seconds) == 2


def test_what_a_run_has_to_say_stands_in_its_row() -> None:
    case = Case("newsfeed", lambda size: Noted(lambda: b"y" * size, "raised"))
    topic = Topic(name="t", title="T", method="", data=int, cases=(case,), sizes=(5,))
    measured = topic.run(Settings(rounds=1, memory=False))
    assert measured.measurements[0].bytes == 5
    assert cells(report.markdown([measured], []), "newsfeed")[:2] == ["newsfeed (raised)", "5"]


def test_a_cache_is_larger_than_the_default_only_where_it_must_be() -> None:
    assert caching.max_bytes_for(1_000) == DEFAULT_MAX_BYTES
    assert caching.max_bytes_for(DEFAULT_MAX_BYTES * 2) == DEFAULT_MAX_BYTES * 2
    with pytest.raises(NotMeasured, match=r"2\.0 GB"):
        caching.max_bytes_for(2_000_000_000)


def test_a_size_that_no_case_is_measured_at_says_why_in_each_row() -> None:
    topic = Topic(name="t", title="T", method="", data=_refuses(NotMeasured("too large")), cases=(NOTHING,), sizes=(5,))
    assert [each.skipped for each in topic.run(Settings()).measurements] == ["too large"]


def test_a_size_that_is_measured_once_has_one_round_however_long_it_is() -> None:
    topic = Topic(name="t", title="T", method="", data=int, cases=(NOTHING,), sizes=(5, 9), once_at=(9,))
    measured = topic.run(Settings(rounds=4, memory=False)).measurements
    assert [len(each.seconds) for each in measured] == [4, 1]
    hurried = topic.run(Settings(budget=0.0, memory=False)).measurements
    assert [len(each.seconds) for each in hurried] == [0, 1]


def test_the_peak_of_memory_is_measured_of_each_case_at_each_size(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(measure, "python", lambda arguments: asked.append(" ".join(arguments)) or "7 0.5")
    cases = (NOTHING, Case("peer", _refuses(ImportError("no", name="a_peer"))))
    topic = Topic(name="t", title="T", method="", data=int, cases=cases, sizes=(5, 9))
    peaks = [each.peak for each in topic.run(Settings(rounds=1)).measurements]
    assert peaks == [7, None, 7, None]
    once = attrs.evolve(topic, cases=(NOTHING,), sizes=(3,), once_at=(3,)).run(Settings()).measurements
    assert once == (Measurement(case="nothing", size=3, seconds=(0.5,), peak=7),)
    assert asked[-1] == "-m benchmarks.peak t nothing 3"
    assert sorted(asked[:-1]) == ["-m benchmarks.peak t nothing 5", "-m benchmarks.peak t nothing 9"]


RESULTS = Results(
    [
        Measurement(case="a", size=10, seconds=(0.3, 0.1, 0.2), peak=2_000_000),
        Measurement(case="b", size=10, seconds=(0.4,)),
        Measurement(case="a", size=1_000, seconds=(20.0,)),
        Measurement(case="b", size=1_000, skipped="slow"),
    ]
)


def test_results_give_ratios_of_medians_and_say_of_which() -> None:
    assert RESULTS.us("a", 10) == Number(pytest.approx(20_000), least=pytest.approx(10_000))
    ratio = RESULTS.ratio("b", "a", 10)
    assert ratio == Number(pytest.approx(2), "40,000 / 20,000 us at 10", pytest.approx(4))
    assert RESULTS.ratio("b", "a", 1_000) is None
    assert [RESULTS.largest(case) for case in "bc"] == [RESULTS.us("b", 10), None]
    assert RESULTS.worst("b", "a", least=True) == ratio
    assert RESULTS.worst("b", "b", least=True) == Number(1, "40,000 / 40,000 us at 10", 1)
    grown = RESULTS.growth("a", 10, 1_000)
    assert grown == Number(pytest.approx(1), "20,000 us at 1,000 / 20,000 us at 10", pytest.approx(2))
    assert RESULTS.growth("b", 10, 1_000) is None


def test_the_worst_ratio_is_that_of_the_size_where_it_is_worst() -> None:
    measured = [(10, 1.0), (100, 3.0), (1_000, 2.0)]
    results = Results(
        Measurement(case=case, size=size, seconds=(size * (seconds if case == "a" else 1.0),))
        for size, seconds in measured
        for case in "ab"
    )
    found = [results.worst("a", "b", least=least) for least in (True, False)]
    assert [each and each.value for each in found] == [1, 3]


def test_results_give_peaks_and_by_how_much_they_grow() -> None:
    assert (RESULTS.peak("a", 10), RESULTS.peak("b", 10)) == (Number(2.0), None)
    grown = Results([*(Measurement(case="a", size=size, peak=size * 1_000_000) for size in (2, 9))])
    assert (grown.peak_growth("a", 2, 9), RESULTS.peak_growth("a", 10, 1_000)) == (Number(7.0), None)


@pytest.mark.parametrize(
    ("value", "least", "verdict"),
    [
        (3.0, True, "pass"),
        (2.9, True, "fail"),
        (3.0, False, "pass"),
        (3.1, False, "fail"),
        (None, True, "not measured"),
    ],
)
def test_a_target_is_met_or_missed(value: float | None, least: bool, verdict: str) -> None:
    number = None if value is None else Number(value, least=99.0)
    assert Target("t", number, 3, least=least).verdict == verdict


def section(**changes: Any) -> Section:
    """Give a section as small as can be."""
    measurements = (
        Measurement(case="newsfeed", size=100, seconds=(0.001, 0.003, 0.002), bytes=100_000, peak=1_500_000),
        Measurement(case="a <peer>", size=100, seconds=(0.008,)),
        Measurement(case="slow", size=100, skipped="one round would take 90 s"),
    )
    given = Section(
        name="t",
        title="Writing & more",
        method="How.",
        unit="item",
        against=("a <peer>",),
        measurements=measurements,
        targets=(Target("Speed", Number(4.0, "8.00 / 2.00 us at 100", 8.0), 4, least=True),),
    )
    return attrs.evolve(given, **changes)


def cells(text: str, start: str) -> list[str]:
    """Give the cells of the row that begins so."""
    line = next(line for line in text.splitlines() if line.startswith(f"| {start} "))
    return [cell.strip() for cell in line.strip("|").split("|")]


def test_the_report_has_a_row_a_case_and_a_verdict_a_target() -> None:
    text = report.markdown([section()], [("Python", "3")], "chart.svg")
    assert cells(text, "newsfeed") == ["newsfeed", "100", "20.0", "10.0", "50", "1.50", "0.25 (0.12)"]
    assert cells(text, "slow") == ["slow", "100", "one round would take 90 s", "", "", "", ""]
    assert cells(text[text.index("## Writing") :], "Speed") == [
        *("Speed", "4.00x", "at least 4x", "pass", "8.00x", "8.00 / 2.00 us at 100")
    ]
    assert "(chart.svg)" in text


def test_the_committed_report_links_a_chart_that_is_there() -> None:
    page = measure.ROOT / "docs" / "benchmarks.md"
    linked = re.findall(r"!\[[^]]*\]\(([^)]+)\)", page.read_text(encoding="utf-8"))
    assert linked
    assert all((page.parent / name).is_file() for name in linked)


def test_the_report_begins_with_the_verdicts_of_all_targets() -> None:
    missed = section(targets=(Target("Size", None, 1), Target("Memory", Number(41), 40, unit=" MB")))
    text = report.markdown([section(), missed], [], "chart.svg")
    top = text[: text.index("(chart.svg)")]
    assert "1 pass, 1 not measured, 1 fail." in top
    assert cells(top, "Speed") == ["Speed", "4.00x", "at least 4x", "pass"]
    assert cells(top, "Size") == ["Size", "", "at most 1x", "not measured"]
    assert cells(top, "Memory") == ["Memory", "41.0 MB", "at most 40 MB", "**fail**"]


def test_a_column_that_no_row_has_anything_in_is_left_out() -> None:
    bare = section(measurements=(Measurement(case="newsfeed", size=1, seconds=(0.001,)),), against=())
    assert cells(report.markdown([bare], []), "newsfeed") == ["newsfeed", "1", "1,000", "1,000"]


def test_the_chart_is_well_formed_and_its_bars_are_as_long_as_the_times() -> None:
    root = etree.fromstring(chart.svg([section()]).encode())
    bars = root.findall("{*}rect[@x]")
    assert [bar.get("class") for bar in bars] == ["ours", "peer"]
    assert float(bars[1].get("width", 0)) == pytest.approx(4 * float(bars[0].get("width", 0)), rel=0.01)
    assert "a <peer>" in [text.text for text in root.findall("{*}text")]


@pytest.mark.parametrize(
    ("longest", "numbers"),
    [
        (4.5, "0 1 2 3 4"),
        (63.9, "0 20 40 60"),
        (0.45, "0 0.1 0.2 0.3 0.4"),
        (5_000.0, "0 1,000 2,000 3,000 4,000 5,000"),
    ],
)
def test_the_axis_is_linear_and_begins_at_0(longest: float, numbers: str) -> None:
    measured = (Measurement(case="newsfeed", size=1, seconds=(longest / 1e6,)),)
    root = etree.fromstring(chart.svg([section(measurements=measured)]).encode())
    ticks = root.findall("{*}text[@text-anchor='middle']")
    assert [tick.text for tick in ticks] == numbers.split()
    places = [float(tick.get("x", 0)) for tick in ticks]
    steps = range(len(ticks))
    assert places == pytest.approx([chart.LABELS + (places[1] - chart.LABELS) * step for step in steps], abs=0.1)
    bar = root.find("{*}rect[@x]")
    assert bar is not None
    value = float(numbers.rsplit(maxsplit=1)[-1].replace(",", ""))
    assert (places[-1] - chart.LABELS) / float(bar.get("width", 0)) == pytest.approx(value / longest, rel=0.01)


def test_the_chart_tells_our_bars_from_others_where_no_case_names_us() -> None:
    alone = tuple(Measurement(case=case, size=1, seconds=(1.0,)) for case in ("RSS", "Atom", "bare parse"))
    root = etree.fromstring(chart.svg([section(measurements=alone, against=("bare parse",))]).encode())
    assert [bar.get("class") for bar in root.findall("{*}rect[@x]")] == ["ours", "ours", "peer"]


def test_the_chart_leaves_out_what_has_no_times() -> None:
    skipped = section(measurements=(Measurement(case="newsfeed", size=1, skipped="not there yet"),))
    assert "<rect x" not in chart.svg([skipped])


def test_the_command_measures_prints_and_writes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written, drawn = tmp_path / "b.md", tmp_path / "b.svg"
    options = ["--sizes", "5", "--rounds", "1", "--no-memory", "--markdown", str(written), "--svg", str(drawn)]
    assert main(["jsonld", "streaming-writing", *options]) == 0
    assert "## Writing JSON-LD" in capsys.readouterr().out
    assert cells(written.read_text(), "open_writer, RSS")[1] == "5"
    assert str(tmp_path) not in written.read_text()
    etree.parse(drawn)


def test_only_check_makes_a_missed_target_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    missed = section(targets=(Target("Speed", Number(1.0), 4, least=True),))

    @attrs.frozen
    class Missing:
        name: str = "t"

        def run(self, _: Settings) -> Section:
            return missed

    monkeypatch.setitem(TOPICS, "t", Missing())
    assert main(["t"]) == 0
    assert main(["t", "--check"]) == 1


def test_commands_are_timed_as_whole_processes() -> None:
    measured = startup.COMMAND.run(Settings(rounds=1)).measurements
    assert [each.case for each in measured] == [startup.HELP, startup.LIBRARIES, startup.NOTHING]
    shown, _, nothing = (each.least for each in measured)
    assert shown > nothing > 0


def test_a_build_is_timed_by_the_clock_on_the_wall_and_leaves_nothing_behind() -> None:
    pages = build.Pages(3)
    assert list(build.build(pages, 1)) == ["feed.rss"]
    assert build.TOPIC.clock is perf_counter
    folder = pages.root
    del pages
    assert not folder.exists()


def test_builds_that_differ_are_found_out() -> None:
    with pytest.raises(content.DifferenceError, match="--jobs 2: feed"):
        build.compare({build.ONE: {"feed.rss": b"1"}, build.TWO: {"feed.rss": b"2"}})


def test_a_file_made_while_it_is_read_gives_its_pieces_and_then_ends() -> None:
    head, *items, tail = pieces = small.pieces("rss", 3)
    assert io.BufferedReader(streaming.Endless(iter(pieces))).read() == small.rss(3)
    longer = b"".join(streaming.chained(pieces, 7))
    assert longer == b"".join([head, *items, *items, items[0], tail])


def test_memory_is_that_of_a_process_of_its_own() -> None:
    told = [measure.python(["-m", "benchmarks.peak", "rss", writing.RAW, str(number)]) for number in (100, 3_000)]
    small, large = (int(each.split()[0]) for each in told)
    assert large > 3_000 * 6_000 > small  # the raw write holds its output, 6 KB an item

"""Tests of the benchmarks: data, comparison of outputs, measurement and report. Speed itself is guarded by `performance/`."""

import io
import re
import tomllib
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
    reading,
    report,
    small,
    startup,
    streaming,
    validation,
    writing,
)
from benchmarks.__main__ import main
from benchmarks.measure import Measurement, Settings
from benchmarks.peers import feedsmith
from benchmarks.results import Figure, Results, Section, Target
from benchmarks.topic import Case, Comparison, DocumentRun, NotedRun, NotMeasured, Topic
from benchmarks.topics import TOPICS
from newsfeed import RenderCache, Story, UnsupportedError
from newsfeed.rendering.cache import DEFAULT_MAX_BYTES

pytestmark = pytest.mark.slow

COMPARISONS = [benchmark for benchmark in TOPICS.values() if isinstance(benchmark, Comparison)]
COMPARED = [
    *(topic for topic in TOPICS.values() if isinstance(topic, Topic) and topic.compare is not None),
    *(topic for comparison in COMPARISONS for topic in comparison.topics.values()),
]


def outputs_of(topic: Topic, size: int) -> dict[str, Any]:
    """Return the output of each case."""
    return {name: run() for name, run in topic.prepare_runs(size)[0].items()}


# --- test data -------------------------------------------------------------------------------------------------------------


def test_data_is_deterministic_and_differs_by_item() -> None:
    assert data.row(3) == data.row(3)
    assert data.Words(5).words(20) == data.Words(5).words(20)
    assert data.Words(5).words(20) != data.Words(6).words(20)
    rows = [data.row(number) for number in range(data.BODY_COUNT + 2)]
    assert len({row.id for row in rows}) == len({row.title for row in rows}) == len(rows)
    assert rows[0].html == rows[data.BODY_COUNT].html != rows[1].html


def test_an_item_has_the_size_stated_in_the_report() -> None:
    row = data.row(1)
    words = re.sub(r"<[^>]*>", " ", row.html).replace("&amp;", "").split()
    assert len(words) == 750
    assert 5_500 < len(row.html.encode()) < 7_500
    assert (row.html.count("<h2>"), len(row.authors), len(set(row.categories))) == (5, 2, 5)
    assert row.published < row.updated


def test_items_of_the_default_kind_are_not_in_latin_1() -> None:
    row = data.row(1)
    assert all(any(ord(character) > 0xFF for character in text) for text in (row.title, row.summary, row.html))
    assert "“" in row.html


@pytest.mark.parametrize("kind", data.KINDS, ids=str)
def test_an_item_of_a_kind_has_its_script_size_and_id(kind: data.Kind) -> None:
    row = data.row(1, kind)
    text = row.title + row.summary + row.html
    assert 0.4 < len(text.encode()) / 1e3 / float(kind.size.split()[0]) < 1.3
    assert text.isascii() == (kind.script == "ASCII")
    assert row.id == row.url if kind.ids == "address" else row.id.startswith(kind.ids)
    assert data.story(row).id == row.id


def test_the_kinds_cover_all_scripts_sizes_and_ids() -> None:
    columns = [set(column) for column in zip(*data.KINDS, strict=True)]
    assert columns == [set(data.SCRIPTS), {"6 KB", "0.6 KB"}, {"address", "tag:", "urn:uuid:"}]
    assert len(set(data.KINDS)) == len(data.KINDS)


def test_an_explainer_has_the_parts_stated_in_the_report() -> None:
    story = data.explainer(1)
    counts = [len(story.sections), len(story.press), len(story.questions), len(story.topics)]
    assert counts == [5, 3, 4, 6]
    assert all(question.answer for question in story.questions)


# --- comparison of outputs -------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("topic", COMPARED, ids=lambda topic: topic.name)
def test_outputs_are_equal_in_content(topic: Topic) -> None:
    topic.compare_outputs()


@pytest.mark.parametrize("name", ["rss", "atom"])
def test_the_comparison_covers_every_field_of_a_row(name: str) -> None:
    topic = {"rss": writing.RSS, "atom": writing.ATOM}[name]
    row = data.row(0)
    item = content.items(outputs_of(topic, 2)[writing.MODELS])[0]
    assert (item.title, item.link, item.id, item.summary) == (row.title, row.url, row.id, row.summary)
    assert item.published == tuple(row.published.utctimetuple())
    assert item.updated == (tuple(row.updated.utctimetuple()) if name == "atom" else None)
    assert item.authors == list(row.authors)
    assert item.categories == list(row.categories)
    assert item.body == [row.html]
    assert item.enclosures == [(row.image.url, row.image.type, str(row.image.length))]


def _shift_dates(document: bytes) -> bytes:
    return document.replace(b"08:00:00", b"08:00:01").replace(b" 06:00:00 ", b" 06:00:01 ")


CHANGES: Mapping[str, Callable[[bytes], bytes]] = {
    "title": lambda document: document.replace(data.row(1).title.encode(), b"Another"),
    "date": _shift_dates,
    "author": lambda document: document.replace(data.row(1).authors[1].encode(), b"Nobody"),
    "category": lambda document: document.replace(data.row(1).categories[4].encode(), b"none"),
    "body": lambda document: document.replace(b"&lt;em", b"&lt;i", 1),
    "enclosure": lambda document: document.replace(b"images/1.jpg", b"images/2.jpg"),
}


@pytest.mark.parametrize("field", CHANGES)
@pytest.mark.parametrize("topic", [writing.RSS, writing.ATOM], ids=lambda topic: topic.name)
def test_a_peer_with_different_content_is_rejected(topic: Topic, field: str) -> None:
    outputs = outputs_of(topic, 2)
    changed = CHANGES[field](outputs[writing.TREE])
    assert changed != outputs[writing.TREE]
    with pytest.raises(content.DifferenceError, match="lxml tree by hand"):
        writing.compare(outputs | {writing.TREE: changed})


def test_a_peer_with_more_content_than_newsfeed_is_rejected() -> None:
    outputs = outputs_of(jsonld.TOPIC, 2)
    with pytest.raises(content.DifferenceError, match="headline"):
        jsonld.compare(
            outputs | {jsonld.BY_HAND: outputs[jsonld.BY_HAND].replace(data.row(1).title.encode(), b"Another")}
        )
    documents = outputs_of(newsml.TOPIC, 2)
    changed = [document.replace(b"<em>", b"<i>").replace(b"</em>", b"</i>") for document in documents[newsml.TREE]]
    with pytest.raises(content.DifferenceError, match="lxml tree by hand"):
        newsml.compare(documents | {newsml.TREE: changed})


def test_wrong_numbers_of_validation_errors_are_rejected() -> None:
    outputs = outputs_of(validation.TOPIC, validation.COMPARED_ITEMS)
    swapped = outputs | {validation.INVALID: outputs[validation.RSS_SMALL]}
    with pytest.raises(content.DifferenceError, match="0 errors"):
        validation.compare(swapped)
    with pytest.raises(content.DifferenceError, match="12 errors"):
        validation.compare(outputs | {validation.RSS_SMALL: outputs[validation.INVALID]})


# --- the render cache ------------------------------------------------------------------------------------------------------


class CountingStore:
    """Persistent store that holds nothing and counts the stories that were found in memory.

    A cache passes every item to its store, and asks the store only for those that it does not find in memory.
    """

    def __init__(self) -> None:
        self.hits = 0

    def get(self, _story: Story, _context: object) -> None:
        self.hits -= 1

    def put(self, _story: Story, _context: object, _data: bytes) -> None:
        self.hits += 1


@pytest.fixture
def stores(monkeypatch: pytest.MonkeyPatch) -> list[CountingStore]:
    """The stores of all caches that cases create."""
    stores: list[CountingStore] = []

    def create(max_bytes: int = DEFAULT_MAX_BYTES) -> RenderCache:
        stores.append(CountingStore())
        return RenderCache(max_bytes, store=stores[-1])

    monkeypatch.setattr(caching, "RenderCache", create)
    return stores


def hits_of(run: Callable[[], Any], stores: list[CountingStore]) -> int:
    """Return the number of stories that a run finds in its cache."""
    before = sum(store.hits for store in stores)
    run()
    return sum(store.hits for store in stores) - before


WRITING = [writing.RSS, writing.ATOM, jsonld.TOPIC, newsml.TOPIC]


@pytest.mark.parametrize("topic", WRITING, ids=lambda topic: topic.name)
def test_only_the_case_of_unchanged_stories_uses_a_cache(topic: Topic, stores: list[CountingStore]) -> None:
    runs, _ = topic.prepare_runs(5)
    hits = {name: [hits_of(run, stores) for _ in range(3)] for name, run in runs.items()}
    assert hits == {name: [4, 4, 4] if name == caching.UNCHANGED else [0, 0, 0] for name in runs}


# --- measurement -----------------------------------------------------------------------------------------------------------


def test_cases_run_interleaved_for_their_number_of_rounds() -> None:
    calls: list[str] = []
    runs = {name: (lambda name=name: calls.append(name)) for name in "abc"}
    seconds = measure.run_interleaved(runs, {"a": 3, "b": 3, "c": 1})
    assert calls == [*"abc", *"ba", *"ab"]
    assert {name: len(times) for name, times in seconds.items()} == {"a": 3, "b": 3, "c": 1}


@pytest.mark.parametrize(("predicted", "rounds"), [(0.001, 15), (1.0, 4), (3.9, 3), (31.9, 3), (32.1, 0)])
def test_rounds_fit_the_budget(predicted: float, rounds: int) -> None:
    assert measure.rounds_within_budget(Settings(rounds=15, budget=4.0), predicted) == rounds
    assert measure.rounds_within_budget(Settings(rounds=2, budget=4.0), predicted) == min(rounds, 2)


def _raise(error: Exception) -> Callable[[int], Any]:
    def prepare(_: int) -> Any:
        raise error

    return prepare


EMPTY = Case("empty", lambda size: lambda: [None] * size * 100)


def test_a_case_that_cannot_run_is_skipped_with_a_reason() -> None:
    cases = (
        Case("later", _raise(UnsupportedError("no reader"))),
        Case("peer", _raise(ImportError("no", name="a_peer"))),
        Case("large", _raise(NotMeasured("too large"))),
        Case("reads", lambda size: DocumentRun(b"x" * size, len)),
        Case("writes", lambda size: lambda: [b"y" * size, b"z"]),
    )
    topic = Topic(name="t", title="T", method="", data=int, cases=cases, sizes=(5,))
    section = topic.run(Settings(rounds=2, memory=False))
    measurements = {measurement.case: measurement for measurement in section.measurements}
    assert [measurements[name].skipped for name in ("later", "peer", "large")] == [
        "not supported yet",
        "a_peer is not installed",
        "too large",
    ]
    assert (measurements["reads"].bytes, measurements["writes"].bytes) == (5, 6)
    assert len(measurements["reads"].seconds) == 2


@attrs.frozen
class Elsewhere:
    """Run whose work is done in another process, in a number of seconds."""

    seconds: float
    document: bytes = b"xyz"

    def __call__(self) -> Any:
        raise AssertionError("it measures its own time")

    def time(self) -> float:
        return self.seconds


def elsewhere(name: str, seconds: float) -> Case:
    return Case(name, lambda _: Elsewhere(seconds), measures_memory=False)


def test_a_run_in_another_process_measures_its_own_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measure, "run_python", _raise(AssertionError("its memory is not measured")))
    topic = Topic(name="t", title="T", method="", data=int, cases=(elsewhere("peer", 0.5),), sizes=(5,))
    (measurement,) = topic.run(Settings(rounds=2)).measurements
    assert (measurement.seconds, measurement.bytes, measurement.peak) == ((0.5, 0.5), 3, None)


def test_kinds_of_items_are_compared_each_with_its_own_baseline() -> None:
    def topic(seconds: float) -> Topic:
        cases = (elsewhere("newsfeed", 0.5), elsewhere("peer", seconds))
        return Topic(name="t", title="", method="", data=int, cases=cases, sizes=(5, 9))

    comparison = Comparison(
        name="t-kinds", title="Writing by kind", method="", baselines=("peer",),
        topics={"long": topic(2.0), "short": topic(1.5)},
        targets=lambda results: [Target("Speed", results.worst_ratio("peer", "newsfeed", higher_is_better=True), 2)],
    )  # fmt: skip
    section = comparison.run(Settings(rounds=1, sizes=(5, 9)))
    assert {row.size for row in section.measurements} == {5}
    assert [(row.case, row.kind) for row in section.measurements] == [
        ("newsfeed", "long"), ("peer", "long"), ("newsfeed", "short"), ("peer", "short"),
    ]  # fmt: skip
    assert section.targets[0].figure == Figure(3.0, "300,000 / 100,000 us of short", 3.0)
    text = report.markdown([section], [])
    assert [cells(text[text.index(kind) - 20 :], "newsfeed")[-1] for kind in ("long |", "short |")] == [
        "0.25 (0.25)",
        "0.33 (0.33)",
    ]


@pytest.mark.parametrize("missing", ["node", "feedsmith"])
def test_the_peer_for_node_is_skipped_with_a_reason(
    missing: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None if missing == "node" else "node")
    monkeypatch.setattr(feedsmith, "PACKAGE", tmp_path / "package.json")
    _, reasons = reading.RSS.prepare_runs(1)
    assert reasons[reading.FEEDSMITH] == f"{'Node.js' if missing == 'node' else missing} is not installed"
    assert feedsmith.version() == ""


def test_peers_are_no_dependencies_of_newsfeed() -> None:
    project = tomllib.loads((measure.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    names = {re.split(r"[>=<\[ ]", requirement)[0] for requirement in project["project"]["dependencies"]}
    peers = {re.split(r"[>=<\[ ]", requirement)[0] for requirement in project["dependency-groups"]["bench"]}
    assert "feedparser-rs" in peers
    assert not names & peers


def test_the_note_of_a_run_is_in_its_row() -> None:
    case = Case("newsfeed", lambda size: NotedRun(lambda: b"y" * size, "small cache"))
    topic = Topic(name="t", title="T", method="", data=int, cases=(case,), sizes=(5,))
    result = topic.run(Settings(rounds=1, memory=False))
    assert result.measurements[0].bytes == 5
    assert cells(report.markdown([result], []), "newsfeed")[:2] == ["newsfeed (small cache)", "5"]


def test_a_cache_exceeds_the_default_only_if_necessary() -> None:
    assert caching.max_bytes_for(1_000) == DEFAULT_MAX_BYTES
    assert caching.max_bytes_for(DEFAULT_MAX_BYTES * 2) == DEFAULT_MAX_BYTES * 2
    with pytest.raises(NotMeasured, match=r"2\.0 GB"):
        caching.max_bytes_for(2_000_000_000)


def test_a_skipped_size_has_its_reason_in_each_row() -> None:
    topic = Topic(name="t", title="T", method="", data=_raise(NotMeasured("too large")), cases=(EMPTY,), sizes=(5,))
    assert [measurement.skipped for measurement in topic.run(Settings()).measurements] == ["too large"]


def test_a_single_round_size_ignores_rounds_and_budget() -> None:
    topic = Topic(name="t", title="T", method="", data=int, cases=(EMPTY,), sizes=(5, 9), single_round_sizes=(9,))
    four_rounds = topic.run(Settings(rounds=4, memory=False)).measurements
    assert [len(measurement.seconds) for measurement in four_rounds] == [4, 1]
    no_budget = topic.run(Settings(budget=0.0, memory=False)).measurements
    assert [len(measurement.seconds) for measurement in no_budget] == [0, 1]


def test_peak_memory_is_measured_for_each_case_and_size(monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[str] = []
    monkeypatch.setattr(measure, "run_python", lambda arguments: commands.append(" ".join(arguments)) or "7 0.5")
    cases = (EMPTY, Case("peer", _raise(ImportError("no", name="a_peer"))))
    topic = Topic(name="t", title="T", method="", data=int, cases=cases, sizes=(5, 9))
    peaks = [measurement.peak for measurement in topic.run(Settings(rounds=1)).measurements]
    assert peaks == [7, None, 7, None]
    once = attrs.evolve(topic, cases=(EMPTY,), sizes=(3,), single_round_sizes=(3,)).run(Settings()).measurements
    assert once == (Measurement(case="empty", size=3, seconds=(0.5,), peak=7),)
    assert commands[-1] == "-m benchmarks.peak t empty 3"
    assert sorted(commands[:-1]) == ["-m benchmarks.peak t empty 5", "-m benchmarks.peak t empty 9"]


RESULTS = Results(
    [
        Measurement(case="a", size=10, seconds=(0.3, 0.1, 0.2), peak=2_000_000),
        Measurement(case="b", size=10, seconds=(0.4,)),
        Measurement(case="a", size=1_000, seconds=(20.0,)),
        Measurement(case="b", size=1_000, skipped="slow"),
    ]
)


def test_ratios_are_of_medians_and_name_them() -> None:
    assert RESULTS.time("a", 10) == Figure(pytest.approx(20_000), fastest=pytest.approx(10_000))
    ratio = RESULTS.ratio("b", "a", 10)
    assert ratio == Figure(pytest.approx(2), "40,000 / 20,000 us at 10", pytest.approx(4))
    assert RESULTS.ratio("b", "a", 1_000) is None
    assert [RESULTS.time_at_largest_size(case) for case in "bc"] == [RESULTS.time("b", 10), None]
    assert RESULTS.worst_ratio("b", "a", higher_is_better=True) == ratio
    assert RESULTS.worst_ratio("b", "b", higher_is_better=True) == Figure(1, "40,000 / 40,000 us at 10", 1)
    growth = RESULTS.growth("a", 10, 1_000)
    assert growth == Figure(pytest.approx(1), "20,000 us at 1,000 / 20,000 us at 10", pytest.approx(2))
    assert RESULTS.growth("b", 10, 1_000) is None


def test_the_worst_ratio_is_the_worst_of_all_sizes() -> None:
    seconds_by_size = [(10, 1.0), (100, 3.0), (1_000, 2.0)]
    results = Results(
        Measurement(case=case, size=size, seconds=(size * (seconds if case == "a" else 1.0),))
        for size, seconds in seconds_by_size
        for case in "ab"
    )
    ratios = [results.worst_ratio("a", "b", higher_is_better=higher) for higher in (True, False)]
    assert [ratio and ratio.value for ratio in ratios] == [1, 3]


def test_peaks_and_their_growth() -> None:
    assert (RESULTS.peak_mb("a", 10), RESULTS.peak_mb("b", 10)) == (Figure(2.0), None)
    results = Results([*(Measurement(case="a", size=size, peak=size * 1_000_000) for size in (2, 9))])
    assert (results.peak_growth_mb("a", 2, 9), RESULTS.peak_growth_mb("a", 10, 1_000)) == (Figure(7.0), None)


@pytest.mark.parametrize(
    ("value", "at_least", "verdict"),
    [
        (3.0, True, "pass"),
        (2.9, True, "fail"),
        (3.0, False, "pass"),
        (3.1, False, "fail"),
        (None, True, "not measured"),
    ],
)
def test_a_target_is_met_or_missed(value: float | None, at_least: bool, verdict: str) -> None:
    figure = None if value is None else Figure(value, fastest=99.0)
    assert Target("t", figure, 3, at_least=at_least).verdict == verdict


def section(**changes: Any) -> Section:
    """Return a minimal section."""
    measurements = (
        Measurement(case="newsfeed", size=100, seconds=(0.001, 0.003, 0.002), bytes=100_000, peak=1_500_000),
        Measurement(case="a <peer>", size=100, seconds=(0.008,)),
        Measurement(case="slow", size=100, skipped="one round would take 90 s"),
    )
    minimal = Section(
        name="t",
        title="Writing & more",
        method="Method.",
        unit="item",
        baselines=("a <peer>",),
        measurements=measurements,
        targets=(Target("Speed", Figure(4.0, "8.00 / 2.00 us at 100", 8.0), 4, at_least=True),),
    )
    return attrs.evolve(minimal, **changes)


def cells(text: str, start: str) -> list[str]:
    """Return the cells of the first table row that starts with a text."""
    line = next(line for line in text.splitlines() if line.startswith(f"| {start} "))
    return [cell.strip() for cell in line.strip("|").split("|")]


def test_the_report_has_a_row_per_case_and_a_verdict_per_target() -> None:
    text = report.markdown([section()], [("Python", "3")], "chart.svg")
    assert cells(text, "newsfeed") == ["newsfeed", "100", "20.0", "10.0", "50", "1.50", "0.25 (0.12)"]
    assert cells(text, "slow") == ["slow", "100", "one round would take 90 s", "", "", "", ""]
    assert cells(text[text.index("## Writing") :], "Speed") == [
        *("Speed", "4.00x", "at least 4x", "pass", "8.00x", "8.00 / 2.00 us at 100")
    ]
    assert "(chart.svg)" in text


def test_the_committed_report_links_to_an_existing_chart() -> None:
    page = measure.ROOT / "docs" / "benchmarks.md"
    charts = re.findall(r"!\[[^]]*\]\(([^)]+)\)", page.read_text(encoding="utf-8"))
    assert charts
    assert all((page.parent / name).is_file() for name in charts)


def test_the_report_starts_with_the_verdicts_of_all_targets() -> None:
    missed = section(targets=(Target("Size", None, 1), Target("Memory", Figure(41), 40, unit=" MB")))
    text = report.markdown([section(), missed], [], "chart.svg")
    top = text[: text.index("(chart.svg)")]
    assert "1 pass, 1 not measured, 1 fail." in top
    assert cells(top, "Speed") == ["Speed", "4.00x", "at least 4x", "pass"]
    assert cells(top, "Size") == ["Size", "", "at most 1x", "not measured"]
    assert cells(top, "Memory") == ["Memory", "41.0 MB", "at most 40 MB", "**fail**"]


def test_empty_columns_are_left_out() -> None:
    bare = section(measurements=(Measurement(case="newsfeed", size=1, seconds=(0.001,)),), baselines=())
    assert cells(report.markdown([bare], []), "newsfeed") == ["newsfeed", "1", "1,000", "1,000"]


def test_bars_of_the_chart_are_proportional_to_the_times() -> None:
    root = etree.fromstring(chart.svg([section()]).encode())
    bars = root.findall("{*}rect[@x]")
    assert [bar.get("class") for bar in bars] == ["ours", "peer"]
    assert float(bars[1].get("width", 0)) == pytest.approx(4 * float(bars[0].get("width", 0)), rel=0.01)
    assert "a <peer>" in [text.text for text in root.findall("{*}text")]


@pytest.mark.parametrize(
    ("maximum", "numbers"),
    [
        (4.5, "0 1 2 3 4"),
        (63.9, "0 20 40 60"),
        (0.45, "0 0.1 0.2 0.3 0.4"),
        (5_000.0, "0 1,000 2,000 3,000 4,000 5,000"),
    ],
)
def test_the_axis_is_linear_and_starts_at_0(maximum: float, numbers: str) -> None:
    measurements = (Measurement(case="newsfeed", size=1, seconds=(maximum / 1e6,)),)
    root = etree.fromstring(chart.svg([section(measurements=measurements)]).encode())
    ticks = root.findall("{*}text[@text-anchor='middle']")
    assert [tick.text for tick in ticks] == numbers.split()
    positions = [float(tick.get("x", 0)) for tick in ticks]
    steps = range(len(ticks))
    assert positions == pytest.approx(
        [chart.LABEL_WIDTH + (positions[1] - chart.LABEL_WIDTH) * step for step in steps], abs=0.1
    )
    bar = root.find("{*}rect[@x]")
    assert bar is not None
    value = float(numbers.rsplit(maxsplit=1)[-1].replace(",", ""))
    assert (positions[-1] - chart.LABEL_WIDTH) / float(bar.get("width", 0)) == pytest.approx(value / maximum, rel=0.01)


def test_baselines_are_drawn_as_peers_if_no_case_names_newsfeed() -> None:
    measurements = tuple(Measurement(case=case, size=1, seconds=(1.0,)) for case in ("RSS", "Atom", "bare parse"))
    root = etree.fromstring(chart.svg([section(measurements=measurements, baselines=("bare parse",))]).encode())
    assert [bar.get("class") for bar in root.findall("{*}rect[@x]")] == ["ours", "ours", "peer"]


def test_skipped_cases_are_not_drawn() -> None:
    skipped = section(measurements=(Measurement(case="newsfeed", size=1, skipped="not supported yet"),))
    assert "<rect x" not in chart.svg([skipped])


def test_the_command_prints_and_writes_the_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    markdown, svg = tmp_path / "b.md", tmp_path / "b.svg"
    options = ["--sizes", "5", "--rounds", "1", "--no-memory", "--markdown", str(markdown), "--svg", str(svg)]
    assert main(["jsonld", "streaming-writing", *options]) == 0
    assert "## Writing JSON-LD" in capsys.readouterr().out
    assert cells(markdown.read_text(), "open_writer, RSS")[1] == "5"
    assert str(tmp_path) not in markdown.read_text()
    etree.parse(svg)


def test_a_missed_target_is_a_failure_only_with_check(monkeypatch: pytest.MonkeyPatch) -> None:
    missed = section(targets=(Target("Speed", Figure(1.0), 4, at_least=True),))

    @attrs.frozen
    class FailingBenchmark:
        name: str = "t"

        def run(self, _: Settings) -> Section:
            return missed

    monkeypatch.setitem(TOPICS, "t", FailingBenchmark())
    assert main(["t"]) == 0
    assert main(["t", "--check"]) == 1


def test_commands_are_timed_as_whole_processes() -> None:
    measurements = startup.COMMAND.run(Settings(rounds=1)).measurements
    cases = [measurement.case for measurement in measurements]
    assert cases == [startup.HELP, startup.CLI_LIBRARIES, startup.PYTHON_ALONE]
    help_time, _, python_time = (measurement.fastest_us for measurement in measurements)
    assert help_time > python_time > 0


def test_wall_clock_time_is_not_measured_on_a_busy_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    topic = Topic(name="t", title="T", method="", data=int, cases=(EMPTY,), sizes=(5,), clock=perf_counter)
    for busy, skipped in ((True, "other programs kept the machine busy"), (False, "")):
        monkeypatch.setattr(measure, "is_busy", lambda busy=busy: busy)
        (measurement,) = topic.run(Settings(rounds=1, memory=False)).measurements
        assert (measurement.skipped, bool(measurement.seconds)) == (skipped, not busy)


def test_a_build_is_timed_in_wall_clock_time_and_cleans_up() -> None:
    pages = build.Pages(3)
    assert list(build.build(pages, 1)) == ["feed.rss"]
    assert build.TOPIC.clock is perf_counter
    folder = pages.root
    del pages
    assert not folder.exists()


def test_builds_with_different_output_are_rejected() -> None:
    with pytest.raises(content.DifferenceError, match="--jobs 2: feed"):
        build.compare({build.ONE_PROCESS: {"feed.rss": b"1"}, build.TWO_PROCESSES: {"feed.rss": b"2"}})


def test_a_generated_file_returns_its_pieces_and_ends() -> None:
    head, *items, tail = pieces = small.pieces("rss", 3)
    assert io.BufferedReader(streaming.GeneratedFile(iter(pieces))).read() == small.rss(3)
    longer = b"".join(streaming.repeat_items(pieces, 7))
    assert longer == b"".join([head, *items, *items, items[0], tail])


def test_memory_is_measured_in_a_separate_process() -> None:
    outputs = [measure.run_python(["-m", "benchmarks.peak", "rss", writing.RAW, str(size)]) for size in (100, 3_000)]
    low, high = (int(output.split()[0]) for output in outputs)
    assert high > 3_000 * 6_000 > low  # The raw write holds its output, 6 KB per item.

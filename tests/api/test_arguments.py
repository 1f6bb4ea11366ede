"""Wrong arguments fail at once, with a typed error that says what to pass."""

import io
from pathlib import Path
from typing import Any, get_args

import pytest

import newsfeed
from newsfeed.arguments import FormatName
from newsfeed.errors import ArgumentError, NewsfeedError, UnknownFormatError
from newsfeed.formats import BUILT_IN

STORY = newsfeed.Story(id="https://news.example.com/1", headline="One", url="https://news.example.com/1")
FEED = newsfeed.Feed(title="Explainers", url="https://news.example.com/", stories=(STORY,))
RSS = newsfeed.dumps(FEED, "rss")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (5, "loads() takes bytes or str, not int"),
        ({}, "loads() takes bytes or str, not dict"),
        (None, "loads() takes bytes or str, not NoneType"),
        (Path("feed.rss"), "loads() takes bytes or str, not PosixPath: use load() for files"),
        (io.BytesIO(), "loads() takes bytes or str, not BytesIO: use load() for files"),
    ],
)
def test_loads_of_something_else(data: Any, message: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        newsfeed.loads(data)
    assert str(caught.value) == message
    assert isinstance(caught.value, TypeError)


@pytest.mark.parametrize("data", [bytearray(RSS), memoryview(RSS), RSS.decode()])
def test_every_kind_of_bytes_and_text_is_read(data: Any) -> None:
    assert newsfeed.loads(data).title == "Explainers"


@pytest.mark.parametrize("function", [newsfeed.dumps, newsfeed.losses, newsfeed.to_script])
def test_items_that_are_no_feed_or_story(function: Any) -> None:
    arguments = () if function is newsfeed.to_script else ("rss",)
    with pytest.raises(ArgumentError, match=r"takes a Feed or a Story, not list: put stories into Feed\(stories=...\)"):
        function([STORY], *arguments)


@pytest.mark.parametrize("function", [newsfeed.iter_stories, newsfeed.load])
def test_text_files(function: Any) -> None:
    with pytest.raises(ArgumentError, match="takes a binary file, not StringIO: open it in binary mode"):
        function(io.StringIO("<rss/>"))


def test_targets_that_are_no_file() -> None:
    with pytest.raises(ArgumentError, match=r"dump\(\) takes a path or a binary file, not int"):
        newsfeed.dump(FEED, 5, "rss")  # type: ignore[arg-type]
    with pytest.raises(ArgumentError, match=r"dump\(\) takes a binary file, not StringIO"):
        newsfeed.dump(FEED, io.StringIO(), "rss")  # type: ignore[arg-type]


def test_a_suffix_of_no_format(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormatError, match=r"no format that can be written has the suffix of 'feed.xml'"):
        newsfeed.dump(FEED, "feed.xml")
    with pytest.raises(UnknownFormatError, match="a file object has no suffix"):
        newsfeed.dump(FEED, io.BytesIO())


def test_a_suffix_in_capitals(tmp_path: Path) -> None:
    newsfeed.dump(FEED, tmp_path / "FEED.RSS")
    assert (tmp_path / "FEED.RSS").read_bytes() == RSS


@pytest.mark.parametrize("name", [None, 5, [], "docx", "RSS"])
def test_names_of_no_format(name: Any) -> None:
    with pytest.raises(UnknownFormatError, match=r"there is no format .*; the formats are rss, atom"):
        newsfeed.dumps(FEED, name)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: newsfeed.loads(RSS, contents=False), "loads() has no option 'contents'; its options are base, content,"),  # type: ignore[call-arg]
        (lambda: newsfeed.iter_stories(io.BytesIO(RSS), charset="x"), "iter_stories() has no option 'charset'"),  # type: ignore[call-arg]
        (lambda: newsfeed.convert(RSS, to="atom", mode="uri"), "convert() has no option 'mode'"),  # type: ignore[call-arg]
        (lambda: newsfeed.dumps(FEED, "rss", mode="qcode"), "dumps(..., 'rss') has no option 'mode'; its options are"),
        (lambda: newsfeed.dumps(FEED, "json", headings=None), "dumps(..., 'json') has no option 'headings'; its options are"),
        (lambda: newsfeed.dumps(FEED, "newsml", mode="x"), "dumps(): mode is 'x', must be 'uri' or 'qcode'"),  # type: ignore[arg-type]
        (lambda: newsfeed.dumps(FEED, "rss", cache=5), "dumps(): cache is int, must be a RenderCache"),  # type: ignore[arg-type]
    ],
)  # fmt: skip
def test_options_that_a_function_does_not_have(call: Any, message: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        call()
    assert str(caught.value).startswith(message)


def test_errors_of_arguments_are_newsfeed_errors() -> None:
    with pytest.raises(NewsfeedError):
        newsfeed.loads(5)  # type: ignore[arg-type]


class Response(io.RawIOBase):
    """A network response: it can be read once, and not be rewound."""

    def __init__(self, data: bytes) -> None:
        self._data = io.BytesIO(data)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        return self._data.readinto(memoryview(buffer)[:7])


def test_a_stream_that_cannot_be_rewound_is_read_without_a_format() -> None:
    response = io.BufferedReader(Response(RSS))
    assert [story.headline for story in newsfeed.iter_stories(response)] == ["One"]


def test_a_path_is_validated() -> None:
    path = Path(__file__).resolve().parents[1] / "valid" / "rss" / "news.xml"
    assert newsfeed.validate(path).valid
    with pytest.raises(FileNotFoundError):
        newsfeed.validate(path.with_name("none.xml"))


def test_formats_say_what_they_can_do() -> None:
    by_name = {listed.name: listed for listed in newsfeed.formats()}
    assert (by_name["rss"].reads, by_name["rss"].writes, by_name["rss"].validates) == (True, True, True)
    assert (by_name["ninjs"].reads, by_name["ninjs"].writes, by_name["ninjs"].validates) == (True, True, True)


def test_a_report_has_no_truth_value() -> None:
    report = newsfeed.validate(RSS)
    with pytest.raises(TypeError, match=r"ask report\.valid"):
        bool(report)
    assert report.valid
    assert len(report) == len(report.findings)


def test_type_checkers_know_the_built_in_formats() -> None:
    literal, other_names = get_args(FormatName)
    assert set(get_args(literal)) == set(BUILT_IN)
    assert other_names is str

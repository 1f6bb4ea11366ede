"""mypy and pyright accept the values that the constructors convert, and reject those that they refuse."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import newsfeed

ACCEPTED = """
from collections.abc import Iterator
from datetime import UTC, datetime

from newsfeed import (
    Extension, Feed, List, Media, Organization, Paragraph, Person, PressMention, Question, Rights, Section, Story, Topic
)


def paragraphs() -> Iterator[Paragraph]:
    yield Paragraph(text="A paragraph.")


story = Story(
    id="https://news.example.com/1",
    authors=["Jo Farrow", Person(name="Ada Quill"), Organization(name="The Harbour Desk")],
    publisher="The Marl Courier",
    published="2026-01-01T00:00:00Z",
    updated=datetime(2026, 1, 1, tzinfo=UTC),
    media=[Media(url="https://news.example.com/a.jpg", duration=1.5)],
    keywords=["harbour", "tide"],
    sections=[Section(kind="analysis", blocks=paragraphs()), Section(blocks=[List(items=["a", "b"])])],
    press=(PressMention(outlet="The Marl Courier", text="It is late.", quotes=["late"]),),
    questions=[
        Question(text="Why now?", answer="Because."),
        Question(text="How?", answer=[Paragraph(text="So:"), List(items=["a", "b"])]),
        Question(text="Who?", answer=paragraphs()),
    ],
    topics=[Topic(name="Port Ellery", kind="place", same_as=["https://data.example.org/ellery"])],
    rights=Rights(holder=Person(name="Ada Quill")),
    extensions=[Extension(name="{urn:x}mood", attributes={"level": "3"}, content=["calm"])],
)
copy: Story = story.replace(headline="A new headline", authors=["Jo Farrow"])
authors: tuple[Person | Organization, ...] = story.authors
published: datetime | None = story.published
blocks = story.sections[0].blocks
answer_text: str = story.questions[0].answer_text
feed = Feed(title="Explainers", authors=["Jo Farrow"], publisher=None, stories=[story])
"""

REJECTED = [
    "Story()",
    "Story(id=5)",
    "Story(id='a', unknown='b')",
    "Story(id='a', authors=5)",
    "Story(id='a', authors=[5])",
    "Story(id='a', authors=b'Jo Farrow')",
    "Story(id='a', media=['https://news.example.com/a.jpg'])",
    "Story(id='a', keywords=[5])",
    "Story(id='a', published=5)",
    "Story(id='a', publisher=5)",
    "Story(id='a', publisher=Person(name='Jo Farrow'))",
    "Story(id='a', status='dead')",
    "Story(id='a', version=None)",
    "Story(id='a').headline.nothing",
    "Person(name=None)",
    "Question(text='a', answer=5)",
    "Question(text='a', answer=['b'])",
    "Question(text='a', answer=None)",
    "Section(kind='sidebar')",
    "Section(blocks=['text'])",
    "PressMention(outlet=5, text='x')",
    "PressMention(text='x')",
    "Feed(stories=['a'])",
]
IMPORTS = "from newsfeed import Feed, Person, PressMention, Question, Section, Story\n"
SOURCE = Path(newsfeed.__file__).parents[1]


@pytest.fixture(scope="module")
def snippets(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("typing")
    (folder / "accepted.py").write_text(ACCEPTED, encoding="utf-8")
    (folder / "rejected.py").write_text(IMPORTS + "".join(f"{line}\n" for line in REJECTED), encoding="utf-8")
    return folder


@pytest.mark.slow
def test_mypy(snippets: Path) -> None:
    pytest.importorskip("mypy", reason="mypy is not installed")
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--cache-dir",
        str(snippets / ".mypy_cache"),
        "--output",
        "json",
    ]
    done = subprocess.run(
        [*command, "accepted.py", "rejected.py"],
        cwd=snippets,
        env={"MYPYPATH": str(SOURCE), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    errors = [json.loads(line) for line in done.stdout.splitlines()]
    check_lines([(error["file"], error["line"]) for error in errors if error["severity"] == "error"], done.stdout)


@pytest.mark.slow
def test_pyright(snippets: Path) -> None:
    program = shutil.which("pyright", path=str(Path(sys.executable).parent)) or shutil.which("pyright")
    if program is None:
        pytest.skip("pyright is not installed")
    settings = {"extraPaths": [str(SOURCE)], "typeCheckingMode": "standard", "reportUnusedExpression": False}
    (snippets / "pyrightconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    done = subprocess.run(
        [program, "--outputjson", "--pythonpath", sys.executable, "--project", str(snippets)],
        cwd=snippets,
        capture_output=True,
        text=True,
        check=False,
    )
    if not done.stdout.startswith("{"):
        pytest.skip(f"pyright does not start: {done.stderr:.200}")
    errors = [error for error in json.loads(done.stdout)["generalDiagnostics"] if error["severity"] == "error"]
    check_lines([(error["file"], error["range"]["start"]["line"] + 1) for error in errors], done.stdout)


def check_lines(errors: list[tuple[str, int]], output: str) -> None:
    """Assert that each line of the rejected snippets has an error, and no line of the accepted ones."""
    assert not [line for file, line in errors if Path(file).name == "accepted.py"], output
    wrong_lines = {line - 2 for file, line in errors if Path(file).name == "rejected.py"}
    assert [REJECTED[index] for index in range(len(REJECTED)) if index not in wrong_lines] == [], output

"""`make frameworks` runs READMEs as they are typed, and fails for every fault of an example."""

import shutil
import socket
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tools import run_example

ROOT = Path(__file__).resolve().parents[2]
READMES = sorted((ROOT / "examples").glob("*/README.md"))

FEED = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Tides</title>
<link>https://news.example.com/</link><description>Tides</description>
<atom:link href="https://news.example.com/feed" rel="self" type="application/rss+xml"/>
<item><title>High tide</title><guid isPermaLink="false">1</guid></item></channel></rss>
"""

SERVER = """
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        data = Path("feed.rss").read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", sys.argv[2])
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
"""

README = """# Tides

```sh
cd examples/tides
mkdir made
python3 serve.py PORT application/rss+xml &
```

When the server has started:

```console
$ curl -s http://127.0.0.1:PORT/feed
<?xml version="1.0" ...<title>High tide</title>...
$ ls
made...
```
"""

MakeExample = Callable[..., None]


@pytest.fixture
def make_example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MakeExample:
    """Return a function that makes a checkout with one example, `examples/tides`."""
    for program in ("bash", "curl", "git"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed")
    folder = tmp_path / "checkout" / "examples" / "tides"
    folder.mkdir(parents=True)
    subprocess.run(["git", "init", "-q", tmp_path / "checkout"], check=True)
    monkeypatch.setattr(run_example, "ROOT", tmp_path / "checkout")
    monkeypatch.setattr(run_example, "SECONDS_TO_START", 10)

    def make(readme: str = README, feed: str = FEED) -> None:
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            port = str(listener.getsockname()[1])
        (folder / "README.md").write_text(readme.replace("PORT", port))
        (folder / "serve.py").write_text(SERVER)
        (folder / "feed.rss").write_text(feed)

    return make


@pytest.mark.parametrize("path", READMES, ids=lambda path: path.parent.name)
def test_the_readme_of_an_example_has_a_server_and_requests(path: Path) -> None:
    steps = run_example.instructions(path.read_text(encoding="utf-8"))
    assert steps.setup.startswith(f"cd examples/{path.parent.name}\n")
    assert "pip install" in steps.setup
    assert "8000" in steps.server
    assert not steps.server.endswith("&")
    assert all(request.address.startswith("http://127.0.0.1:8000/") for request in steps.requests)


def test_all_readmes_are_found() -> None:
    assert {path.parent.name for path in READMES} >= {"fastapi", "flask", "litestar", "starlette"}


@pytest.mark.slow
def test_an_example_that_works_is_reported_with_its_feeds(
    make_example: MakeExample, capsys: pytest.CaptureFixture[str]
) -> None:
    make_example()
    assert run_example.main([str(run_example.ROOT / "examples" / "tides")]) == 0
    output = capsys.readouterr().out
    assert "rss20, 1 entries, 'Tides', valid" in output
    assert "1 of 1 examples work" in output
    assert not (run_example.ROOT / "examples" / "tides" / "made").exists()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("readme", "feed", "message"),
    [
        (README.replace("High tide", "Low tide"), FEED, r"\$ curl"),
        (README.replace("mkdir made", "mkdir made/more/than/there/is"), FEED, "lines of the README failed"),
        (README.replace("python3 serve.py PORT", "python3 missing.py PORT"), FEED, "lines of the README failed"),
        (README.replace("$ ls\n", "$ false\n"), FEED, r"\$ false"),
        (README.replace("made...", "absent..."), FEED, r"\$ ls"),
        (README, FEED.replace("<link>https://news.example.com/</link>", ""), "rss.channel.link.missing"),
        (README.replace("<title>High tide</title>", "Tides"), FEED.replace("item", "article"), "0 entries"),
        (README.replace("application/rss+xml", "text/plain"), FEED, "no request gets a feed"),
        ("```sh\ntrue\n```\n", FEED, "the README needs a block"),
        (
            README.replace("$ curl -s http://127.0.0.1:PORT/feed", "$ cat feed.rss"),
            FEED,
            "the first request has no address",
        ),
    ],
)
def test_every_fault_of_an_example_is_an_error(readme: str, feed: str, message: str, make_example: MakeExample) -> None:
    make_example(readme, feed)
    with pytest.raises(run_example.ExampleError, match=message):
        run_example.run_example("examples/tides")


@pytest.mark.slow
def test_another_server_at_the_address_is_an_error(make_example: MakeExample) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=answer_once, args=(server,))
        thread.start()
        make_example(README.replace("PORT", str(server.getsockname()[1])))
        with pytest.raises(run_example.ExampleError, match="another server answers already"):
            run_example.run_example("examples/tides")
        thread.join()


def answer_once(server: socket.socket) -> None:
    connection, _ = server.accept()
    with connection:
        connection.recv(4096)
        connection.sendall(b"HTTP/1.0 404 Not Found\r\nContent-Length: 0\r\n\r\n")


def test_the_environment_is_that_of_no_virtual_environment() -> None:
    environment = run_example.environment()
    assert "VIRTUAL_ENV" not in environment
    assert str(Path(run_example.sys.prefix)) not in environment["PATH"]

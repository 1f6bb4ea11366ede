"""The files of a site: written, merged with those of others, validated and compared."""

from pathlib import Path

import pytest
from click.testing import CliRunner

import newsfeed
from examples import usage
from newsfeed import Feed, Story, Usage
from newsfeed.cli.main import program
from newsfeed.rights import marked_blocks, robots, trust

SITE = "https://news.example.com/"
FEED = Feed(title="The Marl Lamp", url=f"{SITE}explainers/", usage=usage().replace(license_url=None, payment=None))
SIGNAL = "Content-Signal: search=yes, ai-input=yes, ai-train=no\n"


def files(feed: Feed = FEED, **existing: str) -> dict[str, str]:
    """Return the files of a site as text; the names of those that exist have `_` for `.`."""
    present = {name.replace("_", "."): text.encode() for name, text in existing.items()}
    return {path: data.decode() for path, data in newsfeed.rights_files(feed, existing=present)}


def write(folder: Path, contents: dict[str, str]) -> None:
    for path, text in contents.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)


def codes(folder: Path) -> list[str]:
    return [finding.code for finding in newsfeed.check_rights(folder)]


def test_one_usage_is_all_files_and_they_agree(tmp_path: Path) -> None:
    contents = files()
    assert sorted(contents) == [".well-known/tdmrep.json", "license.xml", "robots.txt", "trust.txt"]
    write(tmp_path, contents)
    assert codes(tmp_path) == []
    assert newsfeed.loads(contents["license.xml"]).usage == FEED.usage
    stated = Usage(search=True, ai_input=True, ai_train=False, license_url=f"{SITE}license.xml")
    assert robots.read(contents["robots.txt"]) == stated
    assert trust.read(contents["trust.txt"]) == Usage(
        ai_train=False, contact_url="https://news.example.com/contact", contact_email="rights@example.com"
    )
    rule = f'[{{"location":"/","tdm-reservation":1,"tdm-policy":"{SITE}license.xml"}}]\n'
    assert contents[".well-known/tdmrep.json"] == rule


def test_a_story_has_terms_of_its_own() -> None:
    story = Story(id="1", url=f"{SITE}1*", usage=Usage(search=True, ai_train=True))
    other_site = Story(id="2", url="https://marl.example.com/2", usage=Usage(ai_train=True))
    contents = files(FEED.replace(stories=(story, other_site, Story(id="3"))))
    feed = newsfeed.loads(contents["license.xml"])
    (page,) = feed.stories
    assert (page.url, page.usage) == (f"{SITE}1%2A", story.usage)
    assert contents[".well-known/tdmrep.json"].startswith('[{"location":"/1%2A$","tdm-reservation":0},{"location":"/",')


@pytest.mark.parametrize(
    ("address", "path"),
    [
        (None, "license.xml"),
        (f"{SITE}a/b.rsl", "a/b.rsl"),
        ("https://licenses.example.com/l.xml", None),
        (f"{SITE}a/../../b", None),
    ],
)
def test_the_license_file_is_where_the_usage_says(address: str | None, path: str | None) -> None:
    usage = Usage(search=True, license_url=address)
    contents = files(FEED.replace(usage=usage))
    assert [name for name in contents if name != "robots.txt"] == ([path] if path else [])
    assert f"License: {address or f'{SITE}license.xml'}\n" in contents["robots.txt"]


@pytest.mark.parametrize(
    "before",
    [
        "User-agent: GPTBot\nDisallow: /\n\nUser-agent: *\nUser-agent: other\nDisallow: /private/\n\nSitemap: https://a.example.com/s.xml\n",
        "User-agent: *\nDisallow:\n",
        "# only a comment\nSitemap: https://a.example.com/s.xml",
        "User-agent: GPTBot\r\nDisallow: /\r\n",
    ],
)
def test_an_existing_robots_file_keeps_everything(before: str) -> None:
    after = files(robots_txt=before)["robots.txt"]
    assert SIGNAL in after
    start, end = marked_blocks.without_block(after)
    assert (start + end).rstrip("\n") == before.rstrip("\n")
    assert robots.read(after).ai_train is False
    kept = [(line.name, line.value) for line in robots.parse(before)]
    ours = {"license", "content-signal"}
    lines = [(line.name, line.value) for line in robots.parse(after) if line.name not in ours]
    assert [line for line in lines if line in kept][: len(kept)] == kept
    assert files(robots_txt=after)["robots.txt"] == after
    changed = files(FEED.replace(usage=Usage(search=False)), robots_txt=after)["robots.txt"]
    assert "Content-Signal: search=no\n" in changed
    assert "ai-train" not in changed


def test_the_signals_are_in_the_group_of_all_crawlers() -> None:
    before = "User-agent: a\nDisallow: /\nUser-agent: *\nDisallow: /private/\n"
    after = files(robots_txt=before)["robots.txt"]
    (signal,) = (line for line in robots.parse(after) if line.name == "content-signal")
    assert signal.is_for_all
    assert after.index("User-agent: *") < after.index("Content-Signal") < after.index("Disallow: /private/")


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("robots_txt", "License: https://a.example.com/l.xml\n", "line 1 says license already"),
        ("robots_txt", "User-agent: *\ncontent-signal: ai-train=yes\n", "line 2 says content-signal already"),
        ("robots_txt", f"{marked_blocks.BEGIN}\n", "must be there once"),
        (
            "trust_txt",
            "member=https://a.example.com/\ndatatrainingallowed=yes\n",
            "line 2 says datatrainingallowed already",
        ),
    ],
)
def test_statements_of_others_are_never_replaced(name: str, text: str, message: str) -> None:
    with pytest.raises(newsfeed.WriteError, match=message):
        files(**{name: text})


def test_an_existing_trust_file_keeps_its_relations() -> None:
    before = "# trust.txt\nmember=https://guild.example.com/\ncontact=rights@example.com\n"
    after = files(trust_txt=before)["trust.txt"]
    assert after.startswith(before)
    assert after.count("rights@example.com") == 1
    assert "datatrainingallowed=no\n" in after
    assert files(trust_txt=after)["trust.txt"] == after


def test_rules_of_others_are_kept(tmp_path: Path) -> None:
    del tmp_path
    present = b'[{"location":"/free/","tdm-reservation":0},{"location":"/","tdm-reservation":0}]'
    contents = dict(newsfeed.rights_files(FEED, existing={".well-known/tdmrep.json": present}))
    assert contents[".well-known/tdmrep.json"].startswith(
        b'[{"location":"/free/","tdm-reservation":0},{"location":"/","tdm-reservation":1,'
    )
    for damaged in (b"{}", b"[1]", b"["):
        with pytest.raises(newsfeed.WriteError, match=r"tdmrep\.json"):
            list(newsfeed.rights_files(FEED, existing={".well-known/tdmrep.json": damaged}))


def test_arguments_are_checked(tmp_path: Path) -> None:
    for call in (newsfeed.rights_files, newsfeed.rights_headers, newsfeed.check_rights):
        with pytest.raises(newsfeed.ArgumentError):
            call(1)  # type: ignore[operator]
    with pytest.raises(newsfeed.WriteError, match="address"):
        list(newsfeed.rights_files(Feed(usage=usage())))
    with pytest.raises(FileNotFoundError):
        newsfeed.check_rights(tmp_path)


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("robots.txt", "License: /license.xml\n", "rights.robots.license.invalid"),
        ("robots.txt", "Content-Signal: ai-train=maybe\n", "rights.robots.signal.unknown"),
        ("trust.txt", "datatrainingallowed=perhaps\n", "rights.trust.training.invalid"),
        ("trust.txt", "friend=https://a.example.com/\n", "rights.trust.variable.unknown"),
        ("trust.txt", "contact=\n", "rights.trust.contact.empty"),
        (".well-known/tdmrep.json", "[", "rights.tdmrep.json"),
        (".well-known/tdmrep.json", "{}", "rights.tdmrep.structure"),
        (".well-known/tdmrep.json", '[{"location":"/","tdm-reservation":"1"}]', "rights.tdmrep.rule.invalid"),
        (".well-known/tdmrep.json", "[1]", "rights.tdmrep.rule.invalid"),
        ("license.xml", "<rsl", "rights.license.unreadable"),
        ("license.xml", '<rsl xmlns="https://rslstandard.org/rsl"/>', "rsl.content.missing"),
    ],
)
def test_each_file_is_validated(path: str, text: str, expected: str, tmp_path: Path) -> None:
    write(tmp_path, {path: text})
    assert expected in codes(tmp_path)


def test_contradictions_are_found(tmp_path: Path) -> None:
    write(tmp_path, files() | {"robots.txt": "User-agent: *\nContent-Signal: ai-train=yes, search=yes\n"})
    (finding,) = newsfeed.check_rights(tmp_path)
    assert finding.code == "rights.contradiction"
    assert (
        "ai-train is permitted by robots.txt and prohibited by license.xml, trust.txt, .well-known/tdmrep.json"
        in finding.message
    )


def test_a_price_is_no_contradiction(tmp_path: Path) -> None:
    write(tmp_path, files(FEED.replace(usage=Usage(search=True, ai_input=True, ai_train=True, payment="training"))))
    assert codes(tmp_path) == []


# --- the command line ---


def run(*args: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(program, args, catch_exceptions=False)
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def feed_toml(tmp_path: Path) -> str:
    path = tmp_path / "feed.toml"
    path.write_text(
        f'title = "The Marl Lamp"\nurl = "{SITE}"\n[usage]\nsearch = true\nai_input = true\nai_train = false\n'
    )
    return str(path)


def test_the_command_prints_the_headers_and_lines(feed_toml: str) -> None:
    code, output, _ = run("rights", feed_toml, "--content-usage")
    assert code == 0
    assert output.startswith(f'Link: <{SITE}license.xml>; rel="license"; type="application/rsl+xml"\n{SIGNAL}')
    assert "Content-Usage: search=y, train-ai=n\n" in output
    assert "datatrainingallowed=no\n" in output


def test_the_command_takes_the_address_of_the_site(feed_toml: str) -> None:
    _, output, _ = run("rights", feed_toml, "--base", "https://marl.example.com/")
    assert output.count("https://marl.example.com/license.xml") == 3
    assert SITE not in output


def test_the_command_writes_files_and_keeps_those_of_others(feed_toml: str, tmp_path: Path) -> None:
    site = tmp_path / "public"
    write(site, {"robots.txt": "User-agent: *\nDisallow: /private/\n"})
    code, _, messages = run("rights", feed_toml, "--output", str(site))
    assert (code, messages.count(": written"), messages.count(": unchanged")) == (0, 4, 0)
    assert "Disallow: /private/" in (site / "robots.txt").read_text()
    code, _, messages = run("rights", feed_toml, "--output", str(site), "--check", str(site))
    assert (code, messages.count(": written"), messages.count(": unchanged")) == (0, 0, 4)
    code, _, messages = run("validate", str(site))
    assert code == 0
    assert messages.count("newsfeed rights --check validates it") == 2
    assert run("validate", str(site / "robots.txt"))[0] == 2


def test_the_command_writes_nothing_if_a_file_is_refused(feed_toml: str, tmp_path: Path) -> None:
    site = tmp_path / "public"
    write(site, {"trust.txt": "datatrainingallowed=yes\n"})
    code, _, messages = run("rights", feed_toml, "--output", str(site))
    assert code == 2
    assert "trust.txt" in messages
    assert [path.name for path in site.iterdir()] == ["trust.txt"]


def test_the_command_says_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "feed.toml").write_text('title = "A"\n')
    assert "add a [usage] table" in run("rights", str(tmp_path / "feed.toml"))[2]
    assert "name a feed.toml" in run("rights")[2]
    write(tmp_path, {"trust.txt": "datatrainingallowed=perhaps\n"})
    assert run("rights", "--check", str(tmp_path))[0] == 1

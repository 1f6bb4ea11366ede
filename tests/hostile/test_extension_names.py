"""Names, prefixes and namespaces of extensions: what the model accepts is written so that it can be read again.

What XML readers refuse is refused by the model with an error that names the field, and by readers dropped with a finding.
"""

from typing import Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

import newsfeed
from newsfeed.errors import ModelError, ReadError
from newsfeed.model import Extension, Feed, Person, Story
from newsfeed.values.namespaces import is_namespace

NAMESPACES: Final = (
    *(
        "not an iri",
        "not an iri %zz <",
        "a b",
        "%zz",
        "http://a b",
        "http://[x",
        "http://x/[y]",
        "http://x/{y}",
        "é",
        "a|b",
    ),
    *(
        "a^b",
        "a\\b",
        'x:"y',
        "http://x:port/",
        "http://x:/",
        "1:2",
        ":x",
        "http://a@b@c/",
        "http://x#a#b",
        "-:x",
        "a`b",
    ),
    *("http://exämple/", "x\u200b", "x\U000f0000", "http://www.w3.org/2000/xmlns/", "<", "\t", "http://x/%"),
)
NAMES: Final = (
    "",
    " ",
    "1",
    "-a",
    ".a",
    "a b",
    "a:b",
    "a<b",
    "a&b",
    "a'b",
    "µ",
    "ª",
    "²",
    "\u0300",
    "a\u037e",
    "\u2054",
    "a\u2190",
    "a/b",
)
PIECES: Final = (
    "http",
    "urn",
    "tag",
    "x",
    "1",
    ":",
    "/",
    "//",
    "?",
    "#",
    "%41",
    "%",
    "@",
    "[",
    "]",
    "::1",
    "-",
    ".",
    "~",
    "é",
    " ",
    "'",
)
FORMATS: Final = ("rss", "atom", "newsml")


@pytest.mark.parametrize("namespace", NAMESPACES)
def test_the_model_refuses_what_is_no_namespace(namespace: str) -> None:
    with pytest.raises(ModelError, match=r"Extension\.name"):
        Extension(name=f"{{{namespace}}}bar")
    with pytest.raises(ModelError, match=r"Extension\.attributes"):
        Extension(name="{urn:foo}bar", attributes={f"{{{namespace}}}bar": "x"})


@pytest.mark.parametrize("name", NAMES)
def test_the_model_refuses_what_is_no_name(name: str) -> None:
    with pytest.raises(ModelError, match=r"Extension\.name"):
        Extension(name=f"{{urn:foo}}{name}")
    with pytest.raises(ModelError, match=r"Extension\.attributes"):
        Extension(name="{urn:foo}bar", attributes={name: "x"})
    if name:
        with pytest.raises(ModelError, match=r"Extension\.prefix"):
            Extension(name="{urn:foo}bar", prefix=name)


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map("".join))
def test_every_namespace_that_is_accepted_can_be_read(namespace: str) -> None:
    if is_namespace(namespace):
        etree.fromstring(f'<f:x xmlns:f="{namespace}"/>')


_NAME_TEXTS: Final = st.text(max_size=4) | st.sampled_from(("bar", "xml", "xmlns", "x-1", "été", "名"))
_NAMESPACE_TEXTS: Final = st.lists(st.sampled_from(PIECES), max_size=6).map("".join) | st.sampled_from(
    ("urn:a", "urn:b")
)


@given(_NAMESPACE_TEXTS, _NAME_TEXTS, _NAME_TEXTS, _NAMESPACE_TEXTS, _NAME_TEXTS)
@example("urn:foo", "bar", "xmlns", "urn:foo", "x")
@example("urn:foo", "bar", "xml", "http://www.w3.org/XML/1998/namespace", "lang")
@example("urn:foo", "bar", "f", "urn:bar", "f")
def test_what_is_accepted_is_read_again(namespace: str, name: str, prefix: str, other: str, attribute: str) -> None:
    try:
        inner = Extension(name=f"{{{other}}}{name}", attributes={f"{{{other}}}{attribute}": "x"}, prefix=prefix)
        extension = Extension(
            name=f"{{{namespace}}}{name}", attributes={f"{{{other}}}{attribute}": "x"}, content=(inner,), prefix=prefix
        )
    except ModelError:
        return
    story = Story(id="1", headline="H", published="2026-03-02T12:00:00Z", extensions=(extension,))
    feed = Feed(title="T", url="https://example.com/", authors=[Person(name="A")], stories=[story])
    for format_name in FORMATS:
        again = newsfeed.loads(newsfeed.dumps(feed, format_name), format_name)
        assert isinstance(again, Feed)
        assert again.stories[0].extensions == (extension,), format_name


@pytest.mark.parametrize("namespace", [name for name in NAMESPACES if name not in ("<", "\t")])
@pytest.mark.parametrize("declaration", ["xmlns", "xmlns:f"])
def test_readers_report_what_they_cannot_keep(namespace: str, declaration: str) -> None:
    prefix = declaration.partition(":")[2]
    tag = f"{prefix}:bar" if prefix else "bar"
    value = namespace.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    element = f'<{tag} {declaration}="{value}">kept?</{tag}>'
    channel = "<title>T</title><link>https://example.com/</link><description>D</description>"
    item = f"<item><guid>1</guid><title>H</title>{element}</item>"
    document = f'<rss version="2.0"><channel>{channel}{item}</channel></rss>'
    report = newsfeed.Report()
    for recover in (False, True):
        try:
            feed = newsfeed.loads(document.encode(), "rss", report=report, recover=recover)
        except ReadError:
            continue
        assert isinstance(feed, Feed)
        for story in feed.stories:
            assert not story.extensions or newsfeed.loads(newsfeed.dumps(feed, "rss"), "rss") is not None
        assert list(report)

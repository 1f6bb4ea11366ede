"""RSL 1.0: terms as elements, in feeds, and license files."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsfeed
from examples import full_feed, full_story, usage
from newsfeed import Extension, Feed, Payment, Story, Usage
from newsfeed.rights import rsl
from newsfeed.rights.uses import usage_losses
from newsfeed.syndication.extensions import serialize_extension
from strategies import usages

RSL = "https://rslstandard.org/rsl"


def element(xml: str) -> Usage:
    """Return the usage that the content of a license file states."""
    return newsfeed.loads(f'<rsl xmlns="{RSL}"><content url="/">{xml}</content></rsl>', "rsl").usage or Usage()


def ext(name: str, text: str = "", **attributes: str) -> Extension:
    return Extension(name=f"{{{RSL}}}{name}", attributes=attributes, content=(text,) if text else ())


def test_a_usage_is_written_as_one_license() -> None:
    terms = rsl.to_element(usage(), "https://news.example.com/")
    assert terms is not None
    assert serialize_extension(terms) == (
        '<rsl:content xmlns:rsl="https://rslstandard.org/rsl" url="https://news.example.com/"><rsl:license>'
        '<rsl:permits type="usage">search,ai-input</rsl:permits><rsl:prohibits type="usage">ai-train</rsl:prohibits>'
        '<rsl:payment type="subscription"><rsl:custom>https://news.example.com/licenses</rsl:custom>'
        '<rsl:amount currency="EUR">120.50</rsl:amount></rsl:payment></rsl:license>'
        '<rsl:copyright contactEmail="rights@example.com" contactUrl="https://news.example.com/contact"/>'
        "<rsl:terms>https://news.example.com/terms</rsl:terms></rsl:content>\n"
    )


@given(before=usages())
def test_what_is_not_read_back_is_a_loss(before: Usage) -> None:
    as_read = rsl.as_read(before, "/")
    lost = {loss.path for loss in usage_losses(before, as_read, "usage", "x")}
    if as_read is None:
        assert before.search is before.ai_input is before.ai_train is before.payment is None
        assert lost == ({"usage"} if before != Usage() else set())
    else:
        assert lost <= {"usage.license_url", "usage.payment.currency", "usage.payment"}
        if not (before.payment and before.payment.currency and not before.payment.amount):
            assert before.replace(license_url=None) == as_read


@pytest.mark.parametrize(
    ("xml", "expected", "kept"),
    [
        ('<license><permits type="usage">all</permits></license>', (True, True, True), ["permits"]),
        ('<license><permits type="usage">AI-ALL search</permits></license>', (True, True, True), ["permits"]),
        ('<license><permits type="usage">ai-index,search</permits></license>', (True, None, None), ["permits"]),
        ('<license><prohibits type="usage">ai-all</prohibits></license>', (None, False, False), ["prohibits"]),
        (
            '<license><permits type="usage">all</permits><prohibits type="usage">ai-train</prohibits></license>',
            (True, True, False),
            ["permits"],
        ),
        ('<license><permits type="user">education</permits></license>', (None, None, None), ["permits"]),
        (
            '<license><permits type="usage">search</permits><legal type="proof">x</legal></license>',
            (True, None, None),
            ["legal"],
        ),
        ("<license>x</license>", (None, None, None), ["license"]),
        ('<license><permits type="usage">search</permits></license><license/>', (True, None, None), ["license"]),
    ],
)
def test_permissions_are_read_and_kept(xml: str, expected: tuple[bool | None, ...], kept: list[str]) -> None:
    terms = element(xml)
    assert (terms.search, terms.ai_input, terms.ai_train) == expected
    assert [item.name.rpartition("}")[2] for item in terms.extensions] == kept


@pytest.mark.parametrize(
    ("xml", "payment", "kept"),
    [
        ("<payment/>", Payment(kind="free"), []),
        ('<payment type="inference"/>', None, [ext("payment", type="inference")]),
        (
            '<payment type="crawl"><standard>https://a.example.com/</standard><amount currency="EUR">0.002</amount></payment>',
            Payment(kind="crawl", amount="0.002", currency="EUR"),
            [ext("standard", "https://a.example.com/")],
        ),
        ('<payment type="use"><amount>two</amount></payment>', Payment(kind="use"), [ext("amount", "two")]),
        (
            '<payment type="use"><custom>terms: ask</custom></payment>',
            Payment(kind="use"),
            [ext("custom", "terms: ask")],
        ),
    ],
)
def test_payments_are_read_and_kept(xml: str, payment: Payment | None, kept: list[Extension]) -> None:
    terms = element(f'<license><permits type="usage">search</permits>{xml}</license>')
    assert terms.payment == payment
    assert list(terms.extensions) == kept
    again = rsl.to_element(terms, "/")
    assert again is not None
    assert rsl.from_element(again)[0] == terms


def test_a_license_file_has_the_terms_of_a_site_and_of_pages() -> None:
    data = f"""<rsl xmlns="{RSL}" max-age="7"><content url="https://news.example.com/*"><license>
        <permits type="usage">search</permits></license><copyright type="organization">The Marl Lamp</copyright></content>
        <content url="https://news.example.com/1$"><license><prohibits type="usage">ai-train</prohibits></license></content>
        <content url="/free/*"><license/></content></rsl>"""
    report = newsfeed.Report()
    feed = newsfeed.loads(data, report=report)
    assert newsfeed.detect(data) == "rsl"
    assert (feed.url, feed.publisher) == ("https://news.example.com/", newsfeed.Organization(name="The Marl Lamp"))
    assert feed.usage == Usage(search=True, extensions=(ext("content", url="https://news.example.com/*"),))
    (story,) = feed.stories
    assert (story.url, story.usage) == ("https://news.example.com/1", Usage(ai_train=False))
    assert [item.name for item in feed.extensions] == [f"{{{RSL}}}rsl", f"{{{RSL}}}content"]
    assert [finding.code for finding in report] == ["read.element.kept"]


@pytest.mark.parametrize("data", ["<rsl>", "<rsl/>", "<license xmlns='https://rslstandard.org/rsl'/>", ""])
def test_what_is_no_license_file_is_an_error(data: str) -> None:
    with pytest.raises(newsfeed.ReadError):
        newsfeed.loads(data, "rsl")


@pytest.mark.parametrize("name", ["rss", "atom"])
def test_feeds_have_the_module_and_the_link(name: str) -> None:
    feed = full_feed(usage=usage(), stories=(full_story(),))
    data = newsfeed.dumps(feed, name)
    assert data.count(b"<rsl:content ") == 2
    assert b'rel="license" type="application/rsl+xml"' in data
    back = newsfeed.loads(data, name)
    assert back.usage == usage()
    assert back.stories[0].usage == feed.stories[0].usage
    assert newsfeed.validate(data, name).valid


@pytest.mark.parametrize("name", ["rss", "atom"])
def test_terms_about_another_address_keep_it(name: str) -> None:
    story = full_story(usage=None, extensions=(Extension(name=rsl.CONTENT, attributes={"url": "/pictures/*"}),))
    paths = [loss.path for loss in newsfeed.losses(story, name) if "usage" in loss.path or "extensions[0]" in loss.path]
    assert paths[-2:] == ["story.extensions[0]", "story.usage"]
    feed = full_feed(usage=None, stories=(story,))
    back = newsfeed.loads(newsfeed.dumps(feed, name), name).stories[0]
    assert back.usage == Usage(extensions=(ext("content", url="/pictures/*"),))


def test_conditions_alone_are_a_loss() -> None:
    story = full_story(usage=Usage(policy_url="https://news.example.com/terms"))
    assert "story.usage" in [loss.path for loss in newsfeed.losses(story, "rss")]
    assert b"rsl:" not in newsfeed.dumps(story, "rss")


@given(st.text(max_size=40))
def test_any_word_is_read(text: str) -> None:
    terms = (
        Extension(name=rsl.CONTENT, content=(Extension(name=f"{{{RSL}}}license", content=()),)) if not text else None
    )
    try:
        permits = Extension(name=f"{{{RSL}}}permits", attributes={"type": "usage"}, content=(text,))
    except newsfeed.ModelError:
        return
    license_ = Extension(name=f"{{{RSL}}}license", content=(permits,))
    terms = terms or Extension(name=rsl.CONTENT, content=(license_,))
    assert isinstance(rsl.from_element(terms)[0], Usage)


def test_stories_state_nothing_for_their_feed() -> None:
    feed = Feed(url="https://news.example.com/", usage=usage())
    assert Story(id="1").usage is None
    assert newsfeed.loads(dict(newsfeed.rights_files(feed))["license.xml"]).usage == usage().replace(license_url=None)


def test_everything_that_rsl_can_say_comes_back() -> None:
    path = Path(__file__).parents[1] / "valid" / "rsl" / "license.xml"
    feed = newsfeed.load(path)
    assert feed.usage is not None
    assert len(feed.usage.extensions) == 6
    written = dict(newsfeed.rights_files(feed))["license.xml"]
    assert newsfeed.validate(written, "rsl").valid
    again = newsfeed.loads(written)
    assert (again.usage, again.publisher, again.url) == (feed.usage, feed.publisher, feed.url)
    for name in ("rss", "atom", "jsonfeed", "json", "ninjs"):
        whole = full_feed(usage=feed.usage)
        assert newsfeed.loads(newsfeed.dumps(whole, name), name).usage == feed.usage


@pytest.mark.parametrize(
    "attributes", ['url="/" lastmod="yesterday"', 'url="/" encrypted="perhaps"', 'url="/ a"', 'url="/" price="5"']
)
def test_the_schema_refuses_what_no_rule_names(attributes: str) -> None:
    terms = '<license><permits type="usage">search</permits></license>'
    data = f'<?xml version="1.0" encoding="UTF-8"?><rsl xmlns="{RSL}"><content {attributes}>{terms}</content></rsl>'
    assert [finding.code for finding in newsfeed.validate(data, "rsl") if finding.severity == "error"] == [
        "rsl.schema.invalid"
    ]

"""The one-line and one-value statements: signals, TDMRep, trust.txt, PLUS, headers and the head of a page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsfeed
from newsfeed import Payment, Usage
from newsfeed.rights import data_mining, robots, signals, tdm, trust, web
from strategies import usages

LICENSE = "https://news.example.com/license.xml"
TERMS = "https://news.example.com/terms"
PAID = Usage(search=True, ai_train=True, payment="training", license_url=LICENSE)
CLOSED = Usage(search=True, ai_input=False, ai_train=False, policy_url=TERMS)
OPEN = Usage(search=True, ai_input=True, ai_train=True, payment=Payment(kind="attribution"))


@pytest.mark.parametrize(
    ("usage", "signal", "draft", "mining", "lines", "concept"),
    [
        (
            CLOSED,
            "search=yes, ai-input=no, ai-train=no",
            "search=y, train-ai=n",
            {"tdm-reservation": "1", "tdm-policy": TERMS},
            ["datatrainingallowed=no"],
            data_mining.EXCEPT_SEARCH,
        ),
        (
            OPEN,
            "search=yes, ai-input=yes, ai-train=yes",
            "search=y, train-ai=y",
            {"tdm-reservation": "0"},
            ["datatrainingallowed=yes"],
            data_mining.ALLOWED,
        ),
        (PAID, "", "", {"tdm-reservation": "1", "tdm-policy": LICENSE}, [], None),
        (PAID.replace(license_url=None), "", "", {"tdm-reservation": "1"}, [], None),
        (
            Usage(search=True, ai_input=True, ai_train=False),
            "search=yes, ai-input=yes, ai-train=no",
            "search=y, train-ai=n",
            {"tdm-reservation": "1"},
            ["datatrainingallowed=no"],
            data_mining.NO_TRAINING,
        ),
        (
            Usage(search=False, ai_input=False, ai_train=False),
            "search=no, ai-input=no, ai-train=no",
            "search=n, train-ai=n",
            {"tdm-reservation": "1"},
            ["datatrainingallowed=no"],
            data_mining.PROHIBITED,
        ),
        (Usage(search=True), "search=yes", "search=y", {}, [], None),
        (Usage(), "", "", {}, [], None),
    ],
)
def test_each_standard_says_what_is_true(
    usage: Usage, signal: str, draft: str, mining: dict[str, str], lines: list[str], concept: str | None
) -> None:
    assert signals.content_signal(usage) == signal
    assert signals.content_usage(usage) == draft
    assert tdm.properties(usage) == mining
    assert trust.lines(usage) == lines
    assert data_mining.concept(usage) == concept


@given(usages())
def test_no_statement_permits_what_is_not_permitted_freely(usage: Usage) -> None:
    statements = [
        signals.read_content_signal(signals.content_signal(usage))[0],
        signals.read_content_usage(signals.content_usage(usage))[0],
        tdm.read_properties(tdm.properties(usage))[0],
        trust.read("\n".join(trust.lines(usage))),
        Usage(**(data_mining.uses_of(data_mining.concept(usage) or "") or {})),  # type: ignore[arg-type]
        web.read_headers(web.headers(usage, content_usage=True)),
        web.read_head(web.head(usage)),
    ]
    for statement in statements:
        for field in ("search", "ai_input", "ai_train"):
            said, meant = getattr(statement, field), getattr(usage, field)
            assert said is None or said == meant or (said is False and field == "ai_train" and usage.payment)


def test_headers_are_read_back() -> None:
    usage = CLOSED.replace(license_url=LICENSE, policy_url=None)
    pairs = newsfeed.rights_headers(usage, content_usage=True)
    assert pairs == [
        ("Link", f'<{LICENSE}>; rel="license"; type="application/rsl+xml"'),
        ("Content-Signal", "search=yes, ai-input=no, ai-train=no"),
        ("Content-Usage", "search=y, train-ai=n"),
        ("tdm-reservation", "1"),
        ("tdm-policy", LICENSE),
    ]
    assert web.read_headers(pairs) == usage


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (f'<https://a.example.com/>; rel="next", <{LICENSE}>; rel=license; type="application/rsl+xml"', LICENSE),
        (f'<{LICENSE}>; rel="license"', None),
        ('<javascript:x>; rel="license"; type="application/rsl+xml"', None),
        (f'<{LICENSE}; rel="license"; type="application/rsl+xml"', None),
    ],
)
def test_only_links_to_license_files_count(value: str, expected: str | None) -> None:
    assert web.read_headers([("LINK", value)]).license_url == expected


@pytest.mark.parametrize("address", ["https://news.example.com/l\u00efcense", "https://b\u00fccher.example/l"])
def test_headers_are_ascii(address: str) -> None:
    for _, value in newsfeed.rights_headers(Usage(ai_train=False, license_url=address)):
        assert value.isascii()
        assert value.isprintable()


def test_a_line_end_is_refused_by_the_model() -> None:
    with pytest.raises(newsfeed.ModelError):
        Usage(license_url="https://news.example.com/\r\nSet-Cookie: a=b")


def test_the_head_of_a_page_is_read_back() -> None:
    usage = Usage(ai_train=False, license_url=LICENSE)
    assert newsfeed.rights_head(usage) == [
        ("link", {"rel": "license", "type": "application/rsl+xml", "href": LICENSE}),
        ("meta", {"name": "tdm-reservation", "content": "1"}),
        ("meta", {"name": "tdm-policy", "content": LICENSE}),
    ]
    assert web.read_head(newsfeed.rights_head(usage)) == usage
    assert newsfeed.rights_head(None) == []


@pytest.mark.parametrize(
    ("value", "unknown"),
    [
        ("search=yes,, AI-Train = NO", []),
        ("search", ["search"]),
        ("use=full", ["use=full"]),
        ("search=yes,search=no", ["search=no"]),
    ],
)
def test_signals_are_read_leniently(value: str, unknown: list[str]) -> None:
    assert signals.read_content_signal(value)[1] == unknown


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    for read in (robots.read, trust.read):
        assert isinstance(read(text), Usage)
    assert isinstance(signals.read_content_signal(text)[0], Usage)
    assert isinstance(web.read_headers([("Link", text), ("tdm-policy", text), ("Content-Signal", text)]), Usage)
    assert isinstance(web.read_head([("meta", {"name": "tdm-policy", "content": text})]), Usage)


@pytest.mark.parametrize(
    ("uri", "said"),
    [
        (data_mining.NO_TRAINING, {"ai_train": False}),
        ("https://ns.useplus.org/ldf/vocab/DMI-ALLOWED", {"search": True, "ai_input": True, "ai_train": True}),
        (f"{data_mining.VOCABULARY}DMI-PROHIBITED-SEELINKEDRIGHTSEXPR", None),
        (f"{data_mining.VOCABULARY}DMI-PROHIBITED-GENAIMLTRAINING", None),
    ],
)
def test_concepts_are_read(uri: str, said: dict[str, bool] | None) -> None:
    assert data_mining.uses_of(uri) == said

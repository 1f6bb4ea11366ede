"""HTML that runs: event handlers, unsafe attributes, and elements that run or load something."""

import pytest

from newsfeed.io.sanitizing.active import active_html_fault, is_handler, is_unsafe_attribute


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        *(("onclick", True), ("ONLOAD", True), ("onwhatever", True), ("once", False), ("On", False), ("online", False)),
        *(("on-x", False), ("on1", False), ("click", False), ("bonfire", False), ("", False)),
    ],
)
def test_event_handlers_known_or_not(name: str, *, expected: bool) -> None:
    assert is_handler(name) is expected
    assert is_unsafe_attribute(name, "x") is expected


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("srcdoc", "x", True),
        ("SRCDOC", "", True),
        # one address
        ("href", "/a", False),
        ("href", "javascript:x", True),
        ("HREF", "javascript:x", True),
        ("xlink:href", "javascript:x", True),
        ("poster", "javascript:x", True),
        ("href", "/a javascript:x", False),
        # several
        ("srcset", "/a 1x, /b 2x", False),
        ("srcset", "/a 1x, javascript:x 2x", True),
        ("ping", "/a javascript:x", True),
        ("imagesrcset", "/a, javascript:x", True),
        # a style sheet
        ("style", "color: red", False),
        ("style", "behavior: url(x)", True),
        ("style", "background: url(javascript:x)", True),
        # texts
        ("title", "javascript:x", False),
        ("title", "behavior: url(x)", False),
        ("data-x", "javascript:x", False),
    ],
)
def test_an_attribute_is_unsafe_by_its_name_or_by_its_value(name: str, value: str, *, expected: bool) -> None:
    assert is_unsafe_attribute(name, value) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *(("", False), ("plain", False), ("a < b", False), ("javascript:x", False), ("onclick=x", False)),
        *(("<b>x</b>", False), ("<p title='onclick'>x", False), ("<!-- <script>x</script> -->", False)),
        # a mention of an element, and the element
        *(("The <script> element", False), ("</script>", False), ("<script>x</script>", True), ("<STYLE>x</STYLE>", True)),
        *(("The <style> element", False), ("<style></script>", False), ("<b></b><script>x</script>", True)),
        *(("An <iframe>", False), ("<iframe />", False), ("<iframe src=x>", True), ("<meta http-equiv=refresh>", True)),
        *(("<script src=x>", True), ("<link\trel=x>", True), ("<object/>", False), ("<object\n>", False)),
        ("</iframe src=x>", False),
        # attributes
        *(("<p onclick=x>", True), ("<p a=b onclick=x>", True), ("<a href='javascript:x'>", True), ("<a href='/x'>", False)),
        *(("<a xlink:href='javascript:x'>", True), ("<a x:onclick='y'>", True), ("<a href='java&#115;cript:x'>", True)),
    ],
)  # fmt: skip
def test_html_that_runs_or_loads_something(text: str, *, expected: bool) -> None:
    assert active_html_fault(text) == ("runs or loads something" if expected else "")

"""The parts of a body in the HTML that newsfeed writes, also where an editor has changed it."""

import pytest

from newsfeed import Markup
from newsfeed.body.parse import parse_html


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        ("section analysis", "analysis"),
        ("section analysis background", "analysis"),
        ("wide section background", "background"),
        ("section", "other"),
    ],
)
def test_the_first_kind_of_a_section_counts(names: str, kind: str) -> None:
    (section,) = parse_html(f'<div class="explainer"><div class="{names}"><h3>A</h3><p>x</p></div></div>')["sections"]
    assert (section.kind, section.heading) == (kind, "A")


def test_html_that_is_no_body_of_newsfeed_is_one_section() -> None:
    for html in ('<div class="explained"><p>x</p></div>', "<p>explainer</p>"):
        (section,) = parse_html(html)["sections"]
        assert section.kind == "other"
        assert isinstance(section.blocks[0], Markup)
    assert parse_html("<script>x</script>") == {}

"""Restriction of bodies to the elements of a consumer: no element too many, and no text too few."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import newsfeed
from examples import full_story
from newsfeed import Story
from newsfeed.body import xhtml
from newsfeed.io.html import to_plain_text
from newsfeed.profiles.restriction import refused_elements, restrict
from profile_cases import is_kept
from strategies import stories

MSN = next(profile.tags for profile in newsfeed.profiles() if profile.name == "msn") or frozenset()
BASIC = frozenset(("p", "strong", "em"))
NONE: frozenset[str] = frozenset()


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Tide &amp; lock</p>", "<p>Tide &amp; lock</p>"),
        ("<p>From <cite>The Ledger</cite>.</p>", "<p>From <em>The Ledger</em>.</p>"),
        (
            '<dl>\n<dt class="place" id="t">Quay</dt>\n<dd>A <em>wall</em>.</dd>\n</dl>',
            '<div>\n<p class="place" id="t"><strong>Quay</strong></p>\n<p>A <em>wall</em>.</p>\n</div>',
        ),
        ("<dl><dd><p>One</p><p>Two</p></dd></dl>", "<div><div><p>One</p><p>Two</p></div></div>"),
        (
            '<figure><img src="https://x.example/a.png" alt="A"/><figcaption>The lock</figcaption></figure>',
            '<div><img src="https://x.example/a.png" alt="A"/><p>The lock</p></div>',
        ),
        ("<section><h2>A</h2><p>B</p></section>", "<div><h2>A</h2><p>B</p></div>"),
        ("<h6>A</h6>", "<p><strong>A</strong></p>"),
        ("<pre>a <code>b</code></pre>", "<p>a b</p>"),
        ("<p>He said <q>so</q>.</p>", "<p>He said “so”.</p>"),
        ("<p>He said <q><em>so</em> it is</q>.</p>", "<p>He said “<em>so</em> it is”.</p>"),
        ("<p>A<abbr title='x'>B</abbr>C</p>", "<p>ABC</p>"),
        ("<p>A</p><hr/><p>B</p>", "<p>A</p>\n\n<p>B</p>"),
        ("<p>A</p><script>alert(1)</script>", "<p>A</p>"),
        ("<p>A<!-- x -->B <cite>C</cite></p>", "<p>AB <em>C</em></p>"),
        (
            '<video src="https://x.example/a.mp4" controls="controls"></video>',
            '<a href="https://x.example/a.mp4">https://x.example/a.mp4</a>',
        ),
        (
            '<audio><source src="https://x.example/a.mp3"/></audio>',
            '<a href="https://x.example/a.mp3">https://x.example/a.mp3</a>',
        ),
        (
            '<p><q cite="https://x.example/">A</q></p><table><tr><td></td></tr></table>',
            "<p>“A”</p><table><tr><td></td></tr></table>",
        ),
    ],
)
def test_elements_that_msn_does_not_take_are_replaced(html: str, expected: str) -> None:
    assert restrict(html, MSN) == expected


@pytest.mark.parametrize(
    ("html", "allowed", "expected"),
    [
        ("<p>A <strong>B</strong> C</p>", NONE, "\nA B C\n"),
        ("<ul><li>A</li><li>B</li></ul>", BASIC, "\n<p>A</p><p>B</p>\n"),
        ('<p>See <img src="a.png" alt="the lock"/> now</p>', BASIC, "<p>See  the lock  now</p>"),
        ("<p>A<br/>B</p>", BASIC, "<p>A\n\nB</p>"),
        ("<table><tr><th>A</th><td>B</td></tr></table>", BASIC, "\n\n<p><strong>A</strong></p><p>B</p>\n\n"),
        ("<p>A <div>B</div></p>", BASIC, None),
    ],
)
def test_a_few_elements_are_enough(html: str, allowed: frozenset[str], expected: str | None) -> None:
    restricted = restrict(html, allowed)
    assert refused_elements(restricted, allowed) == ()
    assert words(restricted) == words(html) or "alt" in html
    if expected is not None:
        assert restricted == expected


def test_html_that_is_not_well_formed_is_sanitized_first() -> None:
    assert restrict("<p>A&nbsp;<cite>B<br></p>", MSN) == "<p>A\xa0<em>B<br/></em></p>"
    assert "A" in restrict("<dl>" * 300 + "A", MSN)


def test_allowed_html_is_returned_as_it_is() -> None:
    html = "<p>A<br>B &nbsp; <b>c"
    assert restrict(html, MSN) is html


def test_the_names_of_refused_elements_come_once_and_in_order() -> None:
    assert refused_elements("<dl><dt>A</dt><DD>B</DD><dt>C</dt></dl><p>", MSN) == ("dl", "dt", "dd")


def words(html: str) -> str:
    return re.sub(r"\s+", "", to_plain_text(html))


@pytest.mark.slow
@given(stories())
@example(full_story())
def test_msn_gets_all_text_of_a_story_in_its_elements(story: Story) -> None:
    html = xhtml.render(story)
    restricted = restrict(html, MSN)
    assert refused_elements(restricted, MSN) == ()
    assert is_kept(words(html), words(restricted))
    assert restrict(restricted, MSN) is restricted


@pytest.mark.slow
@given(stories(), st.sets(st.sampled_from(("a", "br", "div", "em", "h2", "h3", "li", "p", "strong", "table", "ul"))))
def test_any_list_of_elements_keeps_the_text(story: Story, names: set[str]) -> None:
    html, allowed = xhtml.render(story), frozenset(names)
    restricted = restrict(html, allowed)
    assert refused_elements(restricted, allowed) == ()
    assert is_kept(words(html), words(restricted))


@given(st.text(st.sampled_from("<>/pdltcieq =\"'&;! \n"), max_size=60))
def test_any_string_is_restricted(html: str) -> None:
    assert refused_elements(restrict(html, MSN), MSN) == ()

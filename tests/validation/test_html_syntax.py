"""Parse errors of HTML fragments, by the rules of the HTML standard."""

import pytest

from newsfeed.validation import html_syntax

WELL_FORMED = (
    "",
    "plain text",
    "<p>a<p>b",
    "<p>a<div>b</div>",
    "<ul><li>a<li>b</ul>",
    "<ul><li>a<ul><li>b</ul><li>c</ul>",
    "<dl><dt>a<dd>b<dt>c<dd>d</dl>",
    "<div><div><li>a</div></div>",
    "<br><hr/><img src='a' alt=b>",
    "<input disabled><wbr>",
    "<table><tr><td>a<td>b<tr><th>c</table>",
    "<table><caption>a</caption><colgroup><col><col></colgroup><thead><tr><td>a</thead><tbody><tr><td>b</table>",
    "<table><col><tr><td><table><tr><td>a</table></table>",
    "<a href='x'><table><tr><td><a href='y'>b</a></table></a>",
    "<select><optgroup label=a><option>b<option>c<optgroup label=d><option>e</select>",
    "<ruby>a<rp>(<rt>b<rp>)</ruby>",
    "<p><button><p>a</p></button></p>",
    "<svg><circle r='1'/><g><path d='M0'/></g></svg>",
    "<math><mi>a</mi></math>",
    "<script>if (a < b && c) { '</p>' }</script>",
    "<textarea><b></textarea>",
    "<!-- <b> -->",
    "&amp; &lt; &#8217; &#x2019; & a",
    "<a href='?a=1&amp;b=2'>c</a>",
    "<span class=a id='b'>c</span>",
    "</html>",
)
ILL_FORMED = (
    "a < b",
    "a <- b",
    "<b>a",
    "a</b>",
    "</p>",
    "</br>",
    "<b><i>a</b></i>",
    "<p><b>a</p></b>",
    "<p><b>a<p>b</b>",
    "<div><span>a</div>",
    "<span><p>a</span>",
    "<ul><li><b>a<li>c</ul>",
    "<li></ul>",
    "<h1>a<h2>b</h2></h1>",
    "<a>a<a>b</a></a>",
    "<button>a<button>b</button></button>",
    "<nobr>a<nobr>b</nobr></nobr>",
    "<form>a<form>b</form></form>",
    "</form>",
    "<td>a</td>",
    "<tr></tr>",
    "<caption></caption>",
    "<col>",
    "<table><b>a</b></table>",
    "<table><td>a</table>",
    "<table><tr><td><b>a</table>",
    "<table>",
    "<table></td></table>",
    "<select><p></select>",
    "<html>a</html>",
    "<body>a</body>",
    "<frameset></frameset>",
    "<image src='a'>",
    "<div/>",
    "<svg><p>a</p></svg>",
    "<svg><g></svg>",
    "<ruby><b><rt>a</ruby>",
    "<p a a=1>b",
    "<p a='1'b='2'>c",
    "<p a=b'c>d",
    "<p =a>b",
    "<img / >",
    "<p",
    "<p a='",
    "<b>a</b class='c'>",
    "<!-- a",
    "<!-- a -- b -->",
    "<!-->",
    "<!doctype html>",
    "<?xml version='1.0'?>",
    "<script>a",
    "a\x01b",
    "a\x93b",
)
BAD_REFERENCES = ("AT&T", "&nosuch;", "&copy 2024", "&#65", "&#xZ;", "&#133;", "&#0;", "&#xD800;", "&#99999999;", "?a=1&b=2",
                  "<a href='?a=1&b=2'>c</a>", "<title>&nosuch;</title>")  # fmt: skip


def problems(text: str) -> list[str]:
    faults: list[html_syntax.SyntaxFault] = []
    list(html_syntax.parse(text, faults))
    return [fault.problem for fault in faults]


@pytest.mark.parametrize("text", WELL_FORMED)
def test_a_well_formed_fragment_has_no_fault(text: str) -> None:
    assert problems(text) == []


@pytest.mark.parametrize("text", ILL_FORMED)
def test_an_ill_formed_fragment_has_one_fault(text: str) -> None:
    assert problems(text) == ["html_malformed"]


@pytest.mark.parametrize("text", BAD_REFERENCES)
def test_a_bad_character_reference_is_a_fault_of_its_own(text: str) -> None:
    assert problems(text) == ["html_entity"]


@pytest.mark.parametrize(
    "text",
    ["<p><div>" * 30_000, "<div>" * 30_000 + "<li></li>" * 30_000, "<li><span>" * 30_000, "<table><tr><td>" * 20_000,
     "<a" * 50_000, "&a" * 50_000, "<p a" + " a=1" * 50_000, "<textarea>" * 30_000, "</b>" * 50_000],
)  # fmt: skip
def test_hostile_fragments_take_linear_time(text: str) -> None:
    assert len(problems(text)) <= 2

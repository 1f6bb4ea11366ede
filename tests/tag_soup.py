"""Generator of tag soup: any order of tags, attributes and texts, hostile ones among them."""

import random
from collections.abc import Iterator
from typing import Final

from newsfeed.io.sanitizing.vocabulary import ELEMENTS

NAMES: Final = (
    *sorted(ELEMENTS),
    *(
        "font",
        "form",
        "button",
        "select",
        "option",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "script",
        "style",
        "template",
    ),
    *(
        "noscript",
        "textarea",
        "title",
        "hgroup",
        "fieldset",
        "listing",
        "plaintext",
        "xmp",
        "marquee",
        "applet",
        "mi",
        "mtext",
    ),
    *("foreignObject", "frameset", "frame", "picture", "input", "html"),
    *("p", "p", "p", "a", "a", "a", "h2", "h2", "li", "ul", "table", "td", "img", "br", "em", "strong"),
)
TEXTS: Final = (
    *(
        "x",
        "\n",
        " ",
        "a & b",
        "&amp;",
        "&lt;b&gt;",
        "&nbsp;",
        "\xa0",
        "&#39;",
        '"',
        "'",
        "<",
        "a<b",
        ">",
        "&copy",
        "é",
        "’",
    ),
    *(
        "市",
        "\r",
        "\t",
        "&#1;",
        "&#12;",
        "]]>",
        "<!--",
        "-->",
        "<!-- c -->",
        "<![CDATA[q]]>",
        "<?x",
        "\x0b",
        "\ud800",
        "&x;",
    ),
)
ATTRIBUTES: Final = (
    *('href="https://example.com/a"', 'href="/r"', 'href="javascript:alert(1)"', "src=i.png", 'width="3"'),
    *('src="https://example.com/i.png"', 'src="https://www.youtube.com/embed/Ab-c_123xyz"', 'xlink:href="javascript:x"'),
    *('src="data:image/gif;base64,R0"', 'data-src="https://example.com/l.png"', 'srcset="a.png 1x, b.png 2x"', 'class="c"'),
    *('title="t&amp;u"', "title='a\"b'", 'alt="alt"', 'cite="x"', 'cite="vbscript:x"', 'onclick="x"', 'style="color:red"'),
    *('lang="en"', "id=i", "x", "=y", "href", "checked=", "/", 'title="<b>"', 'title="a>b"', 'title="\xa0"', 'class=""'),
    *('href="https://example.com/?a=1&amp;b=2"', 'href="https://example.com/?a=1&copy=2"', 'title="t" title="u"'),
    *('href="HTTP://EXAMPLE.com"', 'href=" https://example.com/ "', 'xmlns="http://www.w3.org/1999/xhtml"'),
)  # fmt: skip


def soup(generator: random.Random) -> str:
    names = generator.choice(
        (NAMES, ("p", "em", "a", "br", "ul", "li", "div", "h2", "img", "blockquote"), ("p", "em", "strong"))
    )
    pieces = []
    for _ in range(generator.randint(1, 14)):
        kind, name = generator.random(), generator.choice(names)
        if kind < 0.4:
            attributes = " ".join(generator.choices(ATTRIBUTES, k=generator.choice((0, 0, 0, 1, 2))))
            pieces.append(f"<{name}{' ' + attributes if attributes else ''}{generator.choice(('', '', '', '/'))}>")
        elif kind < 0.65:
            pieces.append(f"</{name}>")
        else:
            pieces.append(f"<{name}>x</{name}>" if kind < 0.7 else generator.choice(TEXTS))
    return "".join(pieces)


def soups(count: int) -> Iterator[str]:
    """Generate fragments of tag soup, always the same."""
    generator = random.Random(7)
    return (soup(generator) for _ in range(count))

"""Template tags with texts that try to leave a script element or an attribute: the same elements, and equal JSON."""

from functools import cache

import pytest
from breakouts import HARMLESS, Markup, breakouts, markup_of, story_of
from django.template import Context, Template

from hostile.cases.script_breakouts import PAYLOADS

TAGS = ("newsfeed_jsonld", "newsfeed_head", "newsfeed_body")


def rendered(tag: str, text: str) -> Markup:
    template = Template(f"{{% load newsfeed %}}<title>{{{{ story.headline }}}}</title>{{% {tag} story %}}")
    return markup_of(template.render(Context({"story": story_of(text)})))


@cache
def harmless(tag: str) -> Markup:
    return rendered(tag, HARMLESS)


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("tag", TAGS)
def test_texts_stay_in_their_element(tag: str, payload: str) -> None:
    hostile = rendered(tag, PAYLOADS[payload])
    assert len(hostile.scripts) == (tag == "newsfeed_jsonld")
    assert breakouts(harmless(tag), hostile, PAYLOADS[payload]) == []

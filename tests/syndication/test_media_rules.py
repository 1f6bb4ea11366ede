"""Rules of Media RSS: values from the examples of its specification are not faults."""

import pytest

from newsfeed import validate

FEED = (
    '<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>The Example Herald</title>'
    "<link>https://example.org/</link><description>News</description><item><title>Harbour</title>{}</item></channel></rss>"
)
SCENE = "<media:scenes><media:scene><media:sceneStartTime>{}</media:sceneStartTime></media:scene></media:scenes>"


def media_codes(text: str) -> set[str]:
    findings = validate(FEED.format(text).encode(), "rss")
    return {finding.code for finding in findings if finding.code.startswith("media.")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('<media:rating scheme="urn:simple">adult</media:rating>', set()),
        ('<media:credit scheme="urn:ebu" role="author">Ada Example</media:credit>', set()),
        ('<media:credit scheme="urn:yvs" role="uploader">ada</media:credit>', set()),
        ('<media:rating scheme="urn:odd">adult</media:rating>', {"media.rating.scheme.urn"}),
        ('<media:credit scheme="urn:simple" role="author">Ada</media:credit>', {"media.credit.scheme.urn"}),
        (SCENE.format("00:15"), set()),
        (SCENE.format("0:00:15"), set()),
        (SCENE.format("00:75"), {"media.scene_start_time.invalid"}),
    ],
)
def test_values_of_the_specification_are_not_faults(text: str, expected: set[str]) -> None:
    assert media_codes(text) == expected

"""Sampling for the schema: the verdict on one item of each structure is that on the whole feed."""

from pathlib import Path

import pytest
from lxml import etree

from newsfeed.errors import NewsfeedError
from newsfeed.io.xml import parse
from newsfeed.validation.sampling import one_per_structure
from newsfeed.validation.schemas import relax_ng

INVALID = Path(__file__).parents[1] / "invalid"
ITEM = '<item><title>Harbour</title><guid isPermaLink="false">{0}</guid>{1}</item>'
SCHEMAS = {"rss": "rss/rss.rng", "atom": "atom/atom.rng"}


def channel(*items: str) -> etree._Element:
    content = "".join(items)
    return etree.fromstring(
        f'<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>T</title>'
        f"<link>https://example.com/</link><description>D</description>{content}<ttl>5</ttl></channel></rss>"
    )


def count(root: etree._Element) -> int:
    return len(list(root.iter("item", "{http://www.w3.org/2005/Atom}entry")))


def test_a_sample_has_the_first_of_equal_items_and_all_other_elements() -> None:
    root = channel(*[ITEM.format(number, "") for number in range(50)])
    sample = one_per_structure(root)
    assert [child.tag for child in sample[0]] == ["title", "link", "description", "item", "ttl"]
    assert sample.findtext("channel/item/guid") == "0"
    assert count(root) == 50, "the feed itself is unchanged"


@pytest.mark.parametrize(
    "addition",
    ["<pubDate/>", "text", "<category/>text", '<source url="https://example.com/"/>', '<media:credit role="author"/>'],
)
def test_a_sample_has_an_item_of_another_structure(addition: str) -> None:
    root = channel(*[ITEM.format(number, "") for number in range(9)], ITEM.format(9, addition))
    assert count(one_per_structure(root)) == 2


def test_a_sample_has_two_of_many_equal_elements_of_an_item() -> None:
    root = channel(ITEM.format(1, "<category>a</category>" * 200 + "<pubDate/>"), ITEM.format(2, ""))
    sample = one_per_structure(root)
    assert [child.tag for child in sample[0][3]] == ["title", "guid", "category", "category", "pubDate"]
    assert count(sample) == 2
    assert len(root[0][3]) == 203, "the feed itself is unchanged"


def test_few_equal_elements_are_all_in_the_sample() -> None:
    root = channel(ITEM.format(1, "<category>a</category>" * 20))
    assert one_per_structure(root) is root


def test_a_feed_without_equal_items_is_its_own_sample() -> None:
    root = channel(ITEM.format(1, ""), ITEM.format(2, "<pubDate/>"))
    assert one_per_structure(root) is root


def test_a_fault_in_the_last_of_many_items_is_in_the_sample() -> None:
    schema = relax_ng("rss/rss.rng")
    good = channel(*[ITEM.format(number, "") for number in range(20)])
    wrong = channel(*[ITEM.format(number, "") for number in range(20)], ITEM.format(20, "<nonsense/>"))
    assert schema.validate(one_per_structure(good))
    assert not schema.validate(wrong)
    assert not schema.validate(one_per_structure(wrong))


@pytest.mark.parametrize("format_", sorted(SCHEMAS))
def test_a_sample_has_the_verdict_of_its_document(format_: str) -> None:
    schema = relax_ng(SCHEMAS[format_])
    paths = sorted((INVALID / format_).glob("*.xml"))
    assert paths
    for path in paths:
        try:
            root = parse(path.read_bytes()).root
        except NewsfeedError:
            continue
        assert schema.validate(one_per_structure(root)) == schema.validate(root), path.name

"""Values of every kind that JSON can hold, for a property of schema.org."""

from typing import Final

MANY_DIGITS: Final = "9" * 400


def _nested(depth: int) -> str:
    return '{"@type":"Thing","about":' * depth + '"x"' + "}" * depth


KINDS: Final[dict[str, str]] = {
    "null": "null",
    "true": "true",
    "empty text": '""',
    "text": '"some words"',
    "400 digits": MANY_DIGITS,
    "negative number of 400 digits": f"-{MANY_DIGITS}",
    "negative number": "-1",
    "fraction": "1.5",
    "empty array": "[]",
    "array of mixed kinds": '[1,"a",null,true,{}]',
    "nested arrays": '[[["a"],[{}]],[[1]]]',
    "object without a type": '{"name":"x","value":{"name":1}}',
    "object with a type": '{"@type":"Person","name":"x"}',
    "object of a wrong or unknown type": '[{"@type":5},{"@type":["NoSuchType",null]},{"@type":""}]',
    "language map": '{"en":"x","fr":["y",null]}',
    "value object": '{"@value":"x","@language":"en"}',
    "value objects with odd contents": f'[{{"@value":{MANY_DIGITS}}},{{"@value":[1]}},{{"@value":null,"@type":7}}]',
    "reference": '{"@id":"#nowhere"}',
    "identifiers that are none": '[{"@id":7},{"@id":""},{"@id":"a b"}]',
    "deep object": _nested(80),
    "dates": '["2026-05-17","2026-05-17T08:30:00+02:00","T08:30","-0044-03-15"]',
    "impossible dates": f'["2026-02-30","2026-05-17T25:00","{"9" * 500}-01-01","{"9" * 5}-02-29"]',
    "addresses": '["https://example.com/a","http://a b","http://[","#x","_:b","mailto:"]',
    "HTML": "\"<p onclick='x()'>x</p><script>1</script><!-- \\u0000\"",
    "lists and sets": '[{"@list":[1,{"@list":[]}]},{"@set":null},{"@list":{"@set":[[]]}}]',
    "contexts and keywords": '[{"@context":5,"name":1},{"@context":{"name":[]},"name":1},{"@reverse":[],"@nest":1}]',
}
"""JSON of a value by its kind."""


def document(name: str, value: str, type_name: str = "NewsArticle") -> bytes:
    """Return a document whose only node has a property.

    Args:
        name: the name of the property.
        value: its value as JSON.
        type_name: the type of the node.
    """
    return f'{{"@context":"https://schema.org","@type":"{type_name}","{name}":{value}}}'.encode()

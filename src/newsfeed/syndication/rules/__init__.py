"""Schemas and rules that RSS and Atom share: Atom elements, Media RSS, iTunes, Dublin Core and others, a table each.

The rules of one format belong in `formats/<name>`; checks of values and the walk belong in `validation`.

How a format's rules are written
--------------------------------

**A value check** is a pure function `(text) -> Iterable[Fault]`, linear in the length of the text:

    def day(text: str) -> Iterable[Fault]:
        if text not in DAYS:
            yield Fault("invalid", "InvalidDay", f"write a day such as Monday, not {shown(text)}")

In `Fault(problem, w3c_code, message)` the problem ends the finding's code, the W3C code gives the severity
and the reference), and the message names the problem and the remedy. Rules that the W3C validator does not have pass
`severity` and `reference` instead.

**An element schema** lists the content of an element. Schemas are made once, on import:

    DAY = ElementSchema("day", code="rss.skip_days.day", once=False, value=values.day)
    SKIP_DAYS = ElementSchema("skipDays", code="rss.channel.skip_days", content=ELEMENTS).contain(DAY)

**A rule** covers everything that a schema cannot: a function `(node) -> Iterable[Fault]` in `rules`. It runs after the
children of the element have been checked. `node.walk.state` is an object of the format's own, for values that are compared
across elements. A fault is placed at the element of the node; `attribute`, `of` (a child) and `element` move it.

**A format** runs `Walk(document, core=namespace, state=...)` with the schemas of its root elements and yields the findings
of the walk. `validation.documents` calls it after the XML has been read.
"""

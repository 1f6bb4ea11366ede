"""Rules of feeds: the engine that RSS and Atom share, the rules of the modules, and the checks of their values.

    documents.py one document: its XML, the rules of its format, its schema
    source.py    bytes -> tree, going on where a reader would refuse; what is wrong with the XML itself
    engine.py    Element rows, the one walk over the tree, findings with path, line and column
    events.py    the W3C feed validator's name, severity and page of each kind of fault
    names.py     namespaces and the prefixes they are known by
    values.py    value checks: text -> faults (links, dates, e-mails, numbers, languages ...)
    html.py      checks of HTML in text: unsafe, ill-formed, undeclared, relative links
    links.py     checks of links and identifiers
    rows.py      short ways to write rows, rules that several share (plain_text, markup, typed_text)
    modules.py   the rows of every module, `rows("feed")` and `rows("entry")`; media.py, itunes.py, geo.py, codes.py
    atom_in_rss.py   the rows of Atom in RSS, and the rules of paging (RFC 5005), which Atom feeds share

How a format's rules are written
--------------------------------

**A value check** is a pure function `(text) -> Iterable[Fault]`, linear in the text; () means that nothing is wrong:

    def day(text: str) -> Iterable[Fault]:
        if text not in DAYS:
            yield Fault("invalid", "InvalidDay", f"write a day as Monday, Tuesday ..., not {shown(text)}")

`Fault(problem, event, message)`: `problem` ends the finding's code, `event` names the W3C page and so the severity,
`message` says what to write instead. `Fault(..., reference=URL, severity=...)` is for rules that the W3C validator
does not have.

**A row** says what may stand in an element. Rows are made once, when the module is imported:

    DAY = Element("day", code="rss.skip_days.day", once=False, value=values.day)
    SKIP_DAYS = Element("skipDays", code="rss.channel.skip_days", content=ELEMENTS).contain(DAY)
    CHANNEL = Element("channel", code="rss.channel", content=ELEMENTS, required=True, rules=(some_rule,)).contain(
        SKIP_DAYS, ..., *modules.rows("feed"))

`Element` arguments: name in Clark notation; code without problem; `once` (a second one is a fault) and `required` in
its parent; `content` (TEXT, EMPTY, ELEMENTS, ANY: mixed, own rules look at it, NOTHING: not looked at); `value`, a
value check of the text; `attributes`, a mapping of name to `Attribute(value check, required=...)`; `missing` and
`duplicate`, other events for these faults; `blank`, the event of an empty text ("" allows it). `row.contain(*rows)`
adds children, and may be called later for rows that hold themselves.

**A rule** is for what a row cannot say: a generator `(node) -> Iterable[Fault]` in `rules`. It runs when the whole
element has been seen. `node.element` is lxml's, `node.text` its own text, `node.counts[name]` how many children of a
name there are, `node.parent` the node above, `node.walk` the run with `walk.state` (an object of the format's, for
what has been seen). Its faults are of the node; `Fault(..., attribute="href")` moves one to an attribute, `Fault(...,
of="author")` puts `.author` into its code, and `node.walk.report(other_node, fault)` reports one elsewhere.

**A format** has a function that runs `Walk(document, core=namespace, state=...)`, `.run({root name: row})` and yields
`.findings()`, and gives it to `documents.check` in a `documents.Rules`. Findings come in document order,
with path, line and column, each computed only for findings.
"""

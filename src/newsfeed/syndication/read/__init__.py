"""Reading feeds of the XML family: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, with the modules that news feeds carry.

Feeds in the field mix their vocabularies: RSS items with atom:updated, Atom entries with dc:creator. So there is one reader,
with one table of elements for items and one for feeds, and each name in them is handled wherever it stands:

    documents   bytes or a stream to a feed and its items
    names       the many spellings of namespaces, as one prefix each
    items       what stands in an item or entry        feeds   what stands in a channel or feed
    texts terms people links media extensions titles   the values that both are made of
"""

"""Reading of RSS and Atom of any version: 0.9x, 1.0 and 2.0 of RSS, 0.3 and 1.0 of Atom.

One element passes through these modules in turn:

    documents                           from bytes to a tree, and the walk over channel and items
    items, channels                     the tables of readers: how each element of an item or channel is read
    shared_elements                     the readers that both have
    element_readers                     the loop that reads by these tables, and reports attributes that no reader knows
    texts, titles, links, people, ...   the kinds of values that elements have
    draft, item, media                  the values so far, with the order of preference of each field

Nothing is lost silently: a value that the model has no place for is kept as an extension, or named by a finding.
"""

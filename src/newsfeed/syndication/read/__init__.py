"""The reader of RSS 0.9x, 1.0 and 2.0 and of Atom 0.3 and 1.0, with the extension modules that news feeds use.

Feeds mix vocabularies: RSS items have `<atom:updated>`, Atom entries `<dc:creator>`. There is therefore one reader for all of
them, with one table of elements for items and one for channels. It works in two steps: handlers of elements fill a typed draft,
and the draft decides between values that compete for one field.

    documents                           bytes or a stream to a feed or its stories
    items, channels                     the tables: element names and their handlers
    drafts, media                       the typed drafts, with the order of preference of each field
    context                             settings that hold for a whole document
    names                               namespaces in all their spellings, mapped to one prefix each
    texts titles people categories
    links extensions                    the values that items and channels consist of
"""

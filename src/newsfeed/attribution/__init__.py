"""Attribution in press reviews: which outlet says which clause, and which quotation is whose.

The grammar of each language and the knowledge about names are data; no module here knows a page or a format.
"""

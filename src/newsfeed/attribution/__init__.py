"""Attribution in press reviews: the outlets that own each clause, and the owner of each quotation.

The grammar of each language and the knowledge about names are data; no module here knows a page or a format.
"""

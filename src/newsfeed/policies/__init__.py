"""The files and headers with a site's permissions for machines, all made from the usage of one feed.

`newsfeed.rights` has the vocabularies; the files around them, their merging and the comparison of what they say belong here.
"""

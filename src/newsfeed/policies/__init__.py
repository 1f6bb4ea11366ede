"""The files and headers by which a site tells machines their permissions, all made from the usage of one feed.

`newsfeed.rights` has the vocabularies; the files around them, their merging and the comparison of what they say belong here.
"""

"""The folder that a feed is published in: its documents, their names, and the links between them.

Belongs here: the plan of a folder. Rendering, validating and writing the documents is left to the caller (`newsfeed build`).
"""

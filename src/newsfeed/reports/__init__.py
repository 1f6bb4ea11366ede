"""Reports about documents: text, JSON, SARIF and JUnit XML, and the lines that findings point at.

The command line and the validator page write the same reports with it. Nothing here reads a document or prints.
"""

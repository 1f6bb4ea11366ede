"""Benchmarks of newsfeed and comparable libraries.

Run `python -m benchmarks` or `make bench`; README.md explains the method and the report.
"""

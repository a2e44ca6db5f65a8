"""Bayyina (بيّنة): the claims of news articles, marked, sourced, linked, graded and printed."""

__version__ = "0.1.0"

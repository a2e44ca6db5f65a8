"""Grading: a student held against the key, row by row, and what the teacher decides."""

"""Worksheets: choosing them and writing them out."""

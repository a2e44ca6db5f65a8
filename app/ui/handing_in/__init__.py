"""Handing in: what is in the work, where it goes, and the receipt."""

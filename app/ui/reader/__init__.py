"""The reader: an article that can be read, selected and marked, right to left."""

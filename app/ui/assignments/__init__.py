"""The assignments screen («الواجبات»): assignments, their keys, and classes."""

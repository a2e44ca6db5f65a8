"""The collect screen («الجمع»)."""

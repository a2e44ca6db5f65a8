"""The gutter between two readers, where relations run."""

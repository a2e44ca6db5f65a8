"""Help on every page: where to begin, the shortcuts, the codebook."""

"""The class report, and the projector with its debate."""

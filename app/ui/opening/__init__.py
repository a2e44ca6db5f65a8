"""Opening what was handed out: what it is, who works on it, where it is kept."""

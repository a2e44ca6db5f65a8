"""Names of the places that links on a worksheet lead to."""


def article_place(article: int) -> str:
    """Where an article begins."""
    return f"a{article}"


def claim_place(article: int, number: int) -> str:
    """Where a claim begins in the text."""
    return f"c{article}.{number}"


def row_place(article: int, number: int) -> str:
    """Where a claim stands in the table of claims."""
    return f"r{article}.{number}"

"""One-to-one pairing with the best total weight (maximum-weight bipartite matching).

Claims rarely overlap more than a few others, so the graph is cut into its connected parts first and
each part is solved by the Hungarian method with potentials (Kuhn 1955; Munkres 1957).
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction

Weights = Mapping[tuple[int, int], Fraction]


def best_pairs(weights: Weights) -> list[tuple[int, int]]:
    """Pairs ``(row, column)`` of the largest total weight, no row or column twice, sorted.

    ``weights`` holds the pairs that may be made; all weights must be positive.
    """
    pairs: list[tuple[int, int]] = []
    for rows, columns in _parts(weights):
        matrix = [[weights.get((r, c), Fraction(0)) for c in columns] for r in rows]
        for i, j in _assign(matrix):
            if (rows[i], columns[j]) in weights:
                pairs.append((rows[i], columns[j]))
    return sorted(pairs)


def _parts(pairs: Iterable[tuple[int, int]]) -> list[tuple[list[int], list[int]]]:
    """Rows and columns of each connected part of the graph."""
    of_row: dict[int, set[int]] = {}
    of_column: dict[int, set[int]] = {}
    for row, column in pairs:
        of_row.setdefault(row, set()).add(column)
        of_column.setdefault(column, set()).add(row)
    parts: list[tuple[list[int], list[int]]] = []
    seen: set[int] = set()
    for first in sorted(of_row):
        if first in seen:
            continue
        rows, columns, queue = {first}, set[int](), [first]
        while queue:
            for column in of_row[queue.pop()] - columns:
                columns.add(column)
                queue.extend(of_column[column] - rows)
                rows |= of_column[column]
        seen |= rows
        parts.append((sorted(rows), sorted(columns)))
    return parts


def _assign(weights: list[list[Fraction]]) -> list[tuple[int, int]]:
    """The Hungarian method on one matrix: every row of the shorter side gets a column."""
    if len(weights) > len(weights[0]):
        turned = [list(column) for column in zip(*weights, strict=True)]
        return [(i, j) for j, i in _assign(turned)]
    n, m = len(weights), len(weights[0])
    row_price = [Fraction(0)] * (n + 1)
    column_price = [Fraction(0)] * (m + 1)
    row_of = [0] * (m + 1)  # which row has column j; 0 is none, and column 0 the one in hand
    for row in range(1, n + 1):
        _seat(row, weights, row_price, column_price, row_of)
    return [(row_of[j] - 1, j - 1) for j in range(1, m + 1) if row_of[j]]


def _seat(
    row: int,
    weights: list[list[Fraction]],
    row_price: list[Fraction],
    column_price: list[Fraction],
    row_of: list[int],
) -> None:
    """Give ``row`` a column along the cheapest augmenting path."""
    m = len(column_price) - 1
    slack: list[Fraction | None] = [None] * (m + 1)
    came_from = [0] * (m + 1)
    used = [False] * (m + 1)
    row_of[0] = row
    column = 0
    while row_of[column]:
        used[column] = True
        i, step, nearest = row_of[column], None, 0
        for j in range(1, m + 1):
            if used[j]:
                continue
            cost = -weights[i - 1][j - 1] - row_price[i] - column_price[j]
            known = slack[j]
            if known is None or cost < known:
                slack[j], came_from[j], known = cost, column, cost
            if step is None or known < step:
                step, nearest = known, j
        assert step is not None
        for j in range(m + 1):
            if used[j]:
                row_price[row_of[j]] += step
                column_price[j] -= step
            elif (known := slack[j]) is not None:
                slack[j] = known - step
        column = nearest
    while column:
        row_of[column] = row_of[came_from[column]]
        column = came_from[column]

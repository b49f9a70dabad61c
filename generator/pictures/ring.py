"""The order of nodes around a ring: who is linked stands close. Deterministic, and quick for a picture's few nodes."""

from __future__ import annotations

ROUNDS = 4


def order(size: int, edges: list[tuple[int, int, int]]) -> list[int]:
    """Numbers 0 to size - 1 around the ring. `edges`: nodes, weight. Swaps pairs while that shortens the chords."""
    turn = list(range(size))
    beside: dict[int, list[tuple[int, int]]] = {node: [] for node in turn}
    for a, b, weight in edges:
        beside[a].append((b, weight))
        beside[b].append((a, weight))
    place = list(range(size))

    def cost(node: int) -> int:
        here = place[node]
        return sum(weight * min((here - place[o]) % size, (place[o] - here) % size) for o, weight in beside[node])

    for _ in range(ROUNDS):
        better = False
        for i in range(size):
            for j in range(i + 1, size):
                a, b = turn[i], turn[j]
                before = cost(a) + cost(b)
                place[a], place[b] = j, i
                if cost(a) + cost(b) < before:
                    turn[i], turn[j] = b, a
                    better = True
                else:
                    place[a], place[b] = i, j
        if not better:
            break
    return turn

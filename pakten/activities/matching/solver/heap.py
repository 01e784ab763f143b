"""A heap of ends by distance, where a distance may fall: each end stands in it at most once."""

import numba

from pakten.activities.matching.solver.arrays import NOBODY, Int32, Int64


@numba.njit(cache=True)
def rise(heap: Int32, place: Int32, size: int, end: int, far: Int64) -> int:
    """Put `end` in, or further up when its distance has fallen. Gives the new size."""
    k = place[end]
    if k == NOBODY:
        k = size
        size += 1
    key = far[end]
    while k > 0:
        above = (k - 1) >> 1
        other = heap[above]
        if far[other] <= key:
            break
        heap[k] = other
        place[other] = k
        k = above
    heap[k] = end
    place[end] = k
    return size


@numba.njit(cache=True)
def take_first(heap: Int32, place: Int32, size: int, far: Int64) -> int:
    """Mend the heap after its first end was read: it is taken out. Gives the new size."""
    place[heap[0]] = NOBODY
    size -= 1
    if size == 0:
        return 0
    last = heap[size]
    key = far[last]
    k = 0
    while True:
        below = 2 * k + 1
        if below >= size:
            break
        if below + 1 < size and far[heap[below + 1]] < far[heap[below]]:
            below += 1
        other = heap[below]
        if far[other] >= key:
            break
        heap[k] = other
        place[other] = k
        k = below
    heap[k] = last
    place[last] = k
    return size

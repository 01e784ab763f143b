"""The score of `matching.score` for millions of pairs at once, and the best round over all of them.

Owns needs and seekers as arrays, the compiled walk over pairs that can fit, and the proof over all
pairs; imports numba, so no web process imports it (`matching.whole` loads it when a round is made).
"""

from pakten.activities.matching.kernels import KEPT_IN

__all__ = ["KEPT_IN"]

"""Any measure over time and by group, the equality view and the funnel (mission P11, P12).

Owns how figures are compared and said in words; does not own what may be shown, that is `reports`.
"""

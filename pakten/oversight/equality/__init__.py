"""Who is reached and what comes of it, for women and men.

Owns the groups that reach is counted against, the steps taken for equality and the verdicts in words; figures come from reports.
"""

"""The annual report, of the pact and of each member, from a locked period.

Owns the locked figures, the narrative, the approval and the files; figures are locked as they may be shown.
"""

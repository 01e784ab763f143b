"""Reading women and men: who is reached, what comes of it, how far those proposed came."""

from pakten.oversight.equality.queries.journeys import funnel
from pakten.oversight.equality.queries.published import published

__all__ = ["funnel", "published"]

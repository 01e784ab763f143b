"""Every change of a round: drafted, counted, reviewed, published."""

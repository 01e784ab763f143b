"""Who takes part: pacts, organisations and people."""

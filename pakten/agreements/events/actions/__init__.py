"""Every change of an event and its guests: lock, may, can, change, record, tell."""

"""Every change of a campaign, a sheet, a rest: lock, may, can, change, record, tell."""

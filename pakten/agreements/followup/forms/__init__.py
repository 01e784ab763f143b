"""Forms of campaigns, sheets, renewals and rests."""

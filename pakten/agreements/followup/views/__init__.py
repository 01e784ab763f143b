"""Pages of campaigns, sheets, renewals and of how promises are kept."""

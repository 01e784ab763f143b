"""The placement's page, answers by link, and what the office does about them."""

"""The outbox; one's own notices and settings; ending a topic from a mail."""

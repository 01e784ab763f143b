"""The pages of one's own data, and the office's."""

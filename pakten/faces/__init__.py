"""Pages that mix several domains: the desk, the public site."""

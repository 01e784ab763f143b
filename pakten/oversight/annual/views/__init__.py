"""The office's pages, the editor, the members' own, and what everybody may read."""

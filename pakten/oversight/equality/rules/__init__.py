"""What may be said of women and men: pure arithmetic and words, no database."""

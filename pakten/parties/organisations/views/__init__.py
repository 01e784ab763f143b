"""Pages of the register that change it."""

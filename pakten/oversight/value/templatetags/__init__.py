"""Template tags of the model: its address where it is turned on."""

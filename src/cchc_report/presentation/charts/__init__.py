"""Charts: one module each, drawn from measures, told apart in black and white, described in words and as data."""

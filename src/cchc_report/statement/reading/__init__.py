"""From a file, or from answers at a terminal, to statements: every problem at once, with its place."""

"""Parameters: departments, years, counting rules and document details, typed and strict."""

"""What a notebook shows: prose, tables, charts and the parts of the document, in Vietnamese."""

"""Read exports and workbooks by content, clean text, numbers and dates, and fill the registers."""

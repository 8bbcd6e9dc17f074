"""One reader a format: bytes to sheets of cells, without judging what the cells mean."""

"""What a department recorded, as validated frames: schemas, vocabularies, frames."""

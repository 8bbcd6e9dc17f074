"""The rules, by what they look at. Each module ends with its part of the catalogue."""

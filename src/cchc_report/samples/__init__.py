"""A synthetic province: whole project folders with invented departments, for tests, benchmarks and newcomers."""

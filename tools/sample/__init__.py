"""The sample data of the project: what is published, what is made up around it, and how it is written."""

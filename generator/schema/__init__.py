"""JSON Schemas (2020-12) of the content, from the typed model: a text editor completes and explains with them."""

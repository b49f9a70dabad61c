"""Merges two versions of a YAML file by its entries, where git merges by lines. Texts in, text out."""

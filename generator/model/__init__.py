"""The fact model: typed, frozen records, and how each field of the YAML is declared."""

"""From YAML files to typed records, with a position for everything and no type guessed."""

"""Pictures: SVG made from plain values. Words come in worded, addresses made; nothing here knows pages or templates."""

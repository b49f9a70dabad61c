"""The live preview: notice what was saved, make again what it concerns, tell the browsers."""

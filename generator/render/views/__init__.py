"""What each kind of page shows: one function per kind, from the page and its lines to the template's context."""

"""The whole dossier as one PDF: which pages, put together as one document, printed by Chromium, with contents."""

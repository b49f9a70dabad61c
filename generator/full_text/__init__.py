"""The full-text index of a built site, made by Pagefind."""

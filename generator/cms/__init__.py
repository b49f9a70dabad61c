"""A form for those who want no text editor: the configuration of Decap CMS, written from the same typed model."""

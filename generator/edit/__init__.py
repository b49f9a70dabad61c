"""What changes the editors' files: canonical form, new files, new ids. Values only change where that is the purpose."""

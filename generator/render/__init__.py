"""Pages, their data twins and everything else a browser asks for. Pure: dossier in, bytes out."""

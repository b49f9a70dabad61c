"""The dossier against its sources' own texts, which stay on the editor's machine."""

"""The dossier: all records linked to each other, frozen, with everything that is computed and never typed."""

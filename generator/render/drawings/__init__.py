"""From the dossier to pictures: what is drawn, in which words, and where each mark leads."""

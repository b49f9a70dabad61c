"""Benchmarks: synthetic dossiers and their timing. Not part of the wheel."""

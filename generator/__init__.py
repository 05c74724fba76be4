"""Sauat: one generator that turns words, records and looks into one static bilingual tree."""

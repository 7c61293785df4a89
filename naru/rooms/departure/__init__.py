"""Departure: nobody leaves over something left behind, and the file is closed with a proof."""

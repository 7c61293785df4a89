"""Reception: who is expected, who arrives, first aid, rights, consent and wishes."""

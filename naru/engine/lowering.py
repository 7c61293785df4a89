"""x"""
def from_profile(book, plan): return plan

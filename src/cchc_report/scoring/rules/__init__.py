"""One module a rule. Each rule is one small pure function; `registry.py` finds whatever stands here."""

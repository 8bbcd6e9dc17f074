"""Administrative-reform (CCHC) self-assessment reports, computed from dossier-level registers."""

"""What a public edition may show: small cells, dossier codes, rows; from a complete evaluation to a public one."""

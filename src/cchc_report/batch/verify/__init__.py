"""Whether published reports come out byte for byte when they are made again (`cchc-report verify`)."""

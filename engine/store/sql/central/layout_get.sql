SELECT MAX(version) FROM layout

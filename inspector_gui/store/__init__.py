"""The archive on disk: SQLite databases, the evidence in them, the custody log, and their verification."""

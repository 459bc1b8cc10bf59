"""What comes in and goes out: registers, packages with their viewer and verifier. Plain values only: no archive."""

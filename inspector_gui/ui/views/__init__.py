"""The screens: one package per entry of the rail; no screen calls another."""

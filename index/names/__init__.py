"""What a name or a role tells by itself."""

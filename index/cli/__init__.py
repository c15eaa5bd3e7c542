"""What each command of the terminal does: parsed arguments in, results printed, exit code out."""

"""The bot as a process: started, watched and ended."""

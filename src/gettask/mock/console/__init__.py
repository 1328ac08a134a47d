"""The console under `/_mock/`: pages that show what the mock has, and buttons that change it."""

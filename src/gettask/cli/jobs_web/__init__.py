"""The pages of `gettask jobs --web`: what the job store has, read only."""

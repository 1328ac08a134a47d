"""From the specs that people write to everything in `generated/`.

Run as `python -m codegen generate | drift | lint`; nothing here is needed at run time.
"""

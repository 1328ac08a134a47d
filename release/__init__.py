"""From a commit to an internal index: `python -m release build | publish | smoke`.

packages → build → contents (checks what was built) → index (reads, uploads) → smoke (installs, tries).
"""

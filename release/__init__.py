"""From a change to a release, and from a commit to an internal index: `python -m release --help`.

fragments, steps (how far each package is from its last release) → gate, prepare (versions, changelogs) →
packages → build → contents (checks what was built) → index (compares, uploads) → smoke (installs, tries).
"""

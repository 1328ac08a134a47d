"""From a change to a release, and from a commit to an internal index: `python -m release --help`.

diff (what a change means for whom) → changes (fragments, the gate, versions, changelogs) → packages → build →
contents (checks what was built) → index (reads, uploads) → smoke (installs, tries).
"""

"""Warm kernels: a fresh process for each report, forked where everything that a report imports is already loaded.

`papermill --engine cchc-warm` and `cchc-report run` come in through `engine`; the parts, from there to the kernel:
`manager` (what nbclient talks to) → `provisioner` (what jupyter_client asks for a process) → `launch` (the owner's side
of the server) → `server` (a process of its own) → the standard library's forkserver with `preload` → `kernel_process`.
"""

ENGINE_NAME = "cchc-warm"
"""The papermill engine, as `pyproject.toml` registers it."""

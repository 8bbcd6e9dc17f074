"""Reports made by workers of a dask cluster that share no disk with us (extra `[cluster]`).

`connection` finds the scheduler and lets no worker work whose reports could have other bytes (`environment`);
`executor` is the `concurrent.futures.Executor` of the batch: it gives each worker one report at a time, and leaves to
dask what becomes of a worker's report when the worker is lost; `contents` brings the files to the workers, each once;
`errand` is what runs there. The scheduler loads `errand` too, so that module loads nothing heavy.
"""

"""What can be wrong with a cluster, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cchc_report.errors import (
    ClusterError,
    MissingToolError,
    NotebookError,
    Place,
    Problem,
    Text,
    shortened,
    system_reason,
)

_MOST_NAMED = 4
_START_IT = Text(
    vi='kiểm tra địa chỉ và tường lửa; khởi động bằng "dask scheduler", và trên mỗi máy: '
    '"dask worker tcp://MÁY:8786 --nworkers SỐ_LÕI --nthreads 1" (docs/commands.md)',
    en='check the address and the firewall; start it with "dask scheduler", and on every machine: '
    '"dask worker tcp://HOST:8786 --nworkers CORES --nthreads 1" (docs/commands.md)',
)
_SAME_EVERYWHERE = Text(
    vi="cài cùng một phiên bản của cchc-report, Python, thư viện và phông chữ trên mọi máy "
    "(pip install --require-hashes -r requirements.lock), rồi khởi động lại các máy thợ",
    en="install the same versions of cchc-report, Python, libraries and fonts on every machine "
    "(pip install --require-hashes -r requirements.lock), then start the workers again",
)


def not_installed() -> MissingToolError:
    """Return the error for a machine without dask."""
    return MissingToolError(
        Problem(
            "cluster.not-installed",
            Text(vi='máy này chưa có gói "distributed"', en='this machine lacks the package "distributed"'),
            Text(
                vi='cài bằng: pip install "cchc-report[cluster]"', en='install it: pip install "cchc-report[cluster]"'
            ),
        )
    )


def not_reached(address: str, seconds: float) -> ClusterError:
    """Return the error for a scheduler that did not answer."""
    return ClusterError(
        Problem(
            "cluster.not-reached",
            Text(
                vi=f"không có bộ điều phối dask nào trả lời trong {seconds:.0f} giây",
                en=f"no dask scheduler answered within {seconds:.0f} seconds",
            ),
            _START_IT,
            Place(file=shortened(address)),
        )
    )


def scheduler_without_package(address: str) -> ClusterError:
    """Return the error for a scheduler whose Python lacks this package."""
    return ClusterError(
        Problem(
            "cluster.scheduler-without-package",
            Text(
                vi='bộ điều phối dask không có gói "cchc-report" cùng phiên bản',
                en='the dask scheduler lacks the package "cchc-report" of this version',
            ),
            Text(
                vi='chạy "dask scheduler" trong môi trường đã cài cchc-report[cluster] như máy này',
                en='run "dask scheduler" in an environment with cchc-report[cluster] as on this machine',
            ),
            Place(file=address),
        )
    )


def no_workers(address: str) -> ClusterError:
    """Return the error for a scheduler without workers."""
    return ClusterError(
        Problem(
            "cluster.no-workers",
            Text(vi="bộ điều phối dask chưa có máy thợ nào", en="the dask scheduler has no workers"),
            _START_IT,
            Place(file=address),
        )
    )


def unlike_workers(found: Mapping[str, list[str] | Exception]) -> ClusterError:
    """Return the error for workers that would give reports other bytes.

    Args:
        found: By the worker's address: what differs, or what it raised when it was asked.
    """
    return ClusterError(_unlike(address, reason) for address, reason in sorted(found.items()))


def _unlike(address: str, reason: list[str] | Exception) -> Problem:
    if isinstance(reason, Exception):
        said = shortened(reason)
        what = Text(
            vi=f"máy thợ không có cchc-report cùng phiên bản, hoặc thiếu thư viện ({said})",
            en=f"the worker lacks cchc-report of this version, or a library ({said})",
        )
    else:
        shown = "; ".join(reason[:_MOST_NAMED]) + (f" (+{len(reason) - _MOST_NAMED})" if reason[_MOST_NAMED:] else "")
        what = Text(vi=f"máy thợ khác máy này: {shown}", en=f"the worker is unlike this machine: {shown}")
    return Problem("cluster.unlike-worker", what, _SAME_EVERYWHERE, Place(file=address))


def no_room_on_worker(address: str, error: OSError) -> ClusterError:
    """Return the error for a worker that cannot write the files of a report."""
    reason = system_reason(error)
    return ClusterError(
        Problem(
            "cluster.no-room",
            Text(
                vi=f"máy thợ không ghi được tệp tạm: {reason.vi}",
                en=f"the worker cannot write its temporary files: {reason.en}",
            ),
            Text(
                vi="giải phóng đĩa của máy đó, hoặc chọn thư mục khác bằng dask worker --local-directory",
                en="free some space on that machine, or choose another folder with dask worker --local-directory",
            ),
            Place(file=address),
        )
    )


def workers_died(times: int) -> NotebookError:
    """Return the error for a report during which one worker after the other ended."""
    return NotebookError(
        Problem(
            "batch.worker-died",
            Text(
                vi=f"máy thợ đã dừng đột ngột trong lúc lập báo cáo này, {times} lần liền",
                en=f"the worker ended while it made this report, {times} times in a row",
            ),
            Text(
                vi="xem nhật ký và bộ nhớ của các máy thợ rồi chạy lại",
                en="look at the logs and the memory of the workers, then run again",
            ),
        )
    )


def connection_lost(address: str) -> ClusterError:
    """Return the error for a scheduler that went away during the batch."""
    return ClusterError(
        Problem(
            "cluster.connection-lost",
            Text(vi="mất kết nối với bộ điều phối dask", en="the connection to the dask scheduler was lost"),
            Text(
                vi="kiểm tra bộ điều phối và mạng rồi chạy lại: chỉ những báo cáo còn thiếu được lập",
                en="look at the scheduler and the network, then run again: only what is missing will be made",
            ),
            Place(file=address),
        )
    )


def no_workers_left(address: str, seconds: float) -> ClusterError:
    """Return the error for a batch whose workers all went away and did not come back."""
    return ClusterError(
        Problem(
            "cluster.no-workers-left",
            Text(
                vi=f"không còn máy thợ nào dùng được trong {seconds:.0f} giây",
                en=f"there was no usable worker for {seconds:.0f} seconds",
            ),
            Text(
                vi="khởi động lại các máy thợ rồi chạy lại: chỉ những báo cáo còn thiếu được lập",
                en="start the workers again, then run again: only what is missing will be made",
            ),
            Place(file=address),
        )
    )


def cannot_be_sent(paths: Iterable[tuple[str, OSError]]) -> ClusterError:
    """Return the error for files of a report that cannot be read here, to be sent."""
    return ClusterError(
        Problem(
            "cluster.not-readable",
            Text(
                vi=f"không đọc được tệp để gửi đi: {system_reason(error).vi}",
                en=f"the file cannot be read to be sent: {system_reason(error).en}",
            ),
            Text(vi="Kiểm tra quyền đọc của tệp.", en="Check that the file may be read."),
            Place(file=path),
        )
        for path, error in paths
    )

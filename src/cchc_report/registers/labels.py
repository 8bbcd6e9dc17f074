"""The fixed vocabularies of the registers: canonical name to the Vietnamese label that we write.

Feeds spell these labels in many ways; the spellings that we can read are data (`sources/data/labels.yaml`, which a
project extends in `params/labels.yaml`). Vendors also number statuses differently: always map by label.
"""

from __future__ import annotations

from collections.abc import Mapping

STATUSES: Mapping[str, str] = {
    "registered": "Mới đăng ký",
    "received": "Được tiếp nhận",
    "not_accepted": "Không được tiếp nhận",
    "processing": "Đang xử lý",
    "supplement_requested": "Yêu cầu bổ sung giấy tờ",
    "payment_requested": "Yêu cầu thực hiện nghĩa vụ tài chính",
    "withdrawn": "Công dân yêu cầu rút hồ sơ",
    "stopped": "Dừng xử lý",
    "processed": "Đã xử lý xong",
    "result_returned": "Đã trả kết quả",
}
"""National list of dossier statuses, in its order. `stopped` is a dossier returned to its sender as not qualified."""

CHANNELS: Mapping[str, str] = {"direct": "Trực tiếp", "online": "Trực tuyến", "postal": "Bưu chính công ích"}

LEVELS: Mapping[str, str] = {"province": "Cấp tỉnh", "district": "Cấp huyện", "commune": "Cấp xã"}

PROCEDURE_KINDS: Mapping[str, str] = {"settled": "Phải giải quyết", "one_way": "Một chiều"}
"""`one_way`: received and filed only, with neither time limit nor result; never part of the core population."""

ONLINE_LEVELS: Mapping[str, str] = {
    "full": "Toàn trình",
    "partial": "Một phần",
    "information": "Cung cấp thông tin trực tuyến",
    "level_2": "Mức độ 2",
    "level_3": "Mức độ 3",
    "level_4": "Mức độ 4",
}

LATE_CAUSES: Mapping[str, str] = {
    "system_entry": "Lỗi thao tác trên Hệ thống",
    "one_way_procedure": "Thủ tục một chiều",
    "data_sync": "Lỗi đồng bộ dữ liệu",
    "late_in_fact": "Trễ hạn thực tế",
    "other": "Nguyên nhân khác",
}

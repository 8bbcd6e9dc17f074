"""The registers of a department-year: one schema each. The guide's tables of columns are written from here."""

from __future__ import annotations

from cchc_report.registers.labels import CHANNELS, LATE_CAUSES, LEVELS, ONLINE_LEVELS, PROCEDURE_KINDS, STATUSES
from cchc_report.registers.schema import Column, Kind, Publication, RegisterSchema

CLEARED = Column(
    "cleared",
    "Được công khai",
    Kind.YES_NO,
    "“Có” khi đã rà soát các câu chữ của dòng: không nêu cá nhân, được in trong bản công khai; để trống là chưa",
)
"""Whether the typed sentences of a row may stand in a public edition: blank is no."""

DOSSIERS = RegisterSchema(
    name="dossiers",
    title="Hồ sơ",
    sheet=None,
    key=("code",),
    either=("procedure_code", "procedure_name"),
    columns=(
        Column(
            "code",
            "Mã hồ sơ",
            Kind.CODE,
            "Mã do Hệ thống một cửa cấp: {cơ quan}-{yyMMdd}-{số thứ tự}",
            required=True,
            filled=True,
            publication=Publication.CASE,
        ),
        Column(
            "procedure_code", "Mã TTHC", Kind.CODE, "Mã thủ tục trong danh mục; nếu thiếu, đối chiếu theo tên thủ tục"
        ),
        Column("procedure_name", "Tên thủ tục hành chính", Kind.TEXT, "Tên thủ tục như Hệ thống ghi"),
        Column(
            "status",
            "Trạng thái",
            Kind.LABEL,
            "Trạng thái hồ sơ theo danh mục quốc gia",
            required=True,
            filled=True,
            labels=STATUSES,
        ),
        Column(
            "channel",
            "Kênh thực hiện",
            Kind.LABEL,
            "Kênh tiếp nhận; thiếu cột này thì không tính được tỷ lệ trực tuyến",
            labels=CHANNELS,
        ),
        Column("submitted_at", "Ngày nộp hồ sơ", Kind.TIMESTAMP, "Thời điểm người nộp gửi hồ sơ"),
        Column(
            "received_at",
            "Ngày tiếp nhận",
            Kind.TIMESTAMP,
            "Thời điểm cơ quan tiếp nhận; để trống nếu chưa tiếp nhận",
            required=True,
        ),
        Column("due_at", "Ngày hẹn trả", Kind.TIMESTAMP, "Ngày hẹn trả kết quả trên Hệ thống", required=True),
        Column(
            "finished_at", "Ngày kết thúc xử lý", Kind.TIMESTAMP, "Ngày kết thúc xử lý trên Hệ thống", required=True
        ),
        Column("result_returned_at", "Ngày trả", Kind.TIMESTAMP, "Ngày trả kết quả cho người nộp"),
        Column(
            "supplement_days",
            "Số ngày chờ bổ sung",
            Kind.COUNT,
            "Thời gian chờ người nộp bổ sung",
            unit="ngày làm việc",
        ),
        Column("receiving_agency", "Đơn vị tiếp nhận", Kind.TEXT, "Cơ quan tiếp nhận hồ sơ"),
        Column("submitter", "Người nộp", Kind.TEXT, "Người nộp hồ sơ", publication=Publication.NEVER),
        Column("owner", "Chủ hồ sơ", Kind.TEXT, "Tổ chức, cá nhân đứng tên hồ sơ", publication=Publication.NEVER),
        Column("address", "Địa chỉ", Kind.TEXT, "Địa chỉ của chủ hồ sơ", publication=Publication.NEVER),
        Column("phone", "Số điện thoại", Kind.CODE, "Số điện thoại liên hệ", publication=Publication.NEVER),
        Column(
            "identity_number",
            "Số định danh",
            Kind.CODE,
            "Số CMND, CCCD hoặc số định danh",
            publication=Publication.NEVER,
        ),
    ),
)

PROCEDURES = RegisterSchema(
    name="procedures",
    title="Danh mục thủ tục hành chính",
    sheet="TTHC",
    key=("code",),
    columns=(
        Column("code", "Mã TTHC", Kind.CODE, "Mã thủ tục", required=True, filled=True),
        Column("name", "Tên TTHC", Kind.TEXT, "Tên thủ tục", required=True, filled=True),
        Column("field", "Lĩnh vực", Kind.TEXT, "Lĩnh vực, dùng làm dòng của biểu II.06a", required=True, filled=True),
        Column("level", "Cấp", Kind.LABEL, "Cấp giải quyết", required=True, filled=True, labels=LEVELS),
        Column(
            "kind",
            "Loại",
            Kind.LABEL,
            "Phải giải quyết, hay một chiều (chỉ tiếp nhận và lưu)",
            required=True,
            filled=True,
            labels=PROCEDURE_KINDS,
        ),
        Column(
            "online_level",
            "Mức độ trực tuyến",
            Kind.LABEL,
            "Mức độ cung cấp dịch vụ công trực tuyến",
            labels=ONLINE_LEVELS,
        ),
        Column(
            "disclosed_at_centre",
            "Công khai tại Trung tâm",
            Kind.YES_NO,
            "Đã niêm yết tại Trung tâm Phục vụ hành chính công; để trống nếu không thuộc diện",
            required=True,
        ),
        Column(
            "disclosed_on_site",
            "Công khai trên Trang TTĐT",
            Kind.YES_NO,
            "Đã đăng trên Trang thông tin điện tử của cơ quan",
            required=True,
        ),
        Column(
            "internal_process_approved",
            "Quy trình nội bộ",
            Kind.YES_NO,
            "Đã có quy trình nội bộ được phê duyệt",
            required=True,
        ),
        Column("new_in_year", "TTHC mới trong năm", Kind.YES_NO, "Thủ tục mới được đưa ra tiếp nhận trong năm báo cáo"),
    ),
)

DECISIONS = RegisterSchema(
    name="decisions",
    title="Quyết định công bố TTHC",
    sheet="Quyết định công bố",
    key=("number", "promulgated_on"),
    columns=(
        Column("number", "Số, ký hiệu", Kind.CODE, "Số, ký hiệu quyết định", required=True, filled=True),
        Column("promulgated_on", "Ngày ban hành", Kind.DATE, "Ngày ban hành", required=True, filled=True),
        Column(
            "national_database_on",
            "Ngày đăng CSDL quốc gia",
            Kind.DATE,
            "Ngày Bộ đăng quyết định của Bộ trên Cơ sở dữ liệu quốc gia về TTHC",
        ),
        Column("summary", "Trích yếu", Kind.TEXT, "Trích yếu nội dung", required=True, filled=True),
        Column(
            "late_reason",
            "Lý do công bố muộn",
            Kind.TEXT,
            "Ghi khi công bố muộn; để trống nếu đúng hạn",
            publication=Publication.CLEARED,
        ),
        CLEARED,
    ),
)

REVIEWS = RegisterSchema(
    name="reviews",
    title="Rà soát, đánh giá TTHC",
    sheet="Rà soát",
    key=("plan_number",),
    columns=(
        Column(
            "plan_number", "Số kế hoạch", Kind.CODE, "Số, ký hiệu văn bản ban hành kế hoạch", required=True, filled=True
        ),
        Column("plan_date", "Ngày kế hoạch", Kind.DATE, "Ngày ban hành kế hoạch", required=True, filled=True),
        Column("plan_issuer", "Cơ quan ban hành kế hoạch", Kind.TEXT, "Cơ quan ban hành kế hoạch"),
        Column("plan_title", "Tên kế hoạch", Kind.TEXT, "Tên kế hoạch"),
        Column(
            "planned",
            "Số TTHC theo kế hoạch",
            Kind.COUNT,
            "Số thủ tục phải rà soát",
            required=True,
            filled=True,
            unit="TTHC",
        ),
        Column(
            "reviewed",
            "Số TTHC đã rà soát",
            Kind.COUNT,
            "Số thủ tục đã rà soát, đánh giá",
            required=True,
            filled=True,
            unit="TTHC",
        ),
        Column("report_number", "Số báo cáo", Kind.CODE, "Số, ký hiệu báo cáo kết quả"),
        Column("report_date", "Ngày báo cáo", Kind.DATE, "Ngày báo cáo kết quả"),
        Column(
            "problems_found",
            "Số vấn đề phát hiện",
            Kind.COUNT,
            "Số vấn đề phát hiện qua rà soát",
            required=True,
            filled=True,
            unit="vấn đề",
        ),
        Column(
            "problems",
            "Nội dung vấn đề",
            Kind.TEXT,
            "Vấn đề phát hiện và cách xử lý",
            publication=Publication.CLEARED,
        ),
        CLEARED,
    ),
)

PETITIONS = RegisterSchema(
    name="petitions",
    title="Phản ánh, kiến nghị",
    sheet="PAKN",
    key=("id",),
    columns=(
        Column(
            "id",
            "Mã PAKN",
            Kind.CODE,
            "Mã phản ánh, kiến nghị",
            required=True,
            filled=True,
            publication=Publication.CASE,
        ),
        Column("received_on", "Ngày tiếp nhận", Kind.DATE, "Ngày tiếp nhận", required=True, filled=True),
        Column("sender", "Người phản ánh", Kind.TEXT, "Người phản ánh, kiến nghị", publication=Publication.NEVER),
        Column("summary", "Nội dung", Kind.TEXT, "Nội dung tóm tắt", required=True, publication=Publication.CLEARED),
        Column("resolved_on", "Ngày xử lý xong", Kind.DATE, "Ngày xử lý xong; để trống nếu chưa xong", required=True),
        Column("report_number", "Văn bản báo cáo", Kind.CODE, "Số, ký hiệu văn bản báo cáo kết quả"),
    ),
)

EXPLANATIONS = RegisterSchema(
    name="explanations",
    title="Giải trình hồ sơ trễ hạn",
    sheet="Giải trình",
    key=("dossier_code",),
    columns=(
        Column(
            "dossier_code",
            "Mã hồ sơ",
            Kind.CODE,
            "Hồ sơ trễ hạn trên Hệ thống",
            required=True,
            filled=True,
            publication=Publication.CASE,
        ),
        Column("cause", "Nguyên nhân", Kind.LABEL, "Nguyên nhân trễ", required=True, filled=True, labels=LATE_CAUSES),
        Column("ended_in_fact_on", "Ngày trả thực tế", Kind.DATE, "Ngày kết thúc trên thực tế", required=True),
        Column(
            "proof",
            "Tài liệu chứng minh",
            Kind.CODE,
            "Mã tài liệu trong trang tính Tài liệu kiểm chứng, cách nhau bằng dấu chấm phẩy hoặc dấu phẩy",
            required=True,
        ),
        Column(
            "narrative",
            "Nội dung giải trình",
            Kind.TEXT,
            "Diễn giải sự việc",
            required=True,
            publication=Publication.CLEARED,
        ),
        Column("apology_number", "Số thư xin lỗi", Kind.CODE, "Số, ký hiệu thư xin lỗi"),
        Column("apology_date", "Ngày thư xin lỗi", Kind.DATE, "Ngày thư xin lỗi"),
        Column(
            "no_apology_reason",
            "Lý do không xin lỗi",
            Kind.TEXT,
            "Vì sao không phải xin lỗi",
            publication=Publication.CLEARED,
        ),
        CLEARED,
    ),
)

EVIDENCE = RegisterSchema(
    name="evidence",
    title="Tài liệu kiểm chứng",
    sheet="Tài liệu kiểm chứng",
    key=("id",),
    columns=(
        Column("id", "Mã tài liệu", Kind.CODE, "Mã tài liệu trong báo cáo, như TL-01", required=True, filled=True),
        Column("number", "Số, ký hiệu", Kind.CODE, "Số, ký hiệu văn bản; để trống nếu là sổ sách"),
        Column("dated", "Ngày", Kind.DATE, "Ngày của văn bản", required=True, filled=True),
        Column("issuer", "Cơ quan ban hành", Kind.TEXT, "Cơ quan ban hành"),
        Column(
            "title",
            "Tên tài liệu",
            Kind.TEXT,
            "Tên loại và trích yếu",
            required=True,
            filled=True,
            publication=Publication.CLEARED,
        ),
        Column(
            "location",
            "Mục, trang",
            Kind.TEXT,
            "Mục, trang chứa nội dung kiểm chứng",
            publication=Publication.CLEARED,
        ),
        Column(
            "supports",
            "Nội dung kiểm chứng",
            Kind.TEXT,
            "Nội dung được kiểm chứng",
            publication=Publication.CLEARED,
        ),
        Column(
            "criteria",
            "Tiêu chí",
            Kind.CODE,
            "Mã tiêu chí được kiểm chứng, cách nhau bằng dấu chấm phẩy hoặc dấu phẩy; "
            "mã của nhóm áp dụng cho mọi tiêu chí bên dưới",
        ),
        CLEARED,
    ),
)

SCORES = RegisterSchema(
    name="scores",
    title="Điểm tự chấm",
    sheet="Điểm tự chấm",
    key=("criterion",),
    optional=True,
    columns=(
        Column("criterion", "Mã tiêu chí", Kind.CODE, "Mã tiêu chí chấm tay (manual)", required=True, filled=True),
        Column("points", "Điểm", Kind.POINTS, "Điểm tự chấm, không quá điểm tối đa", required=True, unit="điểm"),
        Column("reason", "Lý do", Kind.TEXT, "Vì sao chấm số điểm này", required=True, publication=Publication.CLEARED),
        Column(
            "evidence",
            "Tài liệu kiểm chứng",
            Kind.CODE,
            "Mã tài liệu trong trang tính Tài liệu kiểm chứng, cách nhau bằng dấu chấm phẩy hoặc dấu phẩy",
        ),
        CLEARED,
    ),
)

SCHEMAS: tuple[RegisterSchema, ...] = (
    DOSSIERS,
    PROCEDURES,
    DECISIONS,
    REVIEWS,
    PETITIONS,
    EXPLANATIONS,
    EVIDENCE,
    SCORES,
)
"""Every register, the dossier export first."""

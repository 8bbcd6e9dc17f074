"""What the published article states about 2020, and the few synthetic details that its registers need beside it.

Source: Sở Công Thương Hải Dương, "Sở Công Thương tự đánh giá chấm điểm cải cách thủ tục hành chính năm 2020",
18/12/2020. Comments mark what is synthetic; everything else in this file is stated there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

AGENCY = "000.00.02.H23"
PERIOD_START = date(2020, 1, 1)
PERIOD_END = date(2020, 12, 7)

RECEIVED = 590
CARRIED_OVER = 34
SETTLED = 581
PENDING = 33
RETURNED = 10
NOTICES = 5544
NOTICES_ONLINE = 4576


@dataclass(frozen=True, slots=True)
class KnownDossier:
    """A dossier that the article names.

    Attributes:
        received: Day of reception, which is also the day in its code.
        sequence: Last part of its code.
        due: Due day on the system.
        ended: Day of its end on the system; synthetic, the article says only that it was late.
    """

    received: date
    sequence: int
    due: date
    ended: date

    @property
    def code(self) -> str:
        """The dossier's code."""
        return dossier_code(self.received, self.sequence)


def dossier_code(day: date, sequence: int) -> str:
    """Return the code that the system gives to the dossier with this number on this day."""
    return f"{AGENCY}-{day:%y%m%d}-{sequence:04d}"


LATE_REGISTRATION = KnownDossier(date(2020, 9, 22), 5, due=date(2020, 10, 1), ended=date(2020, 10, 6))
LATE_REGISTRATION_OWNER = "Công ty TNHH Siberian Health quốc tế"
# The due days of the two notices are synthetic as well.
LATE_NOTICES = (
    KnownDossier(date(2020, 11, 25), 32, due=date(2020, 11, 30), ended=date(2020, 12, 2)),
    KnownDossier(date(2020, 11, 26), 29, due=date(2020, 12, 1), ended=date(2020, 12, 3)),
)

CHAIRMAN = "Chủ tịch UBND tỉnh Hải Dương"
LATE_ON_DATABASE = (
    "do Bộ Công Thương chậm đăng tải quyết định công bố TTHC trên Cơ sở dữ liệu quốc gia về TTHC; ngay sau khi quyết "
    "định được cập nhật, Sở đã khẩn trương rà soát, thống kê, trình Chủ tịch UBND tỉnh công bố, công khai."
)
# Numbers and dates are published. The day on the national database, which fields a decision is about, and which two of
# the four were late, are synthetic; the reason is the article's.
DECISIONS: Sequence[Mapping[str, object]] = (
    {
        "number": "1016/QĐ-UBND",
        "promulgated_on": date(2020, 4, 23),
        "national_database_on": date(2020, 4, 14),
        "summary": "Công bố danh mục TTHC sửa đổi, bổ sung và phê duyệt quy trình nội bộ giải quyết TTHC lĩnh vực "
        "lưu thông hàng hóa trong nước",
        "cleared": True,
    },
    {
        "number": "1359/QĐ-UBND",
        "promulgated_on": date(2020, 5, 27),
        "national_database_on": date(2020, 5, 18),
        "summary": "Công bố danh mục TTHC sửa đổi, bổ sung và phê duyệt quy trình nội bộ giải quyết TTHC lĩnh vực "
        "an toàn thực phẩm",
        "late_reason": LATE_ON_DATABASE,
        "cleared": True,
    },
    {
        "number": "2533/QĐ-UBND",
        "promulgated_on": date(2020, 8, 26),
        "national_database_on": date(2020, 8, 18),
        "summary": "Công bố danh mục TTHC bị bãi bỏ và bãi bỏ quy trình nội bộ giải quyết TTHC lĩnh vực hóa chất",
        "cleared": True,
    },
    {
        "number": "3227/QĐ-UBND",
        "promulgated_on": date(2020, 10, 23),
        "national_database_on": date(2020, 10, 14),
        "summary": "Công bố danh mục TTHC sửa đổi, bổ sung và phê duyệt quy trình nội bộ giải quyết TTHC lĩnh vực "
        "kinh doanh khí",
        "late_reason": LATE_ON_DATABASE,
        "cleared": True,
    },
)

REVIEWS: Sequence[Mapping[str, object]] = (
    {
        "plan_number": "325/QĐ-UBND",
        "plan_date": date(2020, 2, 3),
        "plan_issuer": "UBND tỉnh Hải Dương",
        "plan_title": "Kế hoạch kiểm soát thủ tục hành chính và thực hiện cơ chế một cửa, một cửa liên thông trên địa "
        "bàn tỉnh Hải Dương năm 2020",
        "planned": 10,
        "reviewed": 10,
        "report_number": "1450/BC-SCT",
        "report_date": date(2020, 8, 14),
        "problems_found": 0,
        "cleared": True,
    },
)

# One petition, resolved and reported: published. Days, sender and wording are synthetic.
PETITIONS: Sequence[Mapping[str, object]] = (
    {
        "id": "PAKN-2020-01",
        "received_on": date(2020, 7, 14),
        "sender": "Nguyễn Văn Mẫu (tên giả định)",
        "summary": "Phản ánh về việc giải quyết TTHC thuộc thẩm quyền của Sở",
        "resolved_on": date(2020, 7, 22),
    },
)

NOT_LATE_IN_FACT = "Trên thực tế không trả kết quả trễ hạn nên không phải xin lỗi tổ chức, cá nhân"
ONE_WAY_NARRATIVE = (
    "Cán bộ của Sở tiếp nhận thông báo chương trình khuyến mại qua đường bưu điện và cập nhật vào Hệ thống; do lỗi "
    "thao tác, cán bộ tiếp nhận của Văn phòng Sở kết thúc chậm trên Hệ thống. Đây là TTHC một chiều, Sở chỉ tiếp nhận "
    "để lưu và theo dõi, không phải giải quyết và trả kết quả."
)
# Which texts are cleared for a public edition is synthetic. The first explanation is not: it names a procedure of which
# one dossier was late, and the number of late dossiers of one field is too small to be shown.
EXPLANATIONS: Sequence[Mapping[str, object]] = (
    {
        "dossier_code": LATE_REGISTRATION.code,
        "cause": "system_entry",
        "ended_in_fact_on": date(2020, 9, 30),
        "proof": "TL-08; TL-09",
        "narrative": "Sở tiếp nhận hồ sơ qua Trung tâm Phục vụ hành chính công, hẹn trả kết quả ngày 01/10/2020. Ngày "
        "30/9/2020, Sở ban hành văn bản số 1691/XN-SCT xác nhận đăng ký hoạt động bán hàng đa cấp và gửi qua bưu điện "
        "tới Trung tâm để trả cho doanh nghiệp; nhân viên bưu chính ký nhận trong sổ bàn giao hồ sơ cùng ngày. Kết quả "
        "được trả sớm 01 ngày; do lỗi kỹ thuật trong thao tác, công chức phòng chuyên môn kết thúc hồ sơ chậm trên "
        "Hệ thống.",
        "no_apology_reason": NOT_LATE_IN_FACT,
    },
    *(
        {
            "dossier_code": notice.code,
            "cause": "one_way_procedure",
            "narrative": ONE_WAY_NARRATIVE,
            "no_apology_reason": NOT_LATE_IN_FACT,
            "cleared": True,
        }
        for notice in LATE_NOTICES
    ),
)

PROMULGATES = "Công bố, công khai thủ tục hành chính"
# Codes of the illustrative criteria set: its group on promulgation, and the approved internal processes.
PROVED_BY_DECISIONS = "1.2; 1.3.4; 1.3.5"
EVIDENCE: Sequence[Mapping[str, object]] = (
    {
        "id": "TL-01",
        "number": "3069/QĐ-UBND",
        "dated": date(2020, 10, 9),
        "issuer": CHAIRMAN,
        "title": "Quyết định về ban hành Quy định đánh giá, xác định chỉ số cải cách hành chính",
        "supports": "Căn cứ tự đánh giá",
        "cleared": True,
    },
    {
        "id": "TL-02",
        "number": "325/QĐ-UBND",
        "dated": date(2020, 2, 3),
        "issuer": "UBND tỉnh Hải Dương",
        "title": "Quyết định ban hành Kế hoạch kiểm soát thủ tục hành chính và thực hiện cơ chế một cửa, một cửa liên "
        "thông trên địa bàn tỉnh Hải Dương năm 2020",
        "supports": "Kế hoạch rà soát, đánh giá thủ tục hành chính",
        "criteria": "1.1.1",
        "cleared": True,
    },
    {
        "id": "TL-03",
        "number": "1450/BC-SCT",
        "dated": date(2020, 8, 14),
        "issuer": "Sở Công Thương",
        "title": "Báo cáo kết quả rà soát, đánh giá thủ tục hành chính",
        "supports": "Hoàn thành kế hoạch rà soát",
        "criteria": "1.1.1; 1.1.2",
        "cleared": True,
    },
    *(
        {
            "id": f"TL-{position:02d}",
            "number": decision["number"],
            "dated": decision["promulgated_on"],
            "issuer": CHAIRMAN,
            "title": f"Quyết định {str(decision['summary'])[:1].lower()}{str(decision['summary'])[1:]}",
            "supports": PROMULGATES,
            "criteria": PROVED_BY_DECISIONS,
            "cleared": True,
        }
        for position, decision in enumerate(DECISIONS, start=4)
    ),
    {
        "id": "TL-08",
        "number": "1691/XN-SCT",
        "dated": date(2020, 9, 30),
        "issuer": "Sở Công Thương",
        "title": f"Văn bản xác nhận đăng ký hoạt động bán hàng đa cấp cho {LATE_REGISTRATION_OWNER}",
        "supports": f"Hồ sơ {LATE_REGISTRATION.code} có kết quả trước ngày hẹn trả",
        "criteria": "1.4.1; 1.4.2",
    },
    {
        "id": "TL-09",
        "dated": date(2020, 9, 30),
        "issuer": "Văn phòng Sở Công Thương",
        "title": "Sổ bàn giao hồ sơ giữa Văn phòng Sở và nhân viên bưu chính",
        "location": "Dòng ký nhận ngày 30/9/2020",
        "supports": f"Hồ sơ {LATE_REGISTRATION.code}: kết quả được gửi đi trước ngày hẹn trả",
        "criteria": "1.4.1; 1.4.2",
        "cleared": True,
    },
    # Synthetic: the article names no document for what follows. Records of the department have no number.
    {
        "id": "TL-10",
        "dated": date(2020, 11, 30),
        "issuer": "Văn phòng Sở Công Thương",
        "title": "Biên bản kiểm tra việc niêm yết tại Trung tâm Phục vụ hành chính công (giả lập)",
        "location": "Toàn văn biên bản",
        "supports": "124/124 TTHC cấp tỉnh được niêm yết",
        "criteria": "1.3.1",
        "cleared": True,
    },
    {
        "id": "TL-11",
        "dated": date(2020, 11, 30),
        "issuer": "Sở Công Thương",
        "title": "Danh mục TTHC trên Trang thông tin điện tử của Sở, bản in kèm đường dẫn (giả lập)",
        "location": "Toàn bộ danh mục",
        "supports": "124 TTHC cấp tỉnh và 13 TTHC cấp huyện được công khai",
        "criteria": "1.3.2; 1.3.3",
        "cleared": True,
    },
    {
        "id": "TL-12",
        "dated": date(2020, 12, 7),
        "issuer": "Sở Công Thương",
        "title": "Bảng kết xuất kết quả giải quyết TTHC từ Hệ thống một cửa điện tử (giả lập)",
        "location": "Toàn bộ bảng",
        "supports": "Số hồ sơ tiếp nhận, giải quyết; hồ sơ trực tuyến",
        "criteria": "1.4; 1.5",
        "cleared": True,
    },
    {
        "id": "TL-13",
        "dated": date(2020, 7, 22),
        "issuer": "Sở Công Thương",
        "title": "Sổ theo dõi tiếp nhận, xử lý phản ánh, kiến nghị (giả lập)",
        "location": "Dòng PAKN-2020-01",
        "supports": "01 phản ánh, kiến nghị đã xử lý và báo cáo",
        "criteria": "1.6",
        "cleared": True,
    },
    {
        "id": "TL-14",
        "dated": date(2020, 12, 7),
        "issuer": "Văn phòng Sở Công Thương",
        "title": "Sổ theo dõi các báo cáo định kỳ về kiểm soát TTHC năm 2020 (giả lập)",
        "location": "Các dòng năm 2020",
        "supports": "Báo cáo đủ và đúng thời hạn",
        "criteria": "1.7",
        "cleared": True,
    },
)

# Points that only a person can give, for the illustrative criteria set: synthetic, like the set itself.
SCORES: Sequence[Mapping[str, object]] = (
    {
        "criterion": "1.2.3",
        "points": Decimal("4.5"),
        "reason": "Ngay sau khi quyết định của Bộ được cập nhật, Sở đã rà soát, trình công bố và công khai; trừ 0,5 "
        "điểm vì có 02 quyết định công bố muộn",
        "evidence": "TL-05; TL-07",
        "cleared": True,
    },
    {
        "criterion": "1.7",
        "points": Decimal(5),
        "reason": "Báo cáo đủ các kỳ, đúng thời hạn và đúng mẫu",
        "evidence": "TL-14",
        "cleared": True,
    },
)

"""What the departments of the synthetic province do: names of fields and procedures as real catalogues have them.

Which procedures there are, their time limits, online levels and demand are made up.
"""

from __future__ import annotations

from dataclasses import dataclass

from cchc_report.samples.procedures import Fields, Group

GRANT = ("Cấp", "Cấp lại", "Cấp điều chỉnh")
RENEW = ("Cấp", "Cấp lại", "Gia hạn")
TWICE = ("Cấp", "Cấp lại")
APPROVE = ("Phê duyệt", "Phê duyệt điều chỉnh")
APPRAISE = ("Thẩm định", "Thẩm định điều chỉnh")
REGISTER = ("Đăng ký", "Thay đổi nội dung đăng ký")
ITSELF = ("",)
FIT = "Giấy chứng nhận đủ điều kiện"


@dataclass(frozen=True, slots=True)
class Profile:
    """A department with what it does.

    Attributes:
        id: Its id.
        name: Its name.
        abbreviation: In the symbols of its documents.
        kind: Name of its kind.
        province: Fields with the procedures that it settles.
        district: Fields with the procedures that districts settle under its guidance.
    """

    id: str
    name: str
    abbreviation: str
    kind: str
    province: Fields
    district: Fields


def _notice(thing: str, demand: float = 30) -> Group:
    """Return a one-way procedure: what is received and filed only."""
    return Group(ITSELF, f"Thông báo {thing}", 3, 4, demand, one_way=True)


PROFILES: tuple[Profile, ...] = (
    Profile(
        "sct",
        "Sở Công Thương",
        "SCT",
        "ordinary",
        {
            "Xúc tiến thương mại": (
                _notice("hoạt động khuyến mại"),
                Group(REGISTER, "tổ chức hội chợ, triển lãm thương mại", 7, 3, 12),
            ),
            "Lưu thông hàng hóa trong nước": (
                Group(GRANT, "Giấy phép bán buôn rượu trên địa bàn tỉnh", 15, 3, 26),
                Group(GRANT, f"{FIT} bán lẻ xăng dầu đối với cửa hàng", 20, 3, 52),
            ),
            "Hóa chất": (Group(GRANT, f"{FIT} kinh doanh hóa chất có điều kiện", 12, 3, 22),),
            "An toàn thực phẩm": (Group(TWICE, f"{FIT} an toàn thực phẩm đối với cơ sở sản xuất", 10, 4, 30),),
        },
        {"Lưu thông hàng hóa trong nước": (Group(GRANT, "Giấy phép bán lẻ rượu", 10, 3, 0),)},
    ),
    Profile(
        "sxd",
        "Sở Xây dựng",
        "SXD",
        "none-late",
        {
            "Hoạt động xây dựng": (
                Group(TWICE, "Chứng chỉ hành nghề hoạt động xây dựng hạng II, hạng III", 15, 4, 60),
                Group(APPRAISE, "Báo cáo nghiên cứu khả thi đầu tư xây dựng", 20, 3, 14),
                Group(GRANT, "Giấy phép xây dựng công trình cấp I, cấp II", 20, 3, 10),
            ),
            "Nhà ở và kinh doanh bất động sản": (
                Group(TWICE, "Chứng chỉ hành nghề môi giới bất động sản", 10, 3, 24),
                _notice("nhà ở hình thành trong tương lai đủ điều kiện giao dịch", 12),
            ),
            "Quy hoạch xây dựng": (Group(ITSELF, "Cung cấp thông tin quy hoạch", 10, 4, 8),),
        },
        {"Hoạt động xây dựng": (Group(GRANT, "Giấy phép xây dựng nhà ở riêng lẻ", 15, 3, 0),)},
    ),
    Profile(
        "stnmt",
        "Sở Tài nguyên và Môi trường",
        "STNMT",
        "many-late",
        {
            "Đất đai": (
                Group(REGISTER, "biến động quyền sử dụng đất của tổ chức", 15, 3, 60),
                Group(TWICE, "Giấy chứng nhận quyền sử dụng đất cho tổ chức", 20, 2, 30),
            ),
            "Môi trường": (
                Group(GRANT, "Giấy phép môi trường", 30, 3, 18),
                _notice("kế hoạch vận hành thử nghiệm công trình bảo vệ môi trường", 10),
            ),
            "Tài nguyên nước": (Group(RENEW, "Giấy phép khai thác nước dưới đất", 25, 4, 16),),
            "Khoáng sản": (Group(RENEW, "Giấy phép thăm dò khoáng sản", 30, 2, 4),),
        },
        {"Đất đai": (Group(REGISTER, "biến động quyền sử dụng đất của hộ gia đình", 10, 2, 0),)},
    ),
    Profile(
        "sldtbxh",
        "Sở Lao động - Thương binh và Xã hội",
        "SLĐTBXH",
        "missing-explanations",
        {
            "Việc làm": (
                Group(RENEW, "Giấy phép lao động cho người lao động nước ngoài", 5, 4, 60),
                Group(RENEW, "Giấy phép hoạt động dịch vụ việc làm", 15, 3, 6),
                _notice("tuyển lao động lần đầu khi mới bắt đầu hoạt động", 20),
            ),
            "Người có công": (Group(("Giải quyết",), "chế độ đối với thân nhân liệt sĩ", 15, 2, 30),),
            "An toàn, vệ sinh lao động": (_notice("việc làm thêm trên 200 giờ trong năm", 14),),
        },
        {"Bảo trợ xã hội": (Group(("Thực hiện",), "trợ cấp xã hội hằng tháng", 10, 3, 0),)},
    ),
    Profile(
        "skhcn",
        "Sở Khoa học và Công nghệ",
        "SKHCN",
        "no-district",
        {
            "Tiêu chuẩn, đo lường, chất lượng": (
                Group(ITSELF, "Đăng ký công bố hợp quy", 5, 4, 40),
                _notice("kiểm tra nhà nước về chất lượng hàng hóa nhập khẩu", 30),
            ),
            "Năng lượng nguyên tử": (
                Group(RENEW, "Giấy phép tiến hành công việc bức xạ sử dụng thiết bị X-quang", 20, 3, 22),
                Group(TWICE, "Chứng chỉ nhân viên bức xạ", 10, 3, 12),
            ),
            "Hoạt động khoa học và công nghệ": (
                Group(GRANT, "Giấy chứng nhận đăng ký hoạt động khoa học và công nghệ", 10, 4, 8),
            ),
        },
        {"Tiêu chuẩn, đo lường, chất lượng": (Group(ITSELF, "Kiểm tra đo lường tại chợ", 10, 2, 0),)},
    ),
    Profile(
        "stp",
        "Sở Tư pháp",
        "STP",
        "no-notices",
        {
            "Lý lịch tư pháp": (Group(("Cấp",), "Phiếu lý lịch tư pháp", 10, 4, 90),),
            "Luật sư": (Group(REGISTER, "hoạt động của tổ chức hành nghề luật sư", 10, 3, 8),),
            "Công chứng": (
                Group(("Bổ nhiệm", "Bổ nhiệm lại"), "công chứng viên", 20, 3, 5),
                Group(TWICE, "Thẻ công chứng viên", 5, 3, 5),
            ),
            "Đấu giá tài sản": (Group(TWICE, "Thẻ đấu giá viên", 5, 4, 4),),
        },
        {"Hộ tịch": (Group(ITSELF, "Đăng ký kết hôn có yếu tố nước ngoài", 15, 3, 0),)},
    ),
    Profile(
        "sngv",
        "Sở Ngoại vụ",
        "SNgV",
        "tiny",
        {
            "Công tác lãnh sự": (Group(("Cho phép",), "sử dụng thẻ đi lại của doanh nhân APEC", 7, 3, 10),),
            "Hội nghị, hội thảo quốc tế": (
                Group(("Cho phép",), "tổ chức hội nghị, hội thảo quốc tế", 15, 3, 4),
                _notice("kết quả tổ chức hội nghị, hội thảo quốc tế", 3),
            ),
        },
        {"Công tác lãnh sự": (Group(("Xác nhận",), "hồ sơ đi nước ngoài", 5, 2, 0),)},
    ),
    Profile(
        "syt",
        "Sở Y tế",
        "SYT",
        "large",
        {
            "Khám bệnh, chữa bệnh": (
                Group(GRANT, "Chứng chỉ hành nghề khám bệnh, chữa bệnh", 20, 4, 80),
                Group(GRANT, "Giấy phép hoạt động đối với phòng khám", 30, 3, 14),
            ),
            "Dược phẩm": (
                Group(GRANT, "Chứng chỉ hành nghề dược", 15, 4, 70),
                Group(GRANT, f"{FIT} kinh doanh dược", 20, 3, 40),
                _notice("hoạt động bán lẻ thuốc lưu động", 10),
            ),
            "Y tế dự phòng": (_notice("cơ sở đủ điều kiện tiêm chủng", 12),),
            "An toàn thực phẩm": (Group(ITSELF, "Xác nhận nội dung quảng cáo thực phẩm", 10, 4, 16),),
        },
        {"An toàn thực phẩm": (Group(TWICE, f"{FIT} an toàn thực phẩm đối với quán ăn", 15, 3, 0),)},
    ),
    Profile(
        "svhtt",
        "Sở Văn hóa và Thể thao",
        "SVHTT",
        "no-channel",
        {
            "Văn hóa": (
                Group(GRANT, f"{FIT} kinh doanh karaoke", 7, 3, 20),
                Group(("Cấp",), "Giấy phép tổ chức triển lãm", 7, 4, 8),
                _notice("tổ chức biểu diễn nghệ thuật", 24),
            ),
            "Quảng cáo": (Group(("Tiếp nhận",), "hồ sơ thông báo sản phẩm quảng cáo trên bảng, băng-rôn", 5, 4, 50),),
            "Thể dục, thể thao": (Group(TWICE, f"{FIT} kinh doanh hoạt động thể thao", 7, 3, 18),),
        },
        {"Văn hóa": (Group(GRANT, "Giấy phép kinh doanh karaoke cấp huyện", 7, 3, 0),)},
    ),
    Profile(
        "sgtvt",
        "Sở Giao thông vận tải",
        "SGTVT",
        "returned",
        {
            "Đường bộ": (
                Group(("Đổi", "Cấp lại"), "Giấy phép lái xe", 5, 4, 90),
                Group(TWICE, "Phù hiệu xe ô tô kinh doanh vận tải", 3, 4, 60),
                Group(GRANT, "Giấy phép kinh doanh vận tải bằng xe ô tô", 5, 4, 20),
                _notice("lịch, tuyến hoạt động của xe buýt", 14),
            ),
            "Đường thủy nội địa": (Group(REGISTER, "phương tiện thủy nội địa", 5, 3, 10),),
        },
        {"Đường thủy nội địa": (Group(REGISTER, "bến khách ngang sông", 5, 2, 0),)},
    ),
    Profile(
        "sdl",
        "Sở Du lịch",
        "SDL",
        "starts-later",
        {
            "Du lịch": (
                Group(GRANT, "Thẻ hướng dẫn viên du lịch nội địa", 10, 4, 60),
                Group(GRANT, "Giấy phép kinh doanh dịch vụ lữ hành nội địa", 10, 4, 14),
                Group(("Công nhận", "Công nhận lại"), "hạng cơ sở lưu trú du lịch", 20, 3, 10),
                _notice("cơ sở lưu trú du lịch bắt đầu hoạt động", 22),
            ),
        },
        {"Du lịch": (Group(("Công nhận",), "điểm du lịch cấp huyện", 15, 2, 0),)},
    ),
    Profile(
        "bdt",
        "Ban Dân tộc",
        "BDT",
        "abolished",
        {
            "Công tác dân tộc": (
                Group(("Công nhận", "Đưa ra khỏi danh sách"), "người có uy tín trong cộng đồng", 7, 3, 40),
                Group(("Thẩm định",), "dự án hỗ trợ phát triển sản xuất", 15, 2, 10),
                _notice("kết quả bình xét người có uy tín", 12),
            ),
        },
        {"Công tác dân tộc": (Group(("Xác nhận",), "đối tượng thụ hưởng chính sách dân tộc", 5, 2, 0),)},
    ),
    Profile(
        "snv",
        "Sở Nội vụ",
        "SNV",
        "ordinary",
        {
            "Tổ chức phi chính phủ": (Group(APPROVE, "điều lệ hội", 15, 3, 14), _notice("đại hội nhiệm kỳ của hội", 8)),
            "Tín ngưỡng, tôn giáo": (
                Group(REGISTER, "sinh hoạt tôn giáo tập trung", 20, 3, 12),
                _notice("danh mục hoạt động tôn giáo", 30),
            ),
            "Văn thư, lưu trữ": (Group(TWICE, "Chứng chỉ hành nghề lưu trữ", 10, 4, 10),),
        },
        {"Thi đua, khen thưởng": (Group(("Tặng",), "Giấy khen của Chủ tịch UBND huyện", 10, 2, 0),)},
    ),
    Profile(
        "stc",
        "Sở Tài chính",
        "STC",
        "none-late",
        {
            "Quản lý giá": (
                Group(("Tiếp nhận, rà soát",), "biểu mẫu kê khai giá", 3, 4, 30),
                _notice("mức giá bán lẻ dự kiến", 20),
            ),
            "Quản lý công sản": (Group(("Quyết định",), "thanh lý tài sản công", 20, 2, 14),),
            "Tin học và thống kê": (Group(TWICE, "mã số đơn vị có quan hệ với ngân sách", 3, 4, 60),),
        },
        {"Quản lý giá": (Group(("Tiếp nhận",), "đăng ký giá của hộ kinh doanh", 3, 2, 0),)},
    ),
    Profile(
        "skhdt",
        "Sở Kế hoạch và Đầu tư",
        "SKHĐT",
        "many-late",
        {
            "Thành lập và hoạt động doanh nghiệp": (
                Group(REGISTER, "doanh nghiệp", 3, 4, 90),
                _notice("mẫu con dấu, người đại diện theo pháp luật", 26),
            ),
            "Đầu tư tại Việt Nam": (
                Group(GRANT, "Giấy chứng nhận đăng ký đầu tư", 15, 3, 30),
                Group(APPROVE, "chủ trương đầu tư", 25, 2, 8),
            ),
        },
        {"Hộ kinh doanh": (Group(REGISTER, "hộ kinh doanh", 3, 4, 0),)},
    ),
    Profile(
        "snnptnt",
        "Sở Nông nghiệp và Phát triển nông thôn",
        "SNNPTNT",
        "large",
        {
            "Chăn nuôi và thú y": (
                Group(("Cấp",), "Giấy chứng nhận kiểm dịch động vật vận chuyển ra khỏi địa bàn tỉnh", 3, 3, 90),
                Group(RENEW, "Chứng chỉ hành nghề thú y", 5, 4, 30),
            ),
            "Bảo vệ thực vật": (Group(TWICE, f"{FIT} buôn bán thuốc bảo vệ thực vật", 15, 3, 24),),
            "Thủy sản": (
                Group(GRANT, "Giấy phép khai thác thủy sản", 6, 3, 20),
                _notice("đối tượng thủy sản nuôi chủ lực", 16),
            ),
        },
        {"Lâm nghiệp": (Group(("Xác nhận",), "bảng kê lâm sản", 5, 2, 0),)},
    ),
    Profile(
        "sgddt",
        "Sở Giáo dục và Đào tạo",
        "SGDĐT",
        "ordinary",
        {
            "Văn bằng, chứng chỉ": (
                Group(("Cấp bản sao", "Chỉnh sửa nội dung"), "văn bằng, chứng chỉ từ sổ gốc", 3, 4, 70),
            ),
            "Giáo dục trung học": (Group(("Cho phép",), "chuyển trường đối với học sinh trung học", 5, 4, 30),),
            "Giáo dục thường xuyên": (
                Group(("Cho phép", "Gia hạn"), "trung tâm ngoại ngữ, tin học hoạt động giáo dục", 15, 3, 16),
                _notice("khai giảng khóa đào tạo của trung tâm ngoại ngữ", 20),
            ),
        },
        {"Giáo dục mầm non": (Group(("Thành lập",), "trường mầm non tư thục", 20, 2, 0),)},
    ),
    Profile(
        "stttt",
        "Sở Thông tin và Truyền thông",
        "STTTT",
        "no-notices",
        {
            "Báo chí": (Group(("Cấp",), "Giấy phép xuất bản bản tin", 10, 4, 14),),
            "Xuất bản, in và phát hành": (
                Group(("Cấp",), "Giấy phép xuất bản tài liệu không kinh doanh", 10, 4, 40),
                Group(REGISTER, "hoạt động cơ sở in", 5, 4, 10),
            ),
            "Bưu chính": (Group(RENEW, "Giấy phép bưu chính", 15, 4, 6),),
        },
        {"Phát thanh, truyền hình": (Group(TWICE, f"{FIT} hoạt động điểm trò chơi điện tử", 7, 3, 0),)},
    ),
    Profile(
        "bqlkcn",
        "Ban Quản lý các khu công nghiệp",
        "BQLKCN",
        "ordinary",
        {
            "Đầu tư trong khu công nghiệp": (Group(GRANT, "Giấy chứng nhận đăng ký đầu tư trong khu", 15, 3, 40),),
            "Lao động trong khu công nghiệp": (
                Group(REGISTER, "nội quy lao động của doanh nghiệp trong khu", 5, 4, 30),
                _notice("đưa người lao động đi thực tập dưới 90 ngày", 16),
            ),
            "Xây dựng trong khu công nghiệp": (Group(GRANT, "Giấy phép xây dựng công trình trong khu", 15, 3, 14),),
        },
        {"Lao động trong khu công nghiệp": (Group(("Xác nhận",), "nhu cầu tuyển dụng cấp huyện", 5, 2, 0),)},
    ),
    Profile(
        "sqhkt",
        "Sở Quy hoạch - Kiến trúc",
        "SQHKT",
        "returned",
        {
            "Quy hoạch": (
                Group(GRANT, "Giấy phép quy hoạch", 20, 3, 20),
                Group(APPRAISE, "đồ án quy hoạch chi tiết", 25, 2, 16),
            ),
            "Kiến trúc": (
                Group(TWICE, "Chứng chỉ hành nghề kiến trúc", 15, 4, 30),
                _notice("phương án kiến trúc công trình miễn phép", 12),
            ),
        },
        {"Quy hoạch": (Group(ITSELF, "Cung cấp thông tin quy hoạch cấp huyện", 10, 3, 0),)},
    ),
)
"""The first departments, in the order in which a province gets them: the first twelve are of twelve kinds."""

"""The catalogue of the sample: 124 provincial and 13 district procedures in ten fields.

The article gives the two totals and a few names; which procedures there are, their codes, time limits and online levels
are synthetic. Names follow the pattern of real catalogues: one licence, several things that can happen to it.
"""

from __future__ import annotations

from cchc_report.samples.procedures import Group, Procedure, make_catalogue

PROVINCE_HANDBOOK = "H23"
NOTICE = "Thông báo hoạt động khuyến mại"
MULTI_LEVEL_SALES = "Đăng ký hoạt động bán hàng đa cấp tại địa phương"

GRANT = ("Cấp", "Cấp lại", "Cấp điều chỉnh")
AMEND = ("Cấp", "Cấp lại", "Cấp sửa đổi, bổ sung")
TWICE = ("Cấp", "Cấp lại")


SALES_LICENCE = "Giấy phép kinh doanh cho tổ chức kinh tế có vốn đầu tư nước ngoài"
SHOP_LICENCE = "Giấy phép lập cơ sở bán lẻ"
OFFICE_LICENCE = "Giấy phép thành lập Văn phòng đại diện của thương nhân nước ngoài tại Việt Nam"
POWER_LICENCE = "Giấy phép hoạt động điện lực"
CERTIFICATE = "Giấy chứng nhận đủ điều kiện"

PROVINCE: dict[str, tuple[Group, ...]] = {
    "Xúc tiến thương mại": (
        Group(("",), NOTICE, 3, 4, 0, one_way=True),
        Group(
            ("Đăng ký", "Đăng ký sửa đổi, bổ sung nội dung"),
            "chương trình khuyến mại mang tính may rủi thực hiện trên địa bàn một tỉnh",
            5,
            4,
            34,
        ),
        Group(("Đăng ký", "Đăng ký sửa đổi, bổ sung nội dung"), "tổ chức hội chợ, triển lãm thương mại", 7, 3, 12),
    ),
    "Lưu thông hàng hóa trong nước": (
        Group(AMEND, "Giấy phép bán buôn rượu trên địa bàn tỉnh", 15, 3, 26),
        Group(AMEND, "Giấy phép bán buôn sản phẩm thuốc lá trên địa bàn tỉnh", 15, 3, 18),
        Group(AMEND, f"{CERTIFICATE} đầu tư trồng cây thuốc lá", 10, 2, 1),
        Group(AMEND, "Giấy phép mua bán nguyên liệu thuốc lá", 10, 2, 1),
        Group(AMEND, f"{CERTIFICATE} bán lẻ xăng dầu đối với cửa hàng", 20, 3, 52),
        Group(AMEND, "Giấy xác nhận đủ điều kiện làm đại lý bán lẻ xăng dầu", 20, 3, 14),
        Group(AMEND, "Giấy xác nhận đủ điều kiện làm thương nhân nhận quyền bán lẻ xăng dầu", 20, 3, 4),
        Group(("Tiếp nhận, rà soát",), "biểu mẫu đăng ký giá thuộc thẩm quyền của Sở Công Thương", 5, 4, 6),
        Group(("Tiếp nhận, rà soát",), "biểu mẫu kê khai giá thuộc thẩm quyền của Sở Công Thương", 3, 4, 12),
    ),
    "Thương mại quốc tế": (
        Group((*GRANT, "Gia hạn"), OFFICE_LICENCE, 7, 3, 14),
        Group(("Chấm dứt",), "hoạt động của Văn phòng đại diện của thương nhân nước ngoài tại Việt Nam", 5, 3, 3),
        Group(("Cấp",), f"{SALES_LICENCE} để thực hiện quyền phân phối bán lẻ hàng hóa", 10, 3, 10),
        Group(("Cấp",), f"{SALES_LICENCE} để nhập khẩu, phân phối bán buôn dầu, mỡ bôi trơn", 20, 3, 2),
        Group(("Cấp",), f"{SALES_LICENCE} để phân phối bán lẻ gạo, đường, sách, báo và tạp chí", 20, 3, 1),
        Group(("Cấp",), f"{SALES_LICENCE} để cung cấp dịch vụ logistics", 20, 3, 2),
        Group(("Cấp",), f"{SALES_LICENCE} để cho thuê hàng hóa", 20, 3, 2),
        Group(("Cấp",), f"{SALES_LICENCE} để cung cấp dịch vụ xúc tiến thương mại", 20, 3, 1),
        Group(("Cấp",), f"{SALES_LICENCE} để cung cấp dịch vụ trung gian thương mại", 20, 3, 1),
        Group(("Cấp",), f"{SALES_LICENCE} để cung cấp dịch vụ thương mại điện tử", 20, 3, 1),
        Group(("Cấp",), f"{SALES_LICENCE} để cung cấp dịch vụ tổ chức đấu thầu hàng hóa", 20, 3, 1),
        Group(("Cấp lại", "Điều chỉnh"), SALES_LICENCE, 5, 3, 5),
        Group(("Cấp",), f"{SHOP_LICENCE} thứ nhất", 10, 3, 4),
        Group(("Cấp",), f"{SHOP_LICENCE} ngoài cơ sở thứ nhất, không phải kiểm tra nhu cầu kinh tế", 20, 3, 2),
        Group(("Cấp",), f"{SHOP_LICENCE} ngoài cơ sở thứ nhất, phải kiểm tra nhu cầu kinh tế", 30, 3, 1),
        Group(("Điều chỉnh", "Cấp lại", "Gia hạn"), SHOP_LICENCE, 5, 3, 4),
        Group(("Cấp",), f"{SHOP_LICENCE} cho phép cơ sở bán lẻ tiếp tục hoạt động", 20, 3, 1),
    ),
    "Hóa chất": (
        Group(GRANT, f"{CERTIFICATE} sản xuất hóa chất có điều kiện trong lĩnh vực công nghiệp", 12, 3, 6),
        Group(GRANT, f"{CERTIFICATE} kinh doanh hóa chất có điều kiện trong lĩnh vực công nghiệp", 12, 3, 22),
        Group(GRANT, f"{CERTIFICATE} sản xuất và kinh doanh hóa chất có điều kiện trong công nghiệp", 12, 3, 5),
    ),
    "Vật liệu nổ công nghiệp, tiền chất thuốc nổ": (
        Group((*GRANT, "Thu hồi"), "Giấy phép sử dụng vật liệu nổ công nghiệp", 5, 2, 12),
        Group(TWICE, "Giấy chứng nhận huấn luyện kỹ thuật an toàn vật liệu nổ công nghiệp", 13, 2, 10),
        Group(TWICE, "Giấy chứng nhận huấn luyện kỹ thuật an toàn tiền chất thuốc nổ", 13, 2, 5),
    ),
    "Điện": (
        Group(AMEND, f"{POWER_LICENCE} tư vấn xây dựng lưới điện, trạm biến áp đến 35 kV", 15, 3, 14),
        Group(AMEND, f"{POWER_LICENCE} tư vấn giám sát lưới điện, trạm biến áp đến 35 kV", 15, 3, 9),
        Group(AMEND, f"{POWER_LICENCE} phát điện đối với nhà máy điện dưới 3 MW tại địa phương", 15, 3, 3),
        Group(AMEND, f"{POWER_LICENCE} bán lẻ điện đến cấp điện áp 0,4 kV tại địa phương", 15, 3, 8),
        Group(AMEND, f"{POWER_LICENCE} phân phối điện đến cấp điện áp 35 kV tại địa phương", 15, 3, 3),
        Group(("Huấn luyện và cấp mới", "Cấp lại", "Cấp sửa đổi, bổ sung"), "thẻ an toàn điện", 10, 2, 16),
        Group(("Cấp", "Cấp lại", "Cấp sửa đổi"), "thẻ Kiểm tra viên điện lực cấp tỉnh", 7, 2, 4),
    ),
    "An toàn thực phẩm": (
        Group(TWICE, f"{CERTIFICATE} an toàn thực phẩm đối với cơ sở sản xuất thực phẩm", 10, 3, 30),
        Group(TWICE, f"{CERTIFICATE} an toàn thực phẩm đối với cơ sở kinh doanh thực phẩm", 10, 3, 24),
        Group(TWICE, f"{CERTIFICATE} an toàn thực phẩm đối với cơ sở vừa sản xuất vừa kinh doanh", 10, 3, 12),
        Group(("Kiểm tra và cấp",), "Giấy xác nhận kiến thức về an toàn thực phẩm cho tổ chức", 7, 2, 12),
        Group(("Kiểm tra và cấp",), "Giấy xác nhận kiến thức về an toàn thực phẩm cho cá nhân", 7, 2, 8),
    ),
    "Quản lý cạnh tranh": (
        Group(("",), MULTI_LEVEL_SALES, 7, 3, 9),
        Group(("",), "Đăng ký sửa đổi, bổ sung nội dung hoạt động bán hàng đa cấp tại địa phương", 7, 3, 8),
        Group(("",), "Chấm dứt hoạt động bán hàng đa cấp tại địa phương", 10, 3, 2),
        Group(("",), "Thông báo tổ chức hội nghị, hội thảo, đào tạo về bán hàng đa cấp", 3, 3, 12),
        Group(("Đăng ký", "Đăng ký thay đổi"), "hợp đồng theo mẫu, điều kiện giao dịch chung", 20, 3, 5),
    ),
    "Kinh doanh khí": (
        Group(GRANT, f"{CERTIFICATE} thương nhân kinh doanh mua bán LPG", 15, 3, 18),
        Group(GRANT, f"{CERTIFICATE} thương nhân kinh doanh mua bán LNG", 15, 3, 1),
        Group(GRANT, f"{CERTIFICATE} thương nhân kinh doanh mua bán CNG", 15, 3, 2),
        Group(GRANT, f"{CERTIFICATE} trạm nạp LPG vào chai", 15, 3, 12),
        Group(GRANT, f"{CERTIFICATE} trạm nạp LPG vào xe bồn", 15, 3, 2),
        Group(GRANT, f"{CERTIFICATE} trạm nạp LPG vào phương tiện vận tải", 15, 3, 2),
    ),
    "Công nghiệp tiêu dùng": (
        Group(AMEND, "Giấy phép sản xuất rượu công nghiệp quy mô dưới 03 triệu lít/năm", 15, 2, 8),
    ),
}

DISTRICT: dict[str, tuple[Group, ...]] = {
    "Lưu thông hàng hóa trong nước": (
        Group(AMEND, "Giấy phép bán lẻ rượu", 10, 3, 0),
        Group(("Cấp",), "Giấy phép bán rượu tiêu dùng tại chỗ trên địa bàn huyện", 10, 3, 0),
        Group(AMEND, "Giấy phép bán lẻ sản phẩm thuốc lá", 15, 3, 0),
        Group(AMEND, "Giấy phép sản xuất rượu thủ công nhằm mục đích kinh doanh", 10, 2, 0),
    ),
    "Kinh doanh khí": (Group(GRANT, f"{CERTIFICATE} cửa hàng bán lẻ LPG chai", 15, 3, 0),),
}


def catalogue() -> tuple[Procedure, ...]:
    """Return all procedures, provincial ones first, in the order of their fields."""
    return make_catalogue(PROVINCE, DISTRICT, handbook=PROVINCE_HANDBOOK)

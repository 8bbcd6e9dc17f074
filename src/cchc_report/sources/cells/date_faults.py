"""What can be wrong with a date, in the words of a message."""

from __future__ import annotations

from cchc_report.errors import Text
from cchc_report.sources.faults import Fault

_WRITE_CLEARLY = Text(
    vi="Định dạng cột là Ngày, hoặc ghi theo dạng 2020-09-22 để chỉ có một cách hiểu.",
    en="Format the column as Date, or write days as 2020-09-22, which has one meaning.",
)

NOT_A_DATE = Fault(
    "date-unreadable",
    Text(vi="không đọc được như ngày tháng", en="this cannot be read as a date"),
    Text(
        vi="Ghi ngày/tháng/năm, ví dụ 22/09/2020 hoặc 22/09/2020 10:30:00; để trống nếu chưa có ngày.",
        en="Write day/month/year, such as 22/09/2020 or 22/09/2020 10:30:00; leave the cell blank where there is none.",
    ),
)
SHORT_YEAR = Fault(
    "date-short-year",
    Text(vi="năm chỉ có hai chữ số", en="the year has only two digits"),
    Text(vi="Ghi đủ bốn chữ số của năm, ví dụ 22/09/2020.", en="Write all four digits of the year, as in 22/09/2020."),
)
IMPOSSIBLE = Fault(
    "date-impossible",
    Text(vi="không có ngày này trong lịch", en="there is no such day in the calendar"),
    Text(vi="Sửa lại theo hồ sơ gốc.", en="Correct it from the original record."),
)
IMPOSSIBLE_TIME = Fault(
    "time-impossible",
    Text(vi="không có giờ này trong ngày", en="there is no such time of day"),
    Text(vi="Ghi giờ từ 00:00:00 đến 23:59:59.", en="Write a time from 00:00:00 to 23:59:59."),
)
YEAR_OUT_OF_RANGE = Fault(
    "date-year",
    Text(vi="năm nằm ngoài khoảng 1990–2100", en="the year is outside 1990–2100"),
    Text(vi="Sửa lại năm theo hồ sơ gốc.", en="Correct the year from the original record."),
)
OTHER_ORDER = Fault(
    "date-other-order",
    Text(
        vi="chỉ đọc được theo thứ tự tháng/ngày, trong khi các dòng khác của cột là ngày/tháng",
        en="this fits only month/day, while other rows of the column are day/month",
    ),
    _WRITE_CLEARLY,
)
MONTH_FIRST_COLUMN = Fault(
    "date-month-first",
    Text(
        vi="cả cột có vẻ ghi theo thứ tự tháng/ngày (kiểu Mỹ), không phải ngày/tháng",
        en="the whole column seems to be month/day (American), not day/month",
    ),
    Text(
        vi="Kết xuất lại trên máy đặt vùng Việt Nam. " + _WRITE_CLEARLY.vi,
        en="Export again on a machine with Vietnamese settings. " + _WRITE_CLEARLY.en,
    ),
)
AMBIGUOUS_COLUMN = Fault(
    "date-ambiguous",
    Text(
        vi="không rõ ngày/tháng hay tháng/ngày: không dòng nào của cột, cũng không cột ngày nào khác của tệp cho biết",
        en="day/month or month/day? no row of the column and no other date column of the file tells the order",
    ),
    _WRITE_CLEARLY,
)
EXCHANGED = Fault(
    "date-exchanged",
    Text(
        vi="bảng tính đặt kiểu Mỹ có lẽ đã đảo ngày và tháng: mọi ô kiểu Ngày của cột đều có ngày từ 12 trở xuống, "
        "còn các ngày lớn hơn thì vẫn là văn bản",
        en="a spreadsheet with American settings has probably exchanged day and month: all real dates of the column "
        "have a day of 12 or less, and the later days are still text",
    ),
    Text(
        vi="Kết xuất lại và không mở tệp bằng bảng tính trước khi lập báo cáo.",
        en="Export again, and do not open the file in a spreadsheet before the report is made.",
    ),
)

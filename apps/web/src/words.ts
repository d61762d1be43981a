/** All texts of the page: Vietnamese, English. */
const words = {
  title: ["Kho văn bản số hóa", "Digitized archive"],
  search: ["Tìm kiếm", "Search"], review: ["Kiểm tra", "Review"], uploads: ["Tải lên", "Upload"], coverage: ["Tiến độ", "Coverage"],
  deadlines: ["Thời hạn", "Deadlines"], findings: ["Lỗi phát hiện", "Findings"], status: ["Tình trạng", "Status"], people: ["Người dùng", "People"],
  account: ["Tài khoản", "Account"], signIn: ["Đăng nhập", "Sign in"], signOut: ["Đăng xuất", "Sign out"], name: ["Tên đăng nhập", "Name"],
  password: ["Mật khẩu", "Password"], newPassword: ["Mật khẩu mới (từ 10 ký tự)", "New password (10 characters or more)"], oldPassword: ["Mật khẩu cũ", "Old password"],
  setUp: ["Tạo quản trị viên đầu tiên", "Make the first administrator"], code: ["Mã một lần", "One-time code"],
  setUpHint: ["Mã được in ở nơi máy chủ được khởi động.", "The code was printed where the server was started."],
  searchHint: ["Số hiệu, nội dung, cơ quan… gõ không dấu cũng được", "Number, words, issuer … marks may be left out"],
  results: ["văn bản", "documents"], about: ["khoảng", "about"], nothing: ["Không tìm thấy văn bản nào.", "Nothing found."],
  nothingHint: ["Thử ít từ hơn, hoặc gõ không dấu.", "Try fewer words, or without marks."],
  didYouMean: ["Có phải bạn tìm:", "Did you mean:"], sort: ["Sắp xếp", "Order"], relevance: ["Phù hợp nhất", "Best first"], newest: ["Mới nhất", "Newest"],
  withFormer: ["Kể cả cơ quan, tỉnh đã sáp nhập vào", "With bodies and provinces merged into it"], oldest: ["Cũ nhất", "Oldest"], byNumber: ["Theo số", "By number"], type: ["Loại", "Type"], issuer: ["Cơ quan", "Issuer"], year: ["Năm", "Year"],
  dossier: ["Hồ sơ", "Dossier"], facetStatus: ["Trạng thái", "State"], from: ["Từ ngày", "From"], to: ["đến ngày", "to"], clear: ["Bỏ lọc", "Clear filters"],
  saveSearch: ["Lưu tìm kiếm", "Save search"], saved: ["Đã lưu", "Saved searches"], exportCsv: ["Xuất bảng", "Export"], citedTimes: ["lần được viện dẫn", "times cited"],
  previous: ["Trước", "Previous"], next: ["Sau", "Next"], page: ["Trang", "Page"], of: ["trên", "of"], noNumber: ["(không số)", "(no number)"],
  accepted: ["Đã chắc", "Accepted"], reviewState: ["Cần xem", "To be looked at"], missing: ["Chưa rõ", "Unknown"], corrected: ["Người đã sửa", "Corrected"],
  fields: ["Thông tin", "Fields"], text: ["Toàn văn", "Text"], citations: ["Viện dẫn", "Citations"], citedBy: ["Được viện dẫn", "Cited by"], related: ["Liên quan", "Related"],
  files: ["Tệp", "Files"], original: ["Bản gốc", "Original"], searchable: ["PDF tìm được chữ", "Searchable PDF"], textFile: ["Văn bản thuần", "Plain text"],
  held: ["có trong kho", "held"], notHeld: ["không có trong kho", "not held"], signatures: ["Chữ ký số", "Digital signatures"], valid: ["hợp lệ", "valid"], invalid: ["không hợp lệ", "not valid"],
  trusted: ["tin cậy", "trusted"], untrusted: ["chưa rõ nơi cấp", "issuer not known"], issues: ["Lưu ý", "Notices"], zoomIn: ["Phóng to", "Zoom in"], zoomOut: ["Thu nhỏ", "Zoom out"],
  fit: ["Vừa khung", "Fit"], rotate: ["Xoay", "Rotate"], nextHit: ["Chỗ tiếp", "Next hit"], pile: ["Tách / ghép", "Split / join"], noPicture: ["Văn bản thuần, không có ảnh trang.", "Plain text: no picture."],
  loading: ["Đang tải…", "Loading…"], unit: ["Đơn vị", "Unit"], lead: ["Chủ trì", "Lead"], task: ["Nhiệm vụ", "Task"], due: ["Hạn", "Due"], document: ["Văn bản", "Document"],
  overdue: ["Quá hạn", "Overdue"], this_week: ["Tuần này", "This week"], next_week: ["Tuần sau", "Next week"], later: ["Về sau", "Later"], recurring: ["Định kỳ", "Recurring"],
  continuous: ["Thường xuyên", "Continuous"], undated: ["Chưa có ngày", "Undated"], fulfilled: ["Đã trả lời", "Answered"], asOf: ["Tính đến ngày", "As of"], dayHint: ["ngày/tháng/năm", "dd/mm/yyyy"], notADay: ["Không phải một ngày", "Not a day"],
  list: ["Danh sách", "List"], calendar: ["Lịch", "Calendar"], toCalendar: ["Tải lịch (.ics)", "Calendar file"], toExcel: ["Tải Excel", "Excel"],
  queue: ["Hàng chờ", "Queue"], spot: ["Kiểm ngẫu nhiên", "Spot checks"], batches: ["Theo loại", "Batches"], all: ["Tất cả", "All"], handwritten: ["viết tay", "handwritten"],
  emptyQueue: ["Không còn gì để kiểm tra.", "Nothing left to look at."], left: ["còn lại", "left"], decided: ["đã xong", "decided"], perMinute: ["trường/phút", "fields a minute"],
  keys: ["Phím", "Keys"], keyChoose: ["chọn", "choose"], keyAccept: ["nhận bản đọc tốt nhất", "accept the best"], keyType: ["gõ giá trị", "type the value"],
  keyAbsent: ["không có", "absent"], keySkip: ["bỏ qua", "skip"], keyUndo: ["hoàn tác", "undo"], readAs: ["Máy đọc", "Read as"], rightValue: ["Giá trị đúng", "Right value"],
  willBe: ["sẽ ghi", "will be written"], pendingDecisions: ["quyết định đang chờ ghi vào kho", "decisions wait for the archive"], spotAsk: ["Ảnh và giá trị có khớp không?", "Do picture and value agree?"],
  agrees: ["Khớp", "Agrees"], differs: ["Không khớp", "Differs"], draw: ["Rút mẫu khác", "Draw others"], field: ["Trường", "Field"], drawn: ["đã rút", "drawn"], wrong: ["sai", "wrong"],
  silent: ["sai âm thầm (95 %)", "silent errors (95 %)"], agreed: ["máy đúng", "machine was right"], decidedHead: ["người quyết", "decided"],
  drop: ["Kéo tệp hoặc thư mục vào đây", "Drop files or a folder here"], choose: ["Chọn tệp", "Choose files"], chooseFolder: ["Chọn thư mục", "Choose a folder"],
  intoDossier: ["Đưa vào hồ sơ", "Into dossier"], kinds: ["PDF, TIFF, JPEG, PNG, JPEG 2000, TXT", "PDF, TIFF, JPEG, PNG, JPEG 2000, TXT"], sending: ["đang gửi", "sending"],
  uploaded: ["chờ đọc", "uploaded"], pending: ["chờ đọc", "waiting"], leased: ["đang đọc", "reading"], done: ["xong", "done"], failed: ["hỏng", "failed"], duplicate: ["trùng", "duplicate"],
  skipped: ["bỏ qua", "skipped"], retry: ["Thử lại tệp hỏng", "Retry the failed"], open: ["Mở", "Open"], size: ["Cỡ", "Size"], stage: ["Giai đoạn", "Stage"], pages: ["Trang", "Pages"],
  register: ["Danh mục", "Register"], addRegister: ["Thêm danh mục (CSV, Excel)", "Add a register (CSV, Excel)"], noRegister: ["Chưa có danh mục. Thêm sổ đăng ký văn bản để đếm đã số hóa được bao nhiêu.", "No register yet. Add one to count what is digitized of it."],
  by: ["Theo", "By"], month: ["Tháng", "Month"], quarter: ["Quý", "Quarter"], box: ["Hộp", "Box"], expected: ["Cần số hóa", "Expected"], digitized: ["Đã số hóa", "Digitized"],
  doubtful: ["Chưa chắc", "Doubtful"], missingList: ["Còn thiếu", "Missing"], unexpected: ["Ngoài danh mục", "Unexpected"], duplicates: ["Trùng", "Duplicates"], page_differences: ["Lệch số trang", "Page counts differ"],
  matched: ["Khớp", "Matched"], unreadable: ["Không đọc được", "Unreadable"], problems: ["Lỗi của danh mục", "Problems of the register"], percent: ["Tỷ lệ", "Share"], reviewed: ["Đã kiểm tra", "Reviewed"],
  row: ["Dòng", "Row"], number: ["Số, ký hiệu", "Number"], date: ["Ngày", "Date"], subject: ["Trích yếu", "Subject"], remark: ["Ghi chú", "Remark"],
  error: ["Lỗi", "Errors"], warning: ["Cảnh báo", "Warnings"], notice: ["Lưu ý", "Notices"], message: ["Nội dung", "Message"], documents: ["Văn bản", "Documents"], inIndex: ["Trong chỉ mục", "Indexed"],
  doubts: ["Trường cần xem", "Doubtful fields"], filesDone: ["Tệp đã đọc", "Files read"], filesFailed: ["Tệp hỏng", "Files failed"], pagesRead: ["Trang đã đọc", "Pages read"], running: ["Đang đọc", "Reading now"], idle: ["Đang nghỉ", "Idle"],
  diskFree: ["Đĩa còn trống", "Disk free"], failures: ["Tệp không đọc được", "Files that failed"], dossiers: ["Các hồ sơ", "Dossiers"],
  role: ["Vai trò", "Role"], reader: ["Người đọc", "Reader"], clerk: ["Văn thư, lưu trữ", "Clerk"], inspector: ["Kiểm tra viên", "Inspector"], administrator: ["Quản trị", "Administrator"],
  shown: ["Họ tên", "Full name"], rights: ["Hồ sơ được xem (trống = tất cả)", "Dossiers (empty = all)"], cleared: ["Được xem tài liệu mật", "Cleared for secret"], locked: ["Khóa", "Locked"],
  add: ["Thêm", "Add"], save: ["Lưu", "Save"], remove: ["Xóa", "Remove"], log: ["Nhật ký xem", "Log of views"], time: ["Lúc", "Time"], who: ["Ai", "Who"], what: ["Việc", "What"], target: ["Đối tượng", "Target"],
  tokens: ["Mã cho máy", "Tokens for machines"], label: ["Tên gọi", "Label"], tokenOnce: ["Chép lại ngay, mã chỉ hiện một lần:", "Copy it now, it is shown once:"], changePassword: ["Đổi mật khẩu", "Change password"], changed: ["Đã đổi.", "Changed."],
  cutHere: ["Tách ở đây", "Cut here"], joinHere: ["Ghép lại", "Join"], pileHint: ["Kéo cái kéo vào giữa hai trang để tách; kéo nhãn văn bản thả lên văn bản trước để ghép.", "Drag the scissors between two pages to cut; drag a document's label onto the one before to join."],
  undoAll: ["Trả về như máy tách", "As the program cut it"], holdsLater: ["Đã ghi; có hiệu lực khi lượt đọc đang chạy xong.", "Written down; it holds when the running ingest has ended."],
  skipLink: ["Tới nội dung", "Skip to the content"], language: ["English", "Tiếng Việt"], masked: ["Số định danh cá nhân được che.", "Identity numbers are hidden."], close: ["Đóng", "Close"],
  saveAs: ["Tên của tìm kiếm", "Name of the search"], none: ["Không có gì.", "None."], candidates: ["Có thể là", "Candidates"], rule: ["Quy tắc", "Rule"], severity: ["Mức", "Severity"], basis: ["Căn cứ", "Legal basis"], basisUnconfirmed: ["chưa đối chiếu", "not yet compared"], found: ["Số lỗi", "Found"], byRules: ["Theo quy tắc", "By rules"], byReading: ["Ghi nhận khi đọc", "Noted while reading"],
  checking: ["Đang kiểm, đã xong", "Checking; done:"], checkedAt: ["Kiểm lúc", "Checked at"], outdated: ["kho đã thay đổi từ đó", "the archive has changed since"], checkAgain: ["Kiểm lại", "Check again"], profile: ["Dùng cho", "For"],
  office: ["Văn thư", "Records office"], archive: ["Lưu trữ", "Archive"], "one-stop": ["Một cửa", "One-stop shop"], onlyNew: ["Chỉ lỗi mới", "Only new"], waivedOnes: ["Đã cho qua", "Waived"], waive: ["Cho qua", "Waive"], unwaive: ["Tính lại", "Count again"], reason: ["Lý do", "Reason"],
  correct: ["Sửa", "Correct"], print: ["In", "Print"], byRegister: ["Theo sổ đăng ký", "By the register"], byMonth: ["Thời hạn theo tháng", "Deadlines by month"], stillOpen: ["Còn hạn", "Open"], by_: ["bởi", "by"], fresh: ["mới", "new"],
} as const;

export type Word = keyof typeof words;
export type Language = "vi" | "en";

export const language: Language = localStorage.getItem("language") === "en" ? "en" : "vi";
document.documentElement.lang = language;

export function t(word: Word): string {
  return words[word][language === "en" ? 1 : 0];
}

/** A word whose name comes from the server; the name itself where there is none. */
export function named(name: string): string {
  return name in words ? t(name as Word) : name;
}

export function switchLanguage(): void {
  localStorage.setItem("language", language === "en" ? "vi" : "en");
  location.reload();
}

/** 2025-03-05 → 05/03/2025, as people here write a day. */
export function day(iso: string | null | undefined): string {
  return iso ? iso.split("-").reverse().join("/") : "";
}

/** 2025-03-05T01:02:03Z → 05/03/2025 08:02, in local time. */
export function moment(iso: string): string {
  const at = new Date(iso);
  return isNaN(at.getTime()) ? iso : at.toLocaleString(language === "en" ? "en-GB" : "vi-VN", { dateStyle: "short", timeStyle: "short" });
}

export function count(n: number): string {
  return n.toLocaleString(language === "en" ? "en" : "vi");
}

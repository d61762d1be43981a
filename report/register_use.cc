#include "report/register_use.hh"

#include "core/store/archive.hh"
#include "report/counting.hh"

namespace sohoa {

Result<RegisterUse> register_use(const std::filesystem::path& kho, const std::filesystem::path& book) {
  const CoverageReport report = TRY(counted(kho, book, {}, {}, {}));
  const Count& total = report.coverage.total;
  RegisterUse use;
  if (!report.book.of_dossiers) use.rows = total.expected, use.found = total.digitized, use.doubtful = total.doubtful;
  const Archive archive = TRY(Archive::open(kho));
  TRY_VOID(archive.each_document(false, [&](const Document& document) {
    for (const FieldId id : {FieldId::number, FieldId::issued_date}) {
      const Field& field = document.field(id);
      if (!field.handwritten) continue;
      const bool settled = field.status == Status::accepted && field.evidence.rule.ends_with("+register");
      (id == FieldId::number ? use.numbers : use.dates) += settled;
      use.open += field.status == Status::review;
    }
    return true;
  }));
  return use;
}

}  // namespace sohoa

#include "stored_record.h"

namespace rostra {

std::shared_ptr<RecordMemory> make_record_memory() { return std::make_shared<RecordMemory>(); }

Result<std::unique_ptr<Record>> Record::open(const std::string& where, const RecordOptions& options) {
    const bool url = where.starts_with("postgresql://") || where.starts_with("postgres://");
    auto opened = url ? store::open_postgres(where, options) : store::open_sqlite(where, options);
    if (!opened) return opened.error();
    return std::unique_ptr<Record>(std::make_unique<store::StoredRecord>(*std::move(opened), options));
}

}  // namespace rostra

#include "database.h"

namespace rostra::store {
Result<Opened> open_postgres(const std::string& url, const RecordOptions&) { return Error{ErrorCode::unsupported, url, "PostgreSQL is not built in yet"}; }
}  // namespace rostra::store

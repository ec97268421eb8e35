#include "rostra/store.h"

namespace rostra {

Result<std::unique_ptr<Record>> Record::open(const std::string& where, const RecordOptions&) {
    return Error{ErrorCode::unsupported, where, "the record is not built yet"};
}

}  // namespace rostra

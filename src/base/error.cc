#include "rostra/base.h"

namespace rostra {

std::string_view name_of(ErrorCode code) {
    switch (code) {
        case ErrorCode::not_found: return "not_found";
        case ErrorCode::not_readable: return "not_readable";
        case ErrorCode::too_large: return "too_large";
        case ErrorCode::bad_encoding: return "bad_encoding";
        case ErrorCode::bad_format: return "bad_format";
        case ErrorCode::bad_value: return "bad_value";
        case ErrorCode::empty: return "empty";
        case ErrorCode::no_article: return "no_article";
        case ErrorCode::store: return "store";
        case ErrorCode::conflict: return "conflict";
        case ErrorCode::unsupported: return "unsupported";
        case ErrorCode::usage: return "usage";
    }
    return "unknown";
}

std::string Error::message() const {
    if (where.empty()) return detail;
    if (detail.empty()) return where;
    return where + ": " + detail;
}

}  // namespace rostra

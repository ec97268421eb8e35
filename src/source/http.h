// An HTTP/1 response as an archive keeps it → its decoded body.
#pragma once

#include "headers.h"
#include "rostra/source.h"

namespace rostra::source {

struct HttpResponse {
    int status = 0;
    MediaType type;
    std::string body;  ///< chunks joined, content codings undone
};

/// Errors: bad_format (no status line, endless headers, damaged chunks or coding), too_large, unsupported.
[[nodiscard]] Result<HttpResponse> read_http(std::string message, const SourceLimits& limits);

/// Joins the pieces of a chunked body (RFC 9112, 7.1). A body that is not chunked although its headers say so is given
/// back as it is; none where it ends in the middle of a chunk.
[[nodiscard]] std::optional<std::string> join_chunks(std::string body);

}  // namespace rostra::source

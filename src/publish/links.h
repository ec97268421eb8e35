// Addresses of the record's things in exports. Private to publish.
#pragma once

#include "rostra/publish.h"

namespace rostra::publish {

/// BASE/s/ID; without a base a urn that names the same thing.
[[nodiscard]] std::string statement_iri(std::string_view base, std::string_view id);
[[nodiscard]] std::string speaker_iri(std::string_view base, std::string_view slug);
[[nodiscard]] std::string state_iri(std::string_view base, std::string_view code);
[[nodiscard]] std::string report_iri(std::string_view id);

/// An address that may be followed: http or https; else nullopt, so that no "javascript:" gets out.
[[nodiscard]] std::optional<std::string> web_address(const std::optional<std::string>& url);

}  // namespace rostra::publish

#include "links.h"

namespace rostra::publish {

std::string statement_iri(std::string_view base, std::string_view id) {
    return base.empty() ? "urn:rostra:statement:" + escape_url(id) : std::string(base) + "/s/" + escape_url(id);
}

std::string speaker_iri(std::string_view base, std::string_view slug) {
    return base.empty() ? "urn:rostra:speaker:" + escape_url(slug) : std::string(base) + "/speaker/" + escape_url(slug);
}

std::string state_iri(std::string_view base, std::string_view code) {
    return base.empty() ? "urn:rostra:state:" + escape_url(code) : std::string(base) + "/state/" + escape_url(code);
}

std::string report_iri(std::string_view id) { return "urn:rostra:report:" + escape_url(id); }

std::optional<std::string> web_address(const std::optional<std::string>& url) {
    if (!url || !(url->starts_with("http://") || url->starts_with("https://"))) return std::nullopt;
    if (url->find_first_of(" \t\r\n<>\"") != std::string::npos) return std::nullopt;
    return url;
}

}  // namespace rostra::publish

// POST /read and /api/v1/read: a text is read and forgotten.
#include "site.h"

#include "routes.h"

namespace rostra::server {

namespace {

using Json = nlohmann::json;

/// Counts the texts being read; the place is given back when it ends.
class Turn {
public:
    Turn(std::atomic<int>& count, std::size_t most) : count_(count), got_(count.fetch_add(1) < static_cast<int>(most)) {}
    ~Turn() { count_.fetch_sub(1); }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
    [[nodiscard]] bool got() const { return got_; }

private:
    std::atomic<int>& count_;
    bool got_;
};

std::optional<std::string> text_member(const Json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? std::optional(found->get<std::string>()) : std::nullopt;
}

Result<RawReport> from_json(const std::string& body) {
    const Json object = Json::parse(body, nullptr, false);
    if (!object.is_object()) return Error{ErrorCode::bad_format, "body", "expected a JSON object with \"text\" or \"html\""};
    RawReport raw;
    const auto text = text_member(object, "text"), html = text_member(object, "html");
    if (!text && !html) return Error{ErrorCode::bad_value, "body", "\"text\" or \"html\" is missing"};
    raw.body = text ? *text : *html;
    raw.body_kind = text ? RawReport::Body::text : RawReport::Body::html;
    raw.id = text_member(object, "id");
    raw.url = text_member(object, "url");
    raw.title = text_member(object, "title");
    raw.publisher = text_member(object, "publisher");
    raw.published = text_member(object, "published");
    return raw;
}

/// A browser's form, sent as text/plain so that its size has only our bound: "text=" and the words.
RawReport from_form(std::string_view body) {
    constexpr std::string_view field = "text=";
    if (body.substr(0, field.size()) == field) body.remove_prefix(field.size());
    while (!body.empty() && (body.back() == '\n' || body.back() == '\r')) body.remove_suffix(1);
    RawReport raw;
    for (const char c : body)
        if (c != '\r') raw.body += c;
    return raw;
}

Result<RawReport> raw_report(const Request& request) {
    const std::string type = utf8::lower(request.header("content-type"));
    const bool form = request.segments.size() == 1;
    RawReport raw;
    if (form) raw = from_form(request.body);
    else if (type.rfind("application/json", 0) == 0) {
        Result<RawReport> parsed = from_json(request.body);
        if (!parsed) return parsed;
        raw = *std::move(parsed);
    } else if (type.rfind("text/plain", 0) == 0 || type.rfind("text/html", 0) == 0) {
        raw.body = request.body;
        raw.body_kind = type.rfind("text/html", 0) == 0 ? RawReport::Body::html : RawReport::Body::text;
    } else {
        return Error{ErrorCode::unsupported, "Content-Type", "expected application/json, text/plain or text/html"};
    }
    raw.origin = "text";
    return raw;
}

}  // namespace

Result<Reading> Site::read_text(const Request& request) {
    if (request.body.size() > options_.read_bytes)
        return Error{ErrorCode::too_large, "body", "at most " + std::to_string(options_.read_bytes >> 10) + " KiB are read here"};
    Result<RawReport> raw = raw_report(request);
    if (!raw) return raw.error();
    return reader_->read(*raw);
}

Response Site::read(const Request& request) {
    if (!reader_) return error(503, "No model is loaded, so texts cannot be read here.", request.wants_json());
    const Turn turn(reading_, options_.reads_at_once);
    if (!turn.got()) {
        Response busy = error(503, "Other texts are being read. Try again in a few seconds.", request.wants_json());
        busy.headers.emplace_back("Retry-After", "3");
        return busy;
    }
    Result<Reading> reading = read_text(request);
    if (!reading) return failed(reading.error(), request);
    if (request.segments.size() == 3) return {200, "application/json", to_json(*reading) + "\n", {{"Access-Control-Allow-Origin", "*"}, {"Cache-Control", "no-store"}}};
    Response response = rendered("read", reading_view(*reading), request);
    response.headers.emplace_back("Cache-Control", "no-store");
    return response;
}

}  // namespace rostra::server

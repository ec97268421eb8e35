// WARC 1.0 and 1.1 (ISO 28500), records one after the other; gzip is undone below, whether each record is a member or one
// member holds all. Read are `response`, `resource` and `conversion` records that hold a page or text; the other kinds
// (request, metadata, warcinfo, revisit ...) are passed over in silence. A damaged record is named, and reading goes on
// at the next line that starts a record, or at the next gzip member.
#include "http.h"
#include "readers.h"
#include "sniff.h"

namespace rostra::source {
namespace {

constexpr std::size_t most_headers = 64u << 10, sane_headers = 16u << 10;
constexpr std::size_t skipped_window = 64u << 10;

struct Record {
    std::uint64_t begin = 0;  // decoded byte
    std::string where;
    Headers headers;
    std::uint64_t length = 0;
    std::string type;
};

bool starts_record(std::string_view at) { return at.starts_with("WARC/1.") || at.starts_with("WARC/0."); }

class WarcSource final : public Source {
public:
    WarcSource(Buffered input, std::string name, const SourceLimits& limits) : input_(std::move(input)), name_(std::move(name)), limits_(limits) {}

    std::optional<Result<RawReport>> next() override {
        while (!ended_) {
            skip_blank_lines();
            if (input_.peek(1).empty()) {
                if (auto error = at_end()) return *error;
                continue;
            }
            found_ = true;
            Result<Record> record = read_head();
            if (!record) return lost(record.error());
            if (auto item = read_record(*record)) return item;
        }
        return std::nullopt;
    }
    std::pair<std::uint64_t, std::uint64_t> progress() const override { return input_.stream().progress(); }

private:
    std::string place(std::uint64_t decoded) {
        const auto stored = input_.stream().stored_offset(decoded);
        return name_ + (stored ? "@byte " + std::to_string(*stored) : "@unpacked byte " + std::to_string(decoded));
    }

    void skip_blank_lines() {
        for (;;) {
            const std::string_view seen = input_.peek(4096);
            const std::size_t text = seen.find_first_not_of("\r\n");
            input_.skip(std::min(text, seen.size()));
            if (text != std::string_view::npos || seen.empty()) return;
        }
    }

    // The end, or an error of the stream: then go on at the next member, if there is one.
    std::optional<Error> at_end() {
        auto error = input_.take_error();
        if (error) {
            found_ = true;
            ended_ = !input_.resync();
            return Error{error->code, name_ + "@byte " + std::to_string(progress().first), error->detail};
        }
        ended_ = true;
        if (!found_) return Error{ErrorCode::empty, name_, "nothing to read"};
        return std::nullopt;
    }

    // Names the fault and finds the next record.
    Error lost(Error fault) {
        if (auto error = input_.take_error()) {  // the stream broke: that is the cause
            fault.detail = error->detail;
            ended_ = !input_.resync();
        } else {
            find_record();
        }
        return fault;
    }

    // Moves to the next line that starts a record: the place where reading stands, unless a record failed there.
    void find_record() {
        if (starts_record(input_.peek(8)) && input_.position() > failed_at_) return;
        input_.skip(1);
        for (;;) {
            const std::string_view seen = input_.peek(skipped_window);
            for (std::size_t at = seen.find("\nWARC/"); at != std::string_view::npos; at = seen.find("\nWARC/", at + 1))
                if (starts_record(seen.substr(at + 1))) return input_.skip(at + 1);
            if (seen.size() < skipped_window) return input_.skip(seen.size());
            input_.skip(seen.size() - 8);  // a start may lie across the window's edge
        }
    }

    Result<Record> read_head() {
        Record record;
        record.begin = input_.position();
        record.where = place(record.begin);
        failed_at_ = record.begin;  // until it is read
        const std::string_view seen = input_.peek(4096);
        if (!starts_record(seen)) return Error{ErrorCode::bad_format, record.where, "expected a record, \"WARC/1.0\" or \"WARC/1.1\""};
        std::size_t end = head_end(seen);
        if (end == 0) end = head_end(input_.peek(most_headers));
        if (end == 0) {
            // No sane record starts in what was seen; passing over it keeps endless headers from costing a scan a byte.
            input_.skip(std::min(input_.peek(most_headers).size(), most_headers - sane_headers));
            return Error{ErrorCode::bad_format, record.where, "the record's headers do not end within " + std::to_string(most_headers) + " bytes"};
        }
        const std::string head(input_.peek(end));
        record.headers = Headers::parse(std::string_view(head).substr(head.find('\n') + 1));
        input_.skip(end);
        const auto length = number(record.headers.get("content-length"));
        if (!length) return Error{ErrorCode::bad_format, record.where, "the record has no valid Content-Length"};
        record.length = *length;
        record.type = utf8::lower(record.headers.get("warc-type"));
        return record;
    }

    static std::size_t head_end(std::string_view seen) {
        const std::size_t strict = seen.find("\r\n\r\n"), bare = seen.find("\n\n");
        if (strict == std::string_view::npos && bare == std::string_view::npos) return 0;
        return strict < bare ? strict + 4 : bare + 2;
    }

    static bool is_wanted(const Record& record) {
        if (record.type == "response") return media_type(record.headers.get("content-type")).type == "application/http" || record.headers.get("content-type").empty();
        return record.type == "resource" || record.type == "conversion";
    }

    // nullopt: passed over.
    std::optional<Result<RawReport>> read_record(const Record& record) {
        const bool large = record.length > limits_.report_bytes;
        if (!is_wanted(record) || large) {
            if (input_.discard(record.length) < record.length) return cut_off(record);
            if (!is_wanted(record)) return std::nullopt;
            return Error{ErrorCode::too_large, record.where, "the record is over " + std::to_string(limits_.report_bytes) + " bytes"};
        }
        std::string block;
        if (input_.read(block, record.length) < record.length) return cut_off(record);
        return record.type == "response" ? from_response(record, std::move(block)) : from_resource(record, std::move(block));
    }

    Error cut_off(const Record& record) {
        auto error = input_.take_error();
        const std::string why = error ? error->detail : "the archive ends before the record's " + std::to_string(record.length) + " bytes do";
        ended_ = !error || !input_.resync();
        return {ErrorCode::bad_format, record.where, "record cut off: " + why};
    }

    std::optional<Result<RawReport>> from_response(const Record& record, std::string block) {
        Result<HttpResponse> response = read_http(std::move(block), limits_);
        if (!response) return Error{response.error().code, record.where, response.error().detail};
        if (response->status < 200 || response->status > 299) return std::nullopt;  // redirects and error pages are no reports
        return from_body(record, response->type, std::move(response->body));
    }

    std::optional<Result<RawReport>> from_resource(const Record& record, std::string block) {
        return from_body(record, media_type(record.headers.get("content-type")), std::move(block));
    }

    std::optional<Result<RawReport>> from_body(const Record& record, const MediaType& type, std::string body) {
        const bool html = type.type == "text/html" || type.type == "application/xhtml+xml";
        const bool unnamed = type.type.empty() && is_html(body);
        if (!html && !unnamed && type.type != "text/plain") return std::nullopt;
        std::string url(record.headers.get("warc-target-uri"));
        if (url.size() > 1 && url.front() == '<' && url.back() == '>') url = url.substr(1, url.size() - 2);  // as WARC 1.0 was often read
        if (url.ends_with("/robots.txt") || body.find_first_not_of(" \t\r\n") == std::string::npos) return std::nullopt;
        RawReport report;
        report.origin = record.where;
        report.body_kind = html || unnamed || is_html(body) ? RawReport::Body::html : RawReport::Body::text;
        report.body = std::move(body);
        report.charset = type.charset;
        if (!url.empty()) report.url = std::move(url);
        return report;
    }

    Buffered input_;
    std::string name_;
    SourceLimits limits_;
    std::uint64_t failed_at_ = 0;  // where the last record began
    bool ended_ = false, found_ = false;
};

}  // namespace

std::unique_ptr<Source> read_warc(Buffered input, std::string name, const SourceLimits& limits) {
    return std::make_unique<WarcSource>(std::move(input), std::move(name), limits);
}

}  // namespace rostra::source

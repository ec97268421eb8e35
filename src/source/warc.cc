// WARC 1.0 and 1.1 (ISO 28500), records one after the other; gzip is undone below, whether each record is a member or one
// member holds all. Read are `response`, `resource` and `conversion` records that hold a page or text; the other kinds
// (request, metadata, warcinfo, revisit ...) are passed over in silence. A damaged record is named, and reading goes on
// at the next line that starts a record, or at the next gzip member. A record whose length runs over the record behind it
// is damaged too: the gzip member that starts in it shows that, or what comes after it, which is no record.
#include "http.h"
#include "readers.h"
#include "sniff.h"

namespace rostra::source {
namespace {

constexpr std::size_t most_headers = 64u << 10, sane_headers = 16u << 10;
constexpr std::size_t window = 64u << 10;
constexpr std::size_t longest_url = 200;  // in messages

struct Record {
    std::uint64_t begin = 0;  // decoded byte
    std::string where;
    Headers headers;
    std::uint64_t length = 0;
    std::string type;
};

bool starts_record(std::string_view at) { return at.starts_with("WARC/1.") || at.starts_with("WARC/0."); }

std::size_t head_end(std::string_view seen) {
    const std::size_t strict = seen.find("\r\n\r\n"), bare = seen.find("\n\n");
    if (strict == std::string_view::npos && bare == std::string_view::npos) return 0;
    return strict < bare ? strict + 4 : bare + 2;
}

/// Whether these are the headers of a record, and not only its first letters in some text.
bool is_head(std::string_view at) {
    if (!starts_record(at)) return false;
    at = at.substr(0, sane_headers);
    const std::size_t end = head_end(at);
    if (end == 0) return false;
    const Headers headers = Headers::parse(at.substr(0, end).substr(at.find('\n') + 1));
    return !headers.get("warc-type").empty() && number(headers.get("content-length"));
}

/// Where in the bytes the headers of the next record begin, or (`lines`) a line that starts like one.
std::optional<std::size_t> find_record_in(std::string_view seen, bool lines) {
    std::size_t tries = 256;  // text made of beginnings must not cost a look at their headers each
    for (std::size_t at = seen.find("WARC/"); at != std::string_view::npos; at = seen.find("WARC/", at + 1)) {
        if (lines && at > 0 && seen[at - 1] == '\n' && starts_record(seen.substr(at))) return at;
        if (tries > 0 && --tries > 0 && is_head(seen.substr(at))) return at;
    }
    return std::nullopt;
}

class WarcSource final : public Source {
public:
    WarcSource(Buffered input, std::string name, const SourceLimits& limits) : input_(std::move(input)), name_(std::move(name)), limits_(limits) {}

    std::optional<Result<RawReport>> next() override {
        if (!found_ && input_.peek(3) == "\xEF\xBB\xBF") input_.skip(3);
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

    // Moves to the next record: the place where reading stands, unless a record failed there.
    void find_record() {
        if (starts_record(input_.peek(8)) && input_.position() > failed_at_) return;
        input_.skip(1);
        for (;;) {
            const auto member = member_in(failed_at_, window);
            const std::string_view seen = input_.peek(window);
            const std::size_t here = std::min(find_record_in(seen, true).value_or(seen.size()), member.value_or(seen.size()));
            if (here < seen.size()) return input_.skip(here);
            if (seen.size() < window) return input_.skip(seen.size());
            input_.skip(seen.size() - sane_headers);  // headers may lie across the window's edge
        }
    }

    // How far from here a gzip member starts with a record, behind the decoded byte `from` and within the next `room` bytes. What was seen before must be seen again.
    std::optional<std::size_t> member_in(std::uint64_t from, std::size_t room) {
        const std::uint64_t here = input_.position(), end = here + input_.peek(room).size();
        for (auto at = input_.stream().next_member(here > from ? here - 1 : from); at && *at < end; at = input_.stream().next_member(*at)) {
            const auto away = static_cast<std::size_t>(*at - input_.position());
            if (starts_record(input_.peek(away + 8).substr(away))) return away;
        }
        return std::nullopt;
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
            const auto member = member_in(record.begin, most_headers);
            const std::size_t there = input_.peek(most_headers).size();
            input_.skip(member.value_or(std::min(there, most_headers - sane_headers)));
            return Error{ErrorCode::bad_format, record.where, there < most_headers ? "the archive ends in the record's headers" : "the record's headers do not end within " + std::to_string(most_headers) + " bytes"};
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

    static bool is_wanted(const Record& record) {
        if (record.type == "response") return media_type(record.headers.get("content-type")).type == "application/http" || record.headers.get("content-type").empty();
        return record.type == "resource" || record.type == "conversion";
    }

    // nullopt: passed over.
    std::optional<Result<RawReport>> read_record(const Record& record) {
        const bool large = record.length > limits_.report_bytes;
        std::string block;
        bool over = false;
        const std::uint64_t got = large ? pass(record, over) : take(record, block, over);
        if (over) return fault(record, ErrorCode::bad_format, "its Content-Length, " + std::to_string(record.length) + " bytes, runs over the record behind it");
        if (got < record.length) return cut_off(record);
        if (!is_wanted(record)) return std::nullopt;
        if (large) return fault(record, ErrorCode::too_large, "the record is over " + std::to_string(limits_.report_bytes) + " bytes");
        if (const auto cut = record.headers.get("warc-truncated"); !cut.empty()) return fault(record, ErrorCode::bad_format, "cut off by the crawler: WARC-Truncated is " + std::string(cut.substr(0, 40)));
        return record.type == "response" ? from_response(record, std::move(block)) : from_resource(record, std::move(block));
    }

    // The record's block, as far as it is there; `over` where another record begins in it: reading then goes on with that.
    std::uint64_t take(const Record& record, std::string& block, bool& over) {
        while (block.size() < record.length && !over) {
            const auto room = static_cast<std::size_t>(std::min<std::uint64_t>(record.length - block.size(), window));
            const auto member = member_in(record.begin, room);
            over = member.has_value();
            const std::string_view seen = input_.peek(room).substr(0, member.value_or(room));
            if (seen.empty()) break;
            block.append(seen);
            input_.skip(seen.size());
        }
        if (over || block.size() < record.length || at_record_or_end()) return block.size();
        input_.put_back(block);  // the headers of what it runs over may lie across its end
        const auto next = find_record_in(input_.peek(block.size() + sane_headers), false);
        over = next && *next < block.size();
        input_.skip(over ? *next : block.size());
        return block.size();
    }

    bool at_record_or_end() {
        const std::string_view seen = input_.peek(64);
        const std::size_t text = seen.find_first_not_of("\r\n");
        return text == std::string_view::npos || starts_record(seen.substr(text));
    }

    // Passes over a block that is too large to be kept, and stops at a record that begins in it: where the length is wrong nobody could come back to that.
    std::uint64_t pass(const Record& record, bool& over) {
        std::uint64_t gone = 0;
        while (gone < record.length) {
            const auto room = static_cast<std::size_t>(std::min<std::uint64_t>(record.length - gone, window + sane_headers));
            const auto member = member_in(record.begin, room);
            const std::string_view seen = input_.peek(room);
            if (seen.empty()) return gone;
            const auto next = member ? member : find_record_in(seen, false);
            over = next.has_value();
            const std::size_t step = next ? *next : std::min(seen.size(), window);
            input_.skip(step);
            gone += step;
            if (over) return gone;
        }
        return gone;
    }

    // An error of a record, with its address where that is known.
    static Error fault(const Record& record, ErrorCode code, std::string detail) {
        std::string url = url_of(record).substr(0, longest_url);
        std::erase_if(url, [](unsigned char c) { return c < 0x21 || c > 0x7E; });
        if (!url.empty()) detail += " (" + url + ")";
        return {code, record.where, std::move(detail)};
    }

    static std::string url_of(const Record& record) {
        std::string url(record.headers.get("warc-target-uri"));
        if (url.size() > 1 && url.front() == '<' && url.back() == '>') url = url.substr(1, url.size() - 2);  // as WARC 1.0 was often read
        return url;
    }

    Error cut_off(const Record& record) {
        auto error = input_.take_error();
        const std::string why = error ? error->detail : "the archive ends before the record's " + std::to_string(record.length) + " bytes do";
        ended_ = !error || !input_.resync();
        return fault(record, ErrorCode::bad_format, "record cut off: " + why);
    }

    std::optional<Result<RawReport>> from_response(const Record& record, std::string block) {
        Result<HttpResponse> response = read_http(std::move(block), limits_);
        if (!response) return fault(record, response.error().code, response.error().detail);
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
        std::string url = url_of(record);
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

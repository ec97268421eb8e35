// NDJSON: one report a line, read one line at a time. A bad line is an error of that line only.
#include "ndjson_line.h"
#include "readers.h"

namespace rostra::source {
namespace {

class NdjsonSource final : public Source {
public:
    NdjsonSource(Buffered input, std::string name, const SourceLimits& limits)
        : input_(std::move(input)), name_(std::move(name)), limits_(limits) {}

    std::optional<Result<RawReport>> next() override {
        std::string line;
        for (bool dropped = false;; line.clear()) {
            if (!input_.read_line(line, limits_.report_bytes, dropped)) return at_end();
            ++number_;
            const std::string where = name_ + ":" + std::to_string(number_);
            if (dropped) {
                found_ = true;
                return Error{ErrorCode::too_large, where, "the line is over " + std::to_string(limits_.report_bytes) + " bytes"};
            }
            std::string_view text = line;
            if (number_ == 1 && text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
            if (text.find_first_not_of(" \t\r\f") == std::string_view::npos) continue;
            found_ = true;
            Result<RawReport> report = read_ndjson_line(text);
            if (!report) return Error{report.error().code, where, report.error().detail};
            report->origin = where;
            return report;
        }
    }
    std::pair<std::uint64_t, std::uint64_t> progress() const override { return input_.stream().progress(); }

private:
    std::optional<Result<RawReport>> at_end() {
        if (auto error = input_.take_error()) {
            found_ = true;
            return Error{error->code, name_ + "@byte " + std::to_string(progress().first), error->detail};
        }
        if (!std::exchange(found_, true)) return Error{ErrorCode::empty, name_, "nothing to read"};
        return std::nullopt;
    }

    Buffered input_;
    std::string name_;
    SourceLimits limits_;
    std::uint64_t number_ = 0;
    bool found_ = false;
};

}  // namespace

std::unique_ptr<Source> read_ndjson(Buffered input, std::string name, const SourceLimits& limits) {
    return std::make_unique<NdjsonSource>(std::move(input), std::move(name), limits);
}

}  // namespace rostra::source

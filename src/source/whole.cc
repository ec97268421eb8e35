#include "readers.h"
#include "sniff.h"

namespace rostra::source {
namespace {

class WholeSource final : public Source {
public:
    WholeSource(Buffered input, std::string name, RawReport::Body body, const SourceLimits& limits)
        : input_(std::move(input)), name_(std::move(name)), body_(body), limits_(limits) {}

    std::optional<Result<RawReport>> next() override {
        if (std::exchange(done_, true)) return std::nullopt;
        RawReport report;
        report.origin = name_;
        report.body_kind = body_;
        input_.read(report.body, limits_.report_bytes);
        if (!input_.peek(1).empty())
            return Error{ErrorCode::too_large, name_, "over " + std::to_string(limits_.report_bytes) + " bytes, the most that one report may have"};
        if (auto error = input_.take_error()) return Error{error->code, name_ + "@byte " + std::to_string(progress().first), error->detail};
        if (const auto packed = packed_as(report.body); !packed.empty()) return Error{ErrorCode::unsupported, name_, "is a " + std::string(packed) + " file: expected text, a page, NDJSON or WARC, each as it is or gzipped"};
        if (report.body.empty()) return Error{ErrorCode::empty, name_, "nothing to read"};
        return report;
    }
    std::pair<std::uint64_t, std::uint64_t> progress() const override { return input_.stream().progress(); }

private:
    Buffered input_;
    std::string name_;
    RawReport::Body body_;
    SourceLimits limits_;
    bool done_ = false;
};

}  // namespace

std::unique_ptr<Source> read_whole(Buffered input, std::string name, RawReport::Body body, const SourceLimits& limits) {
    return std::make_unique<WholeSource>(std::move(input), std::move(name), body, limits);
}

}  // namespace rostra::source

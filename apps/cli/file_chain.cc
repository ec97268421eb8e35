#include "file_chain.h"

#include <filesystem>

namespace rostra::cli {
namespace fs = std::filesystem;

FileChain::FileChain(std::vector<std::string> files, InputKind kind, SourceLimits limits, Ids ids) : files_(std::move(files)), kind_(kind), limits_(limits), ids_(ids) {
    std::uint64_t sum = 0;
    for (const std::string& file : files_) {
        std::error_code error;
        const auto size = fs::is_regular_file(file, error) ? fs::file_size(file, error) : 0;
        if (error || (size == 0 && file == "-")) {
            ends_.clear();
            return;
        }
        ends_.push_back(sum += size);
    }
}

std::optional<Result<RawReport>> FileChain::next() {
    for (;;) {
        if (!current_) {
            if (opened_ == files_.size()) return std::nullopt;
            auto source = open_source(files_[opened_++], kind_, limits_);
            if (!source) return Result<RawReport>(source.error());
            current_ = *std::move(source);
        }
        auto item = current_->next();
        if (!item) {
            current_.reset();
            continue;
        }
        if (!*item) return item;
        return named(**std::move(item));
    }
}

Result<RawReport> FileChain::named(RawReport report) const {
    const std::string& file = files_[opened_ - 1];
    const bool whole_file = report.origin == file && file != "-";
    if (ids_ == Ids::name && whole_file && !report.id) report.id = fs::path(file).stem().string();
    return report;
}

std::pair<std::uint64_t, std::uint64_t> FileChain::progress() const {
    if (ends_.size() != files_.size() || ends_.empty()) return {current_ ? current_->progress().first : 0, 0};
    const std::uint64_t before = opened_ >= 2 ? ends_[opened_ - 2] : 0;
    if (current_) return {before + current_->progress().first, ends_.back()};
    return {opened_ == 0 ? 0 : ends_[opened_ - 1], ends_.back()};
}

void FileChain::skip(std::uint64_t items) {
    while (items-- > 0 && next()) continue;
}

}  // namespace rostra::cli

// Several inputs as one source, so that many small files fill a batch as well as one large file does.
#pragma once

#include "rostra/source.h"

namespace rostra::cli {

/// Where a report without an id of its own gets one.
enum class Ids {
    hash,  ///< the hash of its text: right for a record, in which the same text is the same report
    name,  ///< a whole file's name without folder and extension, so that output and gold files can be joined; NDJSON lines and archive records still get the hash
};

class FileChain final : public Source {
public:
    FileChain(std::vector<std::string> files, InputKind kind, SourceLimits limits, Ids ids);
    /// An input that cannot be opened is one error; the others go on.
    std::optional<Result<RawReport>> next() override;
    /// Bytes of the files finished and of the one being read, and of all (0 when one is a pipe).
    [[nodiscard]] std::pair<std::uint64_t, std::uint64_t> progress() const override;
    /// Passes over the first `items` reports or errors without keeping them.
    void skip(std::uint64_t items);

private:
    [[nodiscard]] Result<RawReport> named(RawReport report) const;

    std::vector<std::string> files_;
    std::vector<std::uint64_t> ends_;  // bytes up to the end of file i; empty when unknown
    InputKind kind_;
    SourceLimits limits_;
    Ids ids_;
    std::size_t opened_ = 0;
    std::unique_ptr<Source> current_;
};

}  // namespace rostra::cli

// Where `rostra read` writes: standard output, or a file that can be taken up again after a kill.
#pragma once

#include "rostra/base.h"

#include <cstdio>
#include <memory>

namespace rostra::cli {

/// Bytes out, and a journal FILE.progress beside a file: how many items of the input are done and how long the file
/// was then. The journal is replaced by rename after the file's bytes reached the disk, so at any moment of a kill it names a state that
/// the file holds; what was written after it is cut off on resuming.
class Output {
public:
    /// Standard output.
    Output();
    /// A file. With `resume` and a journal, goes on behind what that names; without either, starts afresh. `run` names what decides
    /// the file's bytes (inputs, model, options): a journal of another run is refused.
    /// Errors: not_readable (cannot be opened or cut), bad_format (a journal that is none), usage (a journal of another run).
    static Result<Output> open(const std::string& path, bool resume, const std::string& run);

    /// Items of the input that an earlier run finished.
    [[nodiscard]] std::uint64_t done() const { return items_; }
    /// Counts one more item of the input, read or failed.
    void count() { ++items_; }
    [[nodiscard]] Status write(std::string_view bytes);
    /// Whether it is time to note the state.
    [[nodiscard]] bool due() const;
    /// Notes the state, with a line that `note` gives back to the run that takes it up.
    [[nodiscard]] Status checkpoint(const std::string& note);
    [[nodiscard]] const std::string& note() const { return note_; }
    /// Flushes, and removes the journal of a run that came to its end.
    [[nodiscard]] Status finish();

private:
    struct Close {
        void operator()(std::FILE* file) const;
    };
    std::unique_ptr<std::FILE, Close> file_;
    std::string path_;  // empty for standard output
    std::string run_;   // its fingerprint
    std::string note_;  // of the run that was killed
    std::uint64_t items_ = 0;
    std::uint64_t noted_ = 0;
};

}  // namespace rostra::cli

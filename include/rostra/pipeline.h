// The pipeline: the only joiner of stages 1 to 6. Command line, server, Python, fuzzers and benchmarks call it.
#pragma once

#include "rostra/statements.h"

#include <functional>

namespace rostra {

/// One report read: the document and its statements.
struct Reading {
    Document document;
    std::vector<Statement> statements;
};

/// Whether texts of this language (BCP 47) go to the model: English, and texts too short to tell. Reports in others come
/// back without statements.
[[nodiscard]] bool reads_language(std::string_view language);

struct ReadOptions {
    std::string model = "accurate";  ///< "accurate" or "fast"
    std::string models_directory;    ///< empty: found beside the program, then the installed place
    InputKind input = InputKind::automatic;
    SourceLimits limits;
    double min_confidence = 0;        ///< statements below it are left out
    bool given_attributions = false;  ///< take spans from NDJSON instead of the model (`--attributions gold`)
    bool judge_acts = true;           ///< the model judges what an attribution does; else the rules alone, and given attributions need no model (`--acts rules`)
    unsigned jobs = 1;                ///< threads
};

/// Loaded once, used by many: const calls are thread-safe.
class Reader {
public:
    [[nodiscard]] static Result<Reader> load(const ReadOptions& options);
    Reader(Reader&&) noexcept;
    Reader& operator=(Reader&&) noexcept;
    ~Reader();

    /// Reads one raw report. Errors are of stage 2.
    [[nodiscard]] Result<Reading> read(const RawReport& report) const;
    /// Plain text in one call: the shortest way in.
    [[nodiscard]] Result<Reading> read_text(std::string_view text) const;

    /// Reads everything that a source gives, on `jobs` threads, in input order. `sink` gets each reading or
    /// error, from the calling thread only, and returns false to stop. Memory stays bounded: at most a few
    /// batches are in flight.
    using Sink = std::function<bool(Result<Reading>)>;
    void read_all(Source& source, const Sink& sink) const;

    [[nodiscard]] const ReadOptions& options() const;
    [[nodiscard]] std::string model_id() const;

private:
    struct State;
    explicit Reader(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace rostra

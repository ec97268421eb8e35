// Stage 4, attribution: tokens → source, cue and content spans, linked, with a confidence.
// The three parts of an attribution are those of Pareti (2015) and PolNeAR (Newell et al., LREC 2018).
// Must not know who a source stands for.
#pragma once

#include "rostra/tokens.h"

#include <memory>
#include <span>

namespace rostra {

/// Who (source) says (cue) what (content), as byte spans. Any part can be in several pieces, sorted;
/// source or cue can be empty; content never is.
struct Attribution {
    std::vector<Span> source, cue, content;
    float confidence = 0;  ///< calibrated probability that source and content are right, 0..1
    /// What the model takes the whole for: the log of the chance of each act, in the order of rostra::Act (knowledge.h).
    /// Empty where the model does not judge acts.
    std::vector<float> acts = {};
};

/// One text to attribute. The views must outlive the call.
struct AttributionInput {
    std::string_view text;
    const Tokens* tokens = nullptr;
    const std::vector<Attribution>* given = nullptr;  ///< where set, these are the attributions: only their acts are judged
    bool judge_acts = true;                           ///< else `acts` stays empty, and what they cost is saved
};

/// A loaded model. Immutable after load: any number of threads may call `attribute` at once.
class Attributor {
public:
    virtual ~Attributor() = default;
    /// One list a text, sorted by first content byte. Texts are batched together. Never fails. With `threads` above 1 so many
    /// threads share the windows of these texts, for a quick answer on few texts; the lists are the same.
    [[nodiscard]] virtual std::vector<std::vector<Attribution>> attribute(std::span<const AttributionInput> texts, unsigned threads = 1) const = 0;
    [[nodiscard]] virtual std::string id() const = 0;

    /// Loads DIRECTORY/weights.rnn (see docs/formats/model-file.md): magic, version, length and hash are checked.
    /// Errors: not_found, bad_format (truncated, foreign, wrong hash, missing tensor), unsupported (version).
    [[nodiscard]] static Result<std::unique_ptr<Attributor>> load(const std::string& directory);
};

}  // namespace rostra

// Scores predicted attributions against gold ones: the figures of ../shared/tools/score_attributions.py, and slices
// of them that say where the mistakes are. A side library of the command line; no stage knows it.
// Pure functions; thread-safe.
#pragma once

#include "rostra/base.h"

#include <array>
#include <vector>

namespace rostra::evaluation {

enum Part : std::size_t { source,
                          cue,
                          content,
                          parts };

/// One attribution; spans count code points.
struct Attribution {
    std::array<std::vector<Span>, parts> spans;
};

struct Document {
    std::string id, text, publisher;
    std::vector<Attribution> attributions;
};

/// JSON Lines with `id`, `text` (gold only), `attributions`. Errors: not_found, bad_format with the line's number.
[[nodiscard]] Result<std::vector<Document>> read_documents(const std::string& path);

/// Percentages, not rounded. `low` and `high` bound F1 with 95% confidence (bootstrap over documents), when asked for.
struct Figure {
    std::string name;
    double f1 = 0, precision = 0, recall = 0;
    std::size_t gold = 0;
    double low = 0, high = 0;
};

/// who-said-what among those gold (recall) and predicted (precision) attributions that share a property.
struct Slice {
    std::string name;
    std::size_t gold = 0, found = 0;       ///< gold ones, and how many were matched
    std::size_t predicted = 0, right = 0;  ///< predicted ones, and how many were matched
    [[nodiscard]] double precision() const { return predicted ? 100.0 * static_cast<double>(right) / static_cast<double>(predicted) : 0; }
    [[nodiscard]] double recall() const { return gold ? 100.0 * static_cast<double>(found) / static_cast<double>(gold) : 0; }
    [[nodiscard]] double f1() const { return precision() + recall() > 0 ? 2 * precision() * recall() / (precision() + recall()) : 0; }
};

struct Scores {
    std::vector<Figure> figures;                         ///< in the order of the Python tool
    std::vector<Slice> by_cue, by_publisher, by_length;  ///< most frequent first; lengths in words of content
};

struct ScoreOptions {
    std::size_t bootstrap = 0;  ///< resamplings for the confidence bounds; 0: none
    std::uint64_t seed = 1;
};

/// Documents that the prediction lacks count as empty. Errors: bad_value (a predicted document that gold lacks, or a
/// span outside its text).
[[nodiscard]] Result<Scores> score(const std::vector<Document>& gold, const std::vector<Document>& predicted, const ScoreOptions& options = {});

/// direct, mixed or indirect by the quotation marks around and in the content.
[[nodiscard]] std::string_view manner_of(std::u32string_view text, const Attribution& attribution);

}  // namespace rostra::evaluation

// Reports made up from the example reports, for benchmarks and load tests; bench/README.md says how. The same folder and
// seed make the same reports, one after another, so that a record can be made again anywhere.
#pragma once

#include "rostra/pipeline.h"

#include <map>
#include <random>

namespace rostra::bench {

class MadeReports {
public:
    /// Reads every *.txt below `folder`. Errors: not_found when there is none.
    [[nodiscard]] static Result<MadeReports> from(const std::string& folder);

    /// The next report, with `statements` statements.
    [[nodiscard]] Reading next(std::size_t statements);
    /// A word of the examples, as often as it stands there: "the" comes more often than "detention".
    [[nodiscard]] const std::string& word() { return words_[random_() % words_.size()]; }

private:
    [[nodiscard]] std::string sentence(std::size_t length);
    [[nodiscard]] Statement statement(Document& document, const Statement* retold, const std::string& content);
    [[nodiscard]] Statement fresh();
    [[nodiscard]] std::string with_changes(std::string content);

    /// What a report said, as far as another can tell it again.
    struct Told {
        std::string day;
        std::vector<Statement> statements;
        std::vector<std::string> contents;
    };

    std::vector<std::string> words_;
    std::map<std::string, std::vector<std::string>> next_;
    std::vector<Told> lately_;
    std::size_t made_ = 0;
    std::mt19937_64 random_{20191029};
};

}  // namespace rostra::bench

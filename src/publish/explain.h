// Why each field of a statement has its value: the stages' evidence, made whole from the values and the text. Private to publish.
#pragma once

#include "rostra/publish.h"
#include "rostra/speakers_words.h"

namespace rostra::publish {

/// `field` is a member of the statement, a part of one after a full stop ("on_behalf_of.named"), or "attribution".
struct Reason {
    std::string field, rule;
    std::vector<Span> words;
    std::optional<float> score;  ///< chance, 0 to 1, where the model judged
};

/// Reads the document's words once for all of its statements. Does not own it.
class Explainer {
public:
    explicit Explainer(const Document& document);
    [[nodiscard]] std::vector<Reason> reasons(const Statement& statement) const;

private:
    void of_speaker(const Statement& statement, std::vector<Reason>& out) const;
    void of_bloc(const Statement& statement, std::vector<Reason>& out) const;
    void of_members(const Bloc& bloc, std::vector<Reason>& out) const;
    void of_group(const Bloc& bloc, std::vector<Reason>& out) const;
    [[nodiscard]] Reason from(const Evidence& evidence, const Statement& statement) const;
    [[nodiscard]] std::vector<Span> act_words(const Statement& statement) const;
    [[nodiscard]] std::optional<Span> nearest(std::string_view words, std::uint32_t byte) const;
    [[nodiscard]] std::uint32_t sentence_at(std::uint32_t byte) const;

    const Document& document_;
    Tokens tokens_;
    MarkedText view_;
};

}  // namespace rostra::publish

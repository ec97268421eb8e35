#include "stance.h"

#include "user_query.h"

namespace rostra::store {
namespace {

// Folded words in a row; "*" ends a word early. Phrases of joint statements in the UN's human rights bodies: what one side
// says of a state in its defence, and what the other charges it with.
constexpr std::string_view defences[] = {"internal affair*", "domestic affair*", "own affair*", "interfer*", "meddl*", "politici*", "double standard*", "smear*",
                                         "unfounded", "groundless", "disinformation", "false information", "sovereignty", "political motivation", "political motive*"};
constexpr std::string_view charges[] = {"grave concern*", "gravely concerned", "deeply concerned", "deep concern", "serious concern*", "seriously concerned", "abuse*", "violation*",
                                        "mass detention*", "arbitrary detention*", "arbitrarily detained", "torture*", "forced labour", "forced labor", "forced sterili*", "crackdown"};

// What reporters call a paper of one side.
constexpr std::string_view favours[] = {"prais*", "in defence", "in defense", "defend*", "favour", "favor", "commend*", "applaud*"};
constexpr std::string_view censures[] = {"criticis*", "criticiz*", "condemn*", "accus*", "denounc*"};

template <std::size_t N>
std::string found(std::string_view content, const std::string_view (&phrases)[N]) {
    for (const std::string_view phrase : phrases) {
        Term term;
        term.prefix = phrase.ends_with('*');
        for (Word& word : words_in(phrase)) term.words.push_back(std::move(word.folded));
        const auto spans = mark(content, {term});
        if (!spans.empty()) return "“" + std::string(slice(content, {spans.front().begin, spans[term.words.size() - 1].end})) + "”";
    }
    return {};
}

}  // namespace

Stance stance_of(const StatementRow& row) {
    const Act act = row.statement.act;
    // Praise is praise, and who denies a charge uses its words.
    if (act == Act::praise) return {Side::with, std::string(name_of(act))};
    if (std::string words = found(row.content, defences); !words.empty()) return {Side::with, std::move(words)};
    if (act == Act::deny) return {};
    if (std::string words = found(row.content, charges); !words.empty()) return {Side::against, std::move(words)};
    const Side side = side_of(act);
    return {side, side == Side::open ? std::string() : std::string(name_of(act))};
}

Side side_of_words(std::string_view sentence) {
    const bool with = !found(sentence, favours).empty() || !found(sentence, defences).empty();
    const bool against = !found(sentence, censures).empty() || !found(sentence, charges).empty();
    return with == against ? Side::open : with ? Side::with : Side::against;
}

}  // namespace rostra::store

namespace rostra {

Side side_of(const StatementRow& row) { return store::stance_of(row).side; }

}  // namespace rostra

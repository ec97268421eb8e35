#include "stance.h"

#include "user_query.h"

#include <algorithm>

namespace rostra {
namespace store {
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

constexpr std::string_view pronouns[] = {"it", "this", "that", "them", "him", "her", "so", "these", "those"};

template <std::size_t N>
std::vector<Term> terms(const std::string_view (&phrases)[N]) {
    std::vector<Term> out;
    for (const std::string_view phrase : phrases) {
        Term& term = out.emplace_back();
        term.prefix = phrase.ends_with('*');
        for (Word& word : words_in(phrase)) term.words.push_back(std::move(word.folded));
    }
    return out;
}

const std::vector<Term>& defence_terms() {
    static const std::vector<Term> all = terms(defences);
    return all;
}
const std::vector<Term>& charge_terms() {
    static const std::vector<Term> all = terms(charges);
    return all;
}

/// The first of the phrases that the text has, as it stands there; empty: none.
std::string found(std::string_view text, const std::vector<Word>& words, const std::vector<Term>& phrases) {
    for (const Term& phrase : phrases)
        if (const auto span = first_hit(words, phrase)) return "“" + std::string(slice(text, *span)) + "”";
    return {};
}

}  // namespace
}  // namespace store

Stance stance_of(const StatementRow& row) {
    using namespace store;
    const Act act = row.statement.act;
    const auto words = words_in(row.content);
    // "54 applaud it", "22 others in backing it": of what, only the text around it says.
    if (words.size() == 1 && std::find(std::begin(pronouns), std::end(pronouns), words.front().folded) != std::end(pronouns)) return {};
    // Praise is praise, and who denies a charge uses its words.
    if (act == Act::praise) return {Side::with, std::string(name_of(act))};
    if (std::string defence = found(row.content, words, defence_terms()); !defence.empty()) return {Side::with, std::move(defence)};
    if (act == Act::deny) return {};
    if (std::string charge = found(row.content, words, charge_terms()); !charge.empty()) return {Side::against, std::move(charge)};
    const Side side = side_of(act);
    return {side, side == Side::open ? std::string() : std::string(name_of(act))};
}

namespace store {

Side side_of_words(std::string_view sentence) {
    static const std::vector<Term> favour_terms = terms(favours), censure_terms = terms(censures);
    const auto words = words_in(sentence);
    const bool with = !found(sentence, words, favour_terms).empty() || !found(sentence, words, defence_terms()).empty();
    const bool against = !found(sentence, words, censure_terms).empty() || !found(sentence, words, charge_terms()).empty();
    return with == against ? Side::open : with ? Side::with
                                               : Side::against;
}

}  // namespace store
}  // namespace rostra

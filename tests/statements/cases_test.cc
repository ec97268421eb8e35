// The case suite: spans are given, so that what is tested is who spoke, for whom, to do what, where and when.
#include "statement_cases.h"

#include <gtest/gtest.h>

#include <set>

namespace rostra {
namespace {

std::string joined(const std::vector<std::string>& parts) {
    std::string out;
    for (const std::string& p : parts) out += (out.empty() ? "" : ",") + p;
    return out;
}

std::set<std::string> split(std::string_view list) {
    std::set<std::string> out;
    std::string one;
    for (const char c : list) {
        if (c == ',') {
            out.insert(one);
            one.clear();
        } else {
            one += c;
        }
    }
    if (!one.empty()) out.insert(one);
    return out;
}

/// The bloc in the words of the case files, with only the keys that the expectation names.
std::string bloc_text(const std::optional<Bloc>& bloc, const std::string& wanted) {
    if (!bloc) return "none";
    std::string out;
    const auto add = [&](const std::string& key, const std::string& value) {
        if (wanted.find(key + "=") != std::string::npos) out += (out.empty() ? "" : " ") + key + "=" + value;
    };
    add("declared", bloc->declared ? std::to_string(*bloc->declared) : "-");
    const std::size_t at = wanted.find("named=");
    if (at != std::string::npos) {
        const std::string names = wanted.substr(at + 6, wanted.find(' ', at) == std::string::npos ? std::string::npos : wanted.find(' ', at) - at - 6);
        std::set<std::string> have(bloc->named.begin(), bloc->named.end()), want = split(names);
        // Who leads may stand among those named or not: as in the shared scorer, it counts as one of them.
        if (const std::size_t lead = wanted.find("lead="); lead != std::string::npos && bloc->lead && wanted.compare(lead + 5, 3, *bloc->lead) == 0) have.insert(*bloc->lead), want.insert(*bloc->lead);
        add("named", have == want ? names : joined(bloc->named));
    }
    add("lead", bloc->lead.value_or("-"));
    add("bymember", std::to_string(bloc->by_membership.size()));
    add("group", bloc->group.value_or("-"));
    return out.empty() ? "a bloc" : out;
}

std::string field(const Statement& s, const std::string& key, const std::string& wanted) {
    const Speaker none;
    const Speaker& who = s.speaker ? *s.speaker : none;
    if (key == "speaker") return who.name.empty() ? "-" : who.name;
    if (key == "type") return std::string(name_of(who.type));
    if (key == "of") return who.of.value_or("-");
    if (key == "role") return who.role && utf8::lower(*who.role).find(utf8::lower(wanted)) != std::string::npos ? wanted : who.role.value_or("-");
    if (key == "act") return std::string(name_of(s.act));
    if (key == "manner") return std::string(name_of(s.manner));
    if (key == "bloc") return bloc_text(s.on_behalf_of, wanted);
    if (key == "forum") return s.forum ? s.forum->name : "-";
    if (key == "date") return s.said_on ? s.said_on->date : "-";
    if (key == "about") {
        std::set<std::string> codes;
        for (const Target& t : s.about) codes.insert(t.code.value_or(t.name));
        if (codes.empty()) return "-";
        return codes == split(wanted) ? wanted : joined({codes.begin(), codes.end()});
    }
    return "no such field";
}

struct Score {
    int right = 0, all = 0;
    std::string misses;
};

void run(const testing::StatementCase& c, Score& score) {
    Document document;
    document.id = c.name;
    document.text = c.text;
    document.language = "en";
    if (!c.published.empty()) document.published = c.published;
    std::vector<Attribution> attributions;
    std::vector<int> numbers;
    for (const auto& [number, a] : c.attributions) {
        attributions.push_back(a);
        numbers.push_back(number);
    }
    const Tokens tokens = tokenize(document.text);
    auto sources = resolve_speakers(document.text, tokens, attributions, document.published.value_or(""));
    ASSERT_EQ(sources.size(), attributions.size());
    const auto statements = make_statements(document, tokens, attributions, std::move(sources));
    ASSERT_EQ(statements.size(), attributions.size());
    for (const auto& [number, fields] : c.expected)
        for (const auto& [key, wanted] : fields) {
            const auto at = std::find(numbers.begin(), numbers.end(), number);
            ASSERT_NE(at, numbers.end()) << c.where << ": no statement " << number;
            const std::string have = field(statements[static_cast<std::size_t>(at - numbers.begin())], key, wanted);
            ++score.all;
            if (have == wanted) ++score.right;
            else score.misses += c.where + " (" + c.name + ") " + std::to_string(number) + ": " + key + " should be '" + wanted + "' and is '" + have + "'\n";
        }
}

/// Reads and scores every case of a folder.
Score score_folder(const std::string& folder, std::set<std::string>& names) {
    Score score;
    for (const auto& path : testing::case_files(folder, ".txt"))
        for (const auto& c : testing::read_statement_cases(path)) {
            EXPECT_TRUE(names.insert(c.name).second) << c.where << ": a second case of this name";
            EXPECT_FALSE(c.expected.empty()) << c.where << ": nothing is expected";
            run(c, score);
        }
    std::printf("%s: %zu cases, %d of %d fields right (%.1f%%)\n%s", folder.c_str(), names.size(), score.right, score.all, 100.0 * score.right / std::max(1, score.all), score.misses.c_str());
    return score;
}

TEST(Cases, FieldsAreRight) {
    std::set<std::string> names;
    const Score score = score_folder("statements", names);
    EXPECT_GE(names.size(), 740u);
    EXPECT_GE(100 * score.right, 99 * score.all);
}

/// Cases of which some field is still wrong: counted, so that they do not get worse.
TEST(Cases, OpenOnesGetNoWorse) {
    std::set<std::string> names;
    const Score score = score_folder("statements-open", names);
    EXPECT_GE(100 * score.right, 91 * score.all);
}

}  // namespace
}  // namespace rostra

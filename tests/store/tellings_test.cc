// Joining tellings, measured on the labelled pairs of tests/cases/tellings.
#include "case_files.h"
#include "support.h"

#include <iostream>
#include <map>

namespace rostra {
namespace {

using namespace testing;

struct Side {
    std::string day, content;
    bool said = false;
    std::optional<Speaker> speaker;
    std::optional<Bloc> bloc;
    Act act = Act::say;
};

struct Pair {
    std::string file, why;
    bool same = false;
    Side a, b;
};

std::vector<std::string> split(const std::string& text, const std::string& by) {
    std::vector<std::string> out(1);
    for (std::size_t at = 0; at < text.size();) {
        if (text.compare(at, by.size(), by) == 0) {
            out.emplace_back();
            at += by.size();
        } else {
            out.back() += text[at++];
        }
    }
    return out;
}

SpeakerType type_named(const std::string& name) {
    for (const auto type : {SpeakerType::person, SpeakerType::organisation, SpeakerType::state, SpeakerType::group, SpeakerType::document, SpeakerType::unknown})
        if (name_of(type) == name) return type;
    ADD_FAILURE() << "no speaker type " << name;
    return SpeakerType::unknown;
}

std::optional<std::string> given(const std::string& field) { return field == "-" ? std::nullopt : std::optional(field); }

Side parse_side(const std::string& line) {
    const auto fields = split(line, " | ");
    EXPECT_EQ(fields.size(), 5u) << line;
    Side side;
    const auto day = split(fields[0], " ");
    side.day = given(day[0]).value_or("");
    side.said = day.size() > 1;
    const auto who = split(fields[1], ", ");
    side.speaker = Speaker{given(who[0]).value_or(""), type_named(who[1]), std::nullopt, given(who[2]), std::nullopt};
    if (fields[2] != "-") {
        const auto bloc = split(fields[2], "/");
        side.bloc.emplace();
        if (const auto number = given(bloc[0])) side.bloc->declared = static_cast<std::uint32_t>(std::stoul(*number));
        side.bloc->lead = given(bloc[1]);
    }
    const auto act = act_named(fields[3]);
    EXPECT_TRUE(act) << fields[3];
    side.act = act.value_or(Act::say);
    side.content = fields[4];
    return side;
}

std::vector<Pair> read_pairs(const std::string& folder) {
    std::vector<Pair> out;
    for (const auto& path : case_files(folder, ".txt"))
        for (const std::string& block : split(read_file(path), "\n\n")) {
            Pair pair;
            pair.file = path.filename().string();
            for (const std::string& line : split(block, "\n")) {
                if (line.starts_with("why: ")) pair.why = line.substr(5);
                if (line.starts_with("same: ")) pair.same = line == "same: yes";
                if (line.starts_with("a: ")) pair.a = parse_side(line.substr(3));
                if (line.starts_with("b: ")) pair.b = parse_side(line.substr(3));
            }
            out.push_back(std::move(pair));
        }
    return out;
}

Reading report_of(const Side& side, const std::string& id) {
    ReadingMaker made(id, "(" + id + ") " + side.content + ".");
    made.document().published.reset();
    if (!side.day.empty()) made.document().published = side.day;
    Statement& s = made.say("", "", side.content, side.act);
    if (!side.speaker->name.empty()) s.speaker = side.speaker;
    s.on_behalf_of = side.bloc;
    if (side.said) s.said_on = SaidOn{side.day, "day", {0, 0}};
    return *made;
}

struct Quality {
    double precision = 0, recall = 0;
};

// Each pair goes through a record of its own, as two reports: what is measured is what users get.
Quality measure(const std::string& what, const std::vector<Pair>& pairs) {
    int right = 0, wrong = 0, missed = 0;
    for (const Pair& pair : pairs) {
        auto record = open_writable(":memory:");
        EXPECT_TRUE(record && record->add(report_of(pair.a, "a"), now) && record->add(report_of(pair.b, "b"), now));
        const bool joined = record->totals()->statements == 1;
        right += joined && pair.same;
        wrong += joined && !pair.same;
        missed += !joined && pair.same;
        if (joined && !pair.same) std::cout << "joined wrongly: " << pair.file << ": " << pair.why << '\n';
        if (!joined && pair.same) std::cout << "missed: " << pair.file << ": " << pair.why << '\n';
    }
    const Quality out{100.0 * right / std::max(1, right + wrong), 100.0 * right / std::max(1, right + missed)};
    std::cout << what << ", " << pairs.size() << " pairs: precision " << out.precision << "%, recall " << out.recall << "% (" << right << " joined rightly, " << wrong << " wrongly, " << missed << " missed)\n";
    return out;
}

TEST(Tellings, PrecisionAndRecallOnLabelledPairs) {
    const auto pairs = read_pairs("tellings");
    ASSERT_GE(pairs.size(), 150u);
    const Quality quality = measure("labelled", pairs);
    EXPECT_GE(quality.precision, 98.0);
    EXPECT_GE(quality.recall, 75.0);
}

// Pairs that the rules were not set on: how they do on what they have not seen.
TEST(Tellings, PrecisionAndRecallOnHeldOutPairs) {
    const auto pairs = read_pairs("held-out-tellings");
    ASSERT_GE(pairs.size(), 60u);
    const Quality quality = measure("held out", pairs);
    EXPECT_GE(quality.precision, 95.0);
    EXPECT_GE(quality.recall, 70.0);
}

}  // namespace
}  // namespace rostra

#include "made_reports.h"

#include "rostra/knowledge.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>

namespace rostra::bench {
namespace {

constexpr double speakers = 20000;
constexpr std::size_t remembered = 400;   // reports that a later one may tell again
constexpr std::size_t retold_one_in = 8;  // reports

Span append(std::string& text, const std::string& words) {
    const auto begin = static_cast<std::uint32_t>(text.size());
    text += words;
    return {begin, static_cast<std::uint32_t>(text.size())};
}

std::string any_day(std::mt19937_64& random) {
    char day[16];
    std::snprintf(day, sizeof day, "20%02u-%02u-%02u", static_cast<unsigned>(19 + random() % 6), static_cast<unsigned>(1 + random() % 12), static_cast<unsigned>(1 + random() % 28));
    return day;
}

}  // namespace

Result<MadeReports> MadeReports::from(const std::string& folder) {
    MadeReports out;
    std::error_code error;
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error))
        if (entry.path().extension() == ".txt") files.push_back(entry.path());
    std::sort(files.begin(), files.end());  // a folder's own order is the machine's affair
    std::string previous;
    for (const auto& file : files) {
        std::ifstream in(file);
        for (std::string word; in >> word; previous = word) {
            if (utf8::find_invalid(word)) continue;
            if (!previous.empty()) out.next_[previous].push_back(word);
            out.words_.push_back(word);
        }
    }
    if (out.words_.empty()) return Error{ErrorCode::not_found, folder, "holds no .txt report to make others from"};
    return out;
}

std::string MadeReports::sentence(std::size_t length) {
    std::string out, at = word();
    for (std::size_t i = 0; i < length; ++i) {
        out += (out.empty() ? "" : " ") + at;
        const auto found = next_.find(at);
        at = found == next_.end() ? word() : found->second[random_() % found->second.size()];
    }
    return out;
}

// Who, act, about whom and for whom; the spans are those of the report that tells it.
Statement MadeReports::fresh() {
    const auto states = knowledge::states();
    const auto state = [&] { return std::string(states[random_() % states.size()].code); };
    Statement s;
    // Zipf with exponent 1: the inverse of the harmonic sum is near exponential.
    const double u = static_cast<double>(random_() % 1000000) / 1000000;
    const auto rank = static_cast<std::size_t>(std::exp(u * std::log(speakers)));
    s.speaker = Speaker{"Speaker" + std::to_string(rank % 977) + " Family" + std::to_string(rank), SpeakerType::person, std::nullopt, std::string(states[rank % states.size()].code), std::nullopt};
    s.act = static_cast<Act>(random_() % 12);
    s.manner = static_cast<Manner>(random_() % 3);
    s.attribution.confidence = 0.9f;
    if (random_() % 2) s.about.push_back({state(), "a state", {0, 0}});
    if (random_() % 15 == 0) {
        s.on_behalf_of.emplace();
        s.on_behalf_of->declared = static_cast<std::uint32_t>(20 + random_() % 40);
        for (int i = 0; i < 12; ++i) s.on_behalf_of->named.push_back(state());
        s.on_behalf_of->lead = *s.speaker->of;
    }
    return s;
}

// One telling in two changes a word or leaves the first one out.
std::string MadeReports::with_changes(std::string content) {
    switch (random_() % 4) {
        case 0: return content + " " + word();
        case 1: return content.find(' ') == std::string::npos ? content : content.substr(content.find(' ') + 1);
        default: return content;
    }
}

Statement MadeReports::statement(Document& d, const Statement* retold, const std::string& content) {
    Statement s = retold ? *retold : fresh();
    s.attribution = {};
    s.attribution.confidence = 0.9f;
    s.attribution.source.push_back(append(d.text, s.speaker->name));
    d.text += " ";
    s.attribution.cue.push_back(append(d.text, "said"));
    d.text += " that ";
    s.id = d.id + ":" + std::to_string(d.text.size());
    s.attribution.content.push_back(append(d.text, content));
    d.text += ". " + sentence(12) + ".\n\n";
    return s;
}

Reading MadeReports::next(std::size_t statements) {
    Reading out;
    Document& d = out.document;
    d.id = d.origin = "made-" + std::to_string(made_++);
    d.publisher = "Publisher " + std::to_string(random_() % 300);
    d.title = sentence(8);
    d.language = "en";
    const Told* const again = !lately_.empty() && random_() % retold_one_in == 0 ? &lately_[random_() % lately_.size()] : nullptr;
    d.published = again ? again->day : any_day(random_);
    Told told{*d.published, {}, {}};
    for (std::size_t i = 0; i < statements; ++i) {
        const bool retold = again && i < again->statements.size() && random_() % 2;
        const std::string content = retold ? with_changes(again->contents[i]) : sentence(8 + random_() % 24);
        out.statements.push_back(statement(d, retold ? &again->statements[i] : nullptr, content));
        told.statements.push_back(out.statements.back());
        told.contents.push_back(content);
    }
    if (lately_.size() < remembered) lately_.push_back(std::move(told));
    else lately_[random_() % remembered] = std::move(told);
    return out;
}

}  // namespace rostra::bench

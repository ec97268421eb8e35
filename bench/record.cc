// The record under load: fills one with statements made from the example reports, checks that it answers, then times adding,
// searching, statement pages, state lists and a subject's blocs, with many readers at once.
//
//     bench_record DB [STATEMENTS] [READERS] [SECONDS]
//
// The generator walks the word pairs of examples/reports/*.txt (a chain of order one), so words have the frequencies of such
// reports; speakers follow Zipf's law over 20,000 names, days spread over 2019 to 2024, one statement in 15 is made for a bloc,
// one in 30 is the copy of an earlier one with two words changed. The seed is fixed: the same arguments make the same record.
// A DB that is there already is only read.
#include "rostra/knowledge.h"
#include "rostra/store.h"

#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <sstream>
#include <thread>

namespace {

using namespace rostra;
using Clock = std::chrono::steady_clock;

double ms_since(Clock::time_point start) { return std::chrono::duration<double, std::milli>(Clock::now() - start).count(); }

class Generator {
public:
    explicit Generator(const std::string& folder) {
        std::string previous;
        for (const auto& entry : std::filesystem::directory_iterator(folder)) {
            if (entry.path().extension() != ".txt") continue;
            std::ifstream in(entry.path());
            for (std::string word; in >> word; previous = word) {
                if (!previous.empty()) next_[previous].push_back(word);
                words_.push_back(word);
            }
        }
    }
    [[nodiscard]] bool empty() const { return words_.empty(); }
    [[nodiscard]] const std::string& word() { return words_[random_() % words_.size()]; }

    Reading report(std::size_t number, std::size_t statements) {
        Reading out;
        Document& d = out.document;
        d.id = d.origin = "made-" + std::to_string(number);
        d.publisher = "Publisher " + std::to_string(random_() % 300);
        d.title = sentence(8);
        d.language = "en";
        char day[16];
        std::snprintf(day, sizeof day, "20%02u-%02u-%02u", static_cast<unsigned>(19 + random_() % 6), static_cast<unsigned>(1 + random_() % 12), static_cast<unsigned>(1 + random_() % 28));
        d.published = day;
        for (std::size_t i = 0; i < statements; ++i) out.statements.push_back(statement(d));
        return out;
    }

private:
    std::string sentence(std::size_t length) {
        std::string out, at = word();
        for (std::size_t i = 0; i < length; ++i) {
            out += (out.empty() ? "" : " ") + at;
            const auto found = next_.find(at);
            at = found == next_.end() ? word() : found->second[random_() % found->second.size()];
        }
        return out;
    }
    std::string content() {
        if (!kept_.empty() && random_() % 30 == 0) {
            std::string copy = kept_[random_() % kept_.size()];
            return word() + " " + copy + " " + word();
        }
        std::string made = sentence(8 + random_() % 24);
        if (kept_.size() < 5000) kept_.push_back(made);
        else kept_[random_() % kept_.size()] = made;
        return made;
    }
    const knowledge::State& state() { return knowledge::states()[random_() % knowledge::states().size()]; }

    static Span append(std::string& text, const std::string& words) {
        const auto begin = static_cast<std::uint32_t>(text.size());
        text += words;
        return {begin, static_cast<std::uint32_t>(text.size())};
    }

    Statement statement(Document& d) {
        Statement s;
        // Zipf with exponent 1: the inverse of the harmonic sum is near exponential.
        const double u = static_cast<double>(random_() % 1000000) / 1000000;
        const auto rank = static_cast<std::size_t>(std::exp(u * std::log(20000.0)));
        const std::string name = "Speaker" + std::to_string(rank % 977) + " Family" + std::to_string(rank);
        s.attribution.source.push_back(append(d.text, name));
        d.text += " ";
        s.attribution.cue.push_back(append(d.text, "said"));
        d.text += " ";
        s.id = d.id + ":" + std::to_string(d.text.size());
        s.attribution.content.push_back(append(d.text, content()));
        d.text += ".\n\n";
        s.attribution.confidence = 0.9f;
        s.act = static_cast<Act>(random_() % 12);
        s.manner = static_cast<Manner>(random_() % 3);
        Speaker speaker;
        speaker.name = name;
        speaker.type = SpeakerType::person;
        speaker.of = std::string(knowledge::states()[rank % knowledge::states().size()].code);
        s.speaker = std::move(speaker);
        if (random_() % 2) s.about.push_back({std::string(state().code), "a state", {0, 0}});
        if (random_() % 15 == 0) {
            Bloc bloc;
            bloc.declared = static_cast<std::uint32_t>(20 + random_() % 40);
            for (int i = 0; i < 12; ++i) bloc.named.emplace_back(state().code);
            bloc.lead = *s.speaker->of;
            s.on_behalf_of = std::move(bloc);
        }
        return s;
    }

    std::vector<std::string> words_, kept_;
    std::map<std::string, std::vector<std::string>> next_;
    std::mt19937_64 random_{20191029};
};

bool fill(const std::string& where, std::size_t statements, Generator& generator) {
    auto record = Record::open(where, {.writable = true});
    if (!record) return std::printf("%s\n", record.error().message().c_str()), false;
    constexpr std::size_t each = 10, batch = 100;
    double spent = 0;
    std::size_t made = 0, reports = 0;
    while (made < statements) {
        std::vector<Reading> readings;
        for (std::size_t i = 0; i < batch && made < statements; ++i, made += each) readings.push_back(generator.report(reports++, each));
        const auto start = Clock::now();
        for (const auto& added : (*record)->add_all(readings, 1700000000))
            if (!added) return std::printf("%s\n", added.error().message().c_str()), false;
        spent += ms_since(start);
        if (made % 100000 == 0) std::printf("%zu statements, %.0f a second so far\n", made, static_cast<double>(made) / spent * 1000), std::fflush(stdout);
    }
    std::printf("added %zu statements in %.1f s: %.0f a second\n", made, spent / 1000, static_cast<double>(made) / spent * 1000);
    return true;
}

struct Times {
    std::vector<double> all;
    void add(const Times& other) { all.insert(all.end(), other.all.begin(), other.all.end()); }
    void print(const char* what) {
        if (all.empty()) return;
        std::sort(all.begin(), all.end());
        const auto at = [&](double share) { return all[std::min(all.size() - 1, static_cast<std::size_t>(share * static_cast<double>(all.size())))]; };
        std::printf("%-22s n %7zu  median %7.2f ms  p95 %7.2f ms  p99 %7.2f ms\n", what, all.size(), at(0.5), at(0.95), at(0.99));
    }
};

struct Visitor {
    Times search, page, list, blocs;
    std::size_t failures = 0;
};

// One visitor: mostly searches and statement pages, some lists, few bloc pages; each waits for its answer, then a little.
void visit(const std::string& where, Generator generator, unsigned number, Clock::time_point end, Visitor& out) {
    auto record = Record::open(where);
    if (!record) {
        ++out.failures;
        return;
    }
    std::mt19937 random(number);
    std::vector<std::string> ids;
    for (unsigned i = 0; i < number * 37; ++i) (void)generator.word();
    while (Clock::now() < end) {
        const auto start = Clock::now();
        const unsigned choice = random() % 20;
        if (choice < 9 || ids.empty()) {
            std::string words = generator.word();
            if (random() % 2) words += " " + generator.word();
            const auto found = (*record)->search(words);
            out.search.all.push_back(ms_since(start));
            out.failures += !found;
            if (found)
                for (const Hit& hit : found->page.items) ids.push_back(hit.row.id);
            if (ids.size() > 500) ids.erase(ids.begin(), ids.begin() + 250);
        } else if (choice < 17) {
            out.failures += !(*record)->statement(ids[random() % ids.size()]);
            out.page.all.push_back(ms_since(start));
        } else if (choice < 19) {
            StatementFilter filter;
            filter.about = std::string(knowledge::states()[random() % knowledge::states().size()].code);
            out.failures += !(*record)->statements(filter);
            out.list.all.push_back(ms_since(start));
        } else {
            BlocFilter filter;
            filter.about = std::string(knowledge::states()[random() % knowledge::states().size()].code);
            filter.from = "2022", filter.to = "2022-06";
            out.failures += !(*record)->blocs(filter);
            out.blocs.all.push_back(ms_since(start));
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(500 + random() % 1000));
    }
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) return std::printf("bench_record DB [STATEMENTS] [READERS] [SECONDS]\n"), 2;
    const std::string where = argv[1];
    const std::size_t statements = argc > 2 ? std::stoul(argv[2]) : 100000;
    const unsigned readers = argc > 3 ? static_cast<unsigned>(std::stoul(argv[3])) : 50;
    const int seconds = argc > 4 ? std::stoi(argv[4]) : 20;
    Generator generator("examples/reports");
    if (generator.empty()) return std::printf("run it from the repository's root: examples/reports is needed\n"), 2;
    if (!Record::open(where) && !fill(where, statements, generator)) return 1;
    {
        auto record = Record::open(where);
        const auto totals = (*record)->totals();
        if (!totals || totals->tellings < statements) return std::printf("the record does not hold what was added\n"), 1;
        std::printf("%llu tellings, %llu statements, %llu reports, %llu speakers\n", static_cast<unsigned long long>(totals->tellings), static_cast<unsigned long long>(totals->statements),
                    static_cast<unsigned long long>(totals->reports), static_cast<unsigned long long>(totals->speakers));
    }
    std::vector<Visitor> visitors(readers);
    std::vector<std::thread> threads;
    const auto end = Clock::now() + std::chrono::seconds(seconds);
    for (unsigned i = 0; i < readers; ++i) threads.emplace_back([&, i] { visit(where, generator, i + 1, end, visitors[i]); });
    for (std::thread& thread : threads) thread.join();
    Visitor all;
    for (const Visitor& v : visitors) {
        all.search.add(v.search), all.page.add(v.page), all.list.add(v.list), all.blocs.add(v.blocs);
        all.failures += v.failures;
    }
    std::printf("%u visitors at once, %d s, each thinks 0.5 to 1.5 s; %zu failures\n", readers, seconds, all.failures);
    all.search.print("search");
    all.page.print("statement page");
    all.list.print("list about a state");
    all.blocs.print("blocs of a subject");
    return all.failures ? 1 : 0;
}

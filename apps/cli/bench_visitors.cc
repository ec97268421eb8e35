#include "bench_visitors.h"

#include "bench.h"

#include "rostra/knowledge.h"

#include <httplib.h>

#include <cstdio>
#include <thread>

namespace rostra::cli {
namespace {

enum Kind { search,
            statement,
            list,
            matrix,
            state,
            bloc };

// Links of a page that begin with `prefix`: what a visitor could click.
std::vector<std::string> links(const std::string& page, const std::string& prefix) {
    std::vector<std::string> out;
    const std::string mark = "href=\"" + prefix;
    for (std::size_t at = page.find(mark); at != std::string::npos; at = page.find(mark, at + 1)) {
        const std::size_t begin = at + 6;
        const std::string link = page.substr(begin, page.find_first_of("\"#?", begin) - begin);
        if (link.find('.', link.size() > 6 ? link.size() - 6 : 0) == std::string::npos) out.push_back(link);
    }
    return out;
}

void keep_some(std::vector<std::string>& known, std::vector<std::string> more) {
    known.insert(known.end(), more.begin(), more.end());
    if (known.size() > 400) known.erase(known.begin(), known.begin() + 200);
}

class Visitor {
public:
    Visitor(int port, unsigned number, const bench::MadeReports& words, double pause) : client_("127.0.0.1", port), words_(words), random_(number), pause_(pause) {
        client_.set_keep_alive(true);
        client_.set_tcp_nodelay(true);
        client_.set_read_timeout(30, 0);
        for (unsigned i = 0; i < number * 37; ++i) (void)words_.word();
    }

    void stay(double end) {
        think();  // they do not all come in the same instant
        while (wall_seconds() < end) {
            const Kind kind = next_kind();
            const std::string path = address(kind);
            const double start = wall_seconds();
            const auto answer = client_.Get(path.c_str());
            const double ms = 1000 * (wall_seconds() - start);
            if (answer && answer->status == 200) look(kind, answer->body, ms);
            else fail(path, answer ? std::to_string(answer->status) : "no answer");
            think();
        }
    }
    [[nodiscard]] const VisitTimes& times() const { return times_; }

private:
    Kind next_kind() {
        const auto choice = random_() % 40;
        if (choice < 17 || statements_.empty()) return search;
        if (choice < 31) return statement;
        if (choice < 34) return list;
        if (choice < 37) return matrix;
        if (choice < 39) return state;
        return blocs_.empty() ? matrix : bloc;
    }
    std::string code() { return std::string(knowledge::states()[random_() % knowledge::states().size()].code); }
    const std::string& one_of(const std::vector<std::string>& all) { return all[random_() % all.size()]; }

    std::string address(Kind kind) {
        switch (kind) {
            case search: return "/search?q=" + httplib::detail::encode_query_param(words_.word() + (random_() % 2 ? " " + words_.word() : ""));
            case statement: return one_of(statements_);
            case list: return "/search?about=" + code();
            case matrix: return "/blocs?from=" + std::string(matrix_from) + "&to=" + std::string(matrix_to) + "&about=" + code();
            case state: return "/state/" + code();
            case bloc: return one_of(blocs_);
        }
        return "/";
    }

    void look(Kind kind, const std::string& body, double ms) {
        times_.of[kind].push_back(ms);
        if (kind == search || kind == list) keep_some(statements_, links(body, "/s/"));
        if (kind == matrix) keep_some(blocs_, links(body, "/bloc/"));
    }
    void fail(const std::string& path, const std::string& what) {
        if (times_.failures++ == 0) times_.first_failure = path + ": " + what;
    }
    void think() {
        if (pause_ > 0) std::this_thread::sleep_for(std::chrono::duration<double>(pause_ * (0.5 + static_cast<double>(random_() % 1000) / 1000)));
    }

    httplib::Client client_;
    bench::MadeReports words_;
    std::mt19937 random_;
    double pause_;
    std::vector<std::string> statements_, blocs_;
    VisitTimes times_;
};

}  // namespace

void VisitTimes::add(const VisitTimes& other) {
    for (std::size_t k = 0; k < of.size(); ++k) of[k].insert(of[k].end(), other.of[k].begin(), other.of[k].end());
    if (failures == 0) first_failure = other.first_failure;
    failures += other.failures;
}

std::string VisitTimes::table() const {
    std::string out;
    for (std::size_t k = 0; k < of.size(); ++k) {
        if (of[k].empty()) continue;
        std::vector<double> all = of[k];
        std::sort(all.begin(), all.end());
        const auto at = [&](double share) { return all[std::min(all.size() - 1, static_cast<std::size_t>(share * static_cast<double>(all.size())))]; };
        char line[160];
        std::snprintf(line, sizeof line, "%-20s n %7zu  median %7.2f ms  p95 %7.2f ms  p99 %7.2f ms\n", kinds[k], all.size(), at(0.5), at(0.95), at(0.99));
        out += line;
    }
    return out;
}

VisitTimes visit_all(int port, const VisitArguments& a, const bench::MadeReports& words) {
    const double end = wall_seconds() + a.seconds;
    std::vector<std::unique_ptr<Visitor>> visitors;
    for (unsigned i = 0; i < a.visitors; ++i) visitors.push_back(std::make_unique<Visitor>(port, i + 1, words, a.pause));
    std::vector<std::thread> threads;
    for (auto& visitor : visitors) threads.emplace_back([&visitor, end] { visitor->stay(end); });
    for (std::thread& thread : threads) thread.join();
    VisitTimes all;
    for (const auto& visitor : visitors) all.add(visitor->times());
    return all;
}

}  // namespace rostra::cli

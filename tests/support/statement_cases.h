// Reads the case files of tests/cases/statements: texts with marked spans and the record expected of them.
#pragma once

#include "rostra/statements.h"

#include <algorithm>

#include <map>

#include "case_files.h"

namespace rostra::testing {

struct StatementCase {
    std::string name, where;
    std::string published;
    std::string text;
    std::map<int, Attribution> attributions;                     ///< by their number
    std::map<int, std::map<std::string, std::string>> expected;  ///< number → field → value
};

namespace detail {

inline std::string trim(std::string_view s) {
    while (!s.empty() && (s.front() == ' ' || s.front() == '\t')) s.remove_prefix(1);
    while (!s.empty() && (s.back() == ' ' || s.back() == '\t' || s.back() == '\r')) s.remove_suffix(1);
    return std::string(s);
}

/// Takes the marks out of one line and notes the spans that they give.
inline void add_line(StatementCase& c, std::string_view line) {
    if (!c.text.empty()) c.text += '\n';
    struct Open {
        char part;
        int number;
        std::uint32_t begin;
    };
    std::vector<Open> open;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const bool mark = line[i] == '[' && i + 3 < line.size() && (line[i + 1] == 's' || line[i + 1] == 'c' || line[i + 1] == 't') && line[i + 2] >= '0' && line[i + 2] <= '9';
        if (mark) {
            std::size_t j = i + 2;
            int number = 0;
            while (line[j] >= '0' && line[j] <= '9') number = number * 10 + (line[j++] - '0');
            open.push_back({line[i + 1], number, static_cast<std::uint32_t>(c.text.size())});
            i = j;  // the colon
            continue;
        }
        if (line[i] == ']' && !open.empty()) {
            const Open o = open.back();
            open.pop_back();
            Attribution& a = c.attributions[o.number];
            a.confidence = 1;
            (o.part == 's' ? a.source : o.part == 'c' ? a.cue
                                                      : a.content)
                .push_back({o.begin, static_cast<std::uint32_t>(c.text.size())});
            continue;
        }
        c.text += line[i];
    }
}

inline void add_expectations(StatementCase& c, int number, std::string_view line) {
    while (!line.empty()) {
        // A "; " parts two fields only when a field follows: names of two speakers are parted by " ; ".
        std::size_t end = line.find("; ");
        while (end != std::string_view::npos && end > 0 && line[end - 1] == ' ') end = line.find("; ", end + 1);
        const std::string_view part = line.substr(0, end);
        const std::size_t equals = part.find('=');
        if (equals != std::string_view::npos) c.expected[number][trim(part.substr(0, equals))] = trim(part.substr(equals + 1));
        if (end == std::string_view::npos) break;
        line.remove_prefix(end + 2);
    }
}

}  // namespace detail

inline std::vector<StatementCase> read_statement_cases(const std::filesystem::path& path) {
    std::vector<StatementCase> cases;
    std::istringstream in(read_file(path));
    std::string line;
    for (int number = 1; std::getline(in, line); ++number) {
        if (line.starts_with("== ")) {
            cases.push_back({});
            cases.back().name = detail::trim(line.substr(3));
            cases.back().where = path.filename().string() + ":" + std::to_string(number);
            continue;
        }
        if (cases.empty() || line.starts_with("why:") || detail::trim(line).empty()) continue;
        StatementCase& c = cases.back();
        const std::size_t colon = line.find(": ");
        if (line.starts_with("published: ")) c.published = detail::trim(line.substr(11));
        else if (colon != std::string::npos && colon > 0 && colon < 3 && line.find_first_not_of("0123456789") == colon) detail::add_expectations(c, std::stoi(line.substr(0, colon)), line.substr(colon + 2));
        else detail::add_line(c, line);
    }
    return cases;
}

}  // namespace rostra::testing

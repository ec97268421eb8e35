// Visitors of a site on this machine, for `rostra bench record`: each asks for a page, reads it, thinks, and asks again.
#pragma once

#include "made_reports.h"

#include <array>
#include <string>
#include <vector>

namespace rostra::cli {

struct VisitArguments {
    unsigned visitors = 50;
    int seconds = 30;
    double pause = 1.0;  ///< seconds between two pages of a visitor, on average
};

/// The days of the bloc matrices that visitors ask for: long enough for a matrix of 60 statements in a record of a million.
inline constexpr std::string_view matrix_from = "2019", matrix_to = "2020";

/// Milliseconds from asking to the last byte, by kind of page.
struct VisitTimes {
    static constexpr std::array<const char*, 6> kinds = {"search", "statement page", "list about a state", "bloc matrix", "state page", "bloc page"};
    std::array<std::vector<double>, kinds.size()> of;
    std::size_t failures = 0;
    std::string first_failure;

    void add(const VisitTimes& other);
    /// One line a kind: how many, median, 95th and 99th percentile.
    [[nodiscard]] std::string table() const;
};

/// Bounded by the arguments: one thread and one connection a visitor, to 127.0.0.1 only.
[[nodiscard]] VisitTimes visit_all(int port, const VisitArguments& arguments, const bench::MadeReports& words);

}  // namespace rostra::cli

// What the benchmarks share: clocks, memory, and the load that other work puts on the machine.
#pragma once

#include "verbs.h"

#include <string>
#include <vector>

namespace rostra::cli {

/// Processor time of the calling thread, and of the whole process.
[[nodiscard]] double thread_seconds();
[[nodiscard]] double process_seconds();
[[nodiscard]] double wall_seconds();
[[nodiscard]] std::size_t peak_megabytes();
/// "load 0.4 on 2 processors": figures by the clock mean little when it is high.
[[nodiscard]] std::string load_now();

struct BenchArguments {
    std::string model, models;
    std::vector<std::string> files;
    unsigned jobs = 1;
    int rounds = 3;
    double seconds = 0;    ///< stop reading an archive after so long by the clock; 0: never
    std::string articles;  ///< where to write the texts of pages
};

/// Each prints its figures and gives the exit code.
[[nodiscard]] int bench_attribution(const BenchArguments& arguments);
[[nodiscard]] int bench_pages(const BenchArguments& arguments);
[[nodiscard]] int bench_archive(const BenchArguments& arguments);
/// Texts, pages and archives among the files, each with its own benchmark.
[[nodiscard]] int bench_all(const BenchArguments& arguments);

}  // namespace rostra::cli

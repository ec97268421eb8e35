// Reading the text cases under tests/cases.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace rostra::testing {

inline std::string read_file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

/// Files with this extension under tests/cases/FOLDER, sorted by name.
inline std::vector<std::filesystem::path> case_files(const std::string& folder, const std::string& extension) {
    std::vector<std::filesystem::path> out;
    for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(ROSTRA_ROOT) / "tests/cases" / folder))
        if (entry.path().extension() == extension) out.push_back(entry.path());
    std::sort(out.begin(), out.end());
    return out;
}

/// The folder with the shared corpora, or empty where there is none: then a test is skipped.
inline std::filesystem::path shared_folder() {
    const auto path = std::filesystem::path(ROSTRA_ROOT) / ".." / "shared";
    if (std::filesystem::exists(path)) return path;
    return std::filesystem::exists("/work/shared") ? std::filesystem::path("/work/shared") : std::filesystem::path();
}

}  // namespace rostra::testing

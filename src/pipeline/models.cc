#include "models.h"

#include <filesystem>
#include <fstream>

namespace rostra::pipeline {
namespace fs = std::filesystem;

Result<std::string> find_model(const std::string& directory, const std::string& name) {
    // A name is one path component: it may come from a request.
    if (name.empty() || name.find('/') != std::string::npos || name.starts_with('.'))
        return Error{ErrorCode::usage, name, "not a model's name"};
    std::error_code ignored;
    const fs::path root(directory);
    if (fs::exists(root / name / "weights.rnn", ignored)) return (root / name).string();
    std::ifstream aliases(root / "aliases.tsv");
    std::string known;
    for (std::string line; std::getline(aliases, line);) {
        const auto tab = line.find('\t');
        if (tab == std::string::npos || line.starts_with('#')) continue;
        if (line.substr(0, tab) == name) return (root / line.substr(tab + 1)).string();
        known += (known.empty() ? "" : ", ") + line.substr(0, tab);
    }
    return Error{ErrorCode::not_found, directory, "no model named '" + name + "'" + (known.empty() ? ", and no aliases.tsv: is this the models folder?" : "; there is " + known)};
}

}  // namespace rostra::pipeline

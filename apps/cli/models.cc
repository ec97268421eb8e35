// rostra models: which models there are, what they are called, and whether they load.
#include "models.h"
#include "reading.h"

#include "rostra/attribution.h"
#include "rostra/nn.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

namespace rostra::cli {
namespace fs = std::filesystem;
namespace {

/// The short names of aliases.tsv ("accurate") for a folder.
std::vector<std::string> names_of(const fs::path& models, const std::string& id) {
    std::ifstream in(models / "aliases.tsv");
    std::vector<std::string> out;
    for (std::string line; std::getline(in, line);) {
        const std::size_t tab = line.find('\t');
        if (!line.empty() && line[0] != '#' && tab != line.npos && line.substr(tab + 1) == id) out.push_back(line.substr(0, tab));
    }
    return out;
}

std::string licence_of(const fs::path& folder) {
    std::ifstream in(folder / "manifest.json");
    const auto json = nlohmann::json::parse(in, nullptr, false);
    return json.is_object() && json.contains("licence") && json["licence"].is_string() ? json["licence"].get<std::string>() : "-";
}

int run(const std::string& given, bool check) {
    const std::string models = models_folder(given);
    const auto found = models_in(models);
    if (found.empty()) {
        say({ErrorCode::not_found, models, "no models here"});
        return some_failed;
    }
    int code = all_read;
    for (const ListedModel& m : found) {
        std::cout << m.id << '\t';
        for (std::size_t i = 0; i < m.names.size(); ++i) std::cout << (i ? ", " : "") << m.names[i];
        std::cout << '\t' << m.bytes / 1000000 << "." << m.bytes / 100000 % 10 << " MB\t" << m.licence;
        if (check) {
            const auto model = Attributor::load(m.folder);
            std::cout << '\t' << (model ? "loads" : "does not load");
            if (!model) {
                say(model.error());
                code = some_failed;
            }
        }
        std::cout << '\n';
    }
    return code;
}

}  // namespace

std::vector<ListedModel> models_in(const std::string& folder) {
    std::vector<ListedModel> out;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(folder, ignored)) {
        const fs::path weights = entry.path() / "weights.rnn";
        if (!fs::exists(weights, ignored)) continue;
        const std::string id = entry.path().filename();
        out.push_back({id, licence_of(entry.path()), entry.path(), names_of(folder, id), fs::file_size(weights, ignored)});
    }
    std::sort(out.begin(), out.end(), [](const ListedModel& a, const ListedModel& b) { return a.id < b.id; });
    return out;
}

void add_models(CLI::App& app, Action& chosen) {
    CLI::App* verb = app.add_subcommand("models", "List the models: folder, names, size, licence");
    auto folder = std::make_shared<std::string>();
    auto check = std::make_shared<bool>(false);
    verb->add_option("--models", *folder, "Folder of the models (else $ROSTRA_MODELS, else beside the program)");
    verb->add_flag("--check", *check, "Load each: hash, tensors and self-test");
    verb->callback([folder, check, &chosen] { chosen = [folder, check] { return run(*folder, *check); }; });
}

}  // namespace rostra::cli

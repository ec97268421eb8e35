// rostra serve: the record as a web site.
#include "reading.h"

#include "listen.h"

#include <charconv>
#include <iostream>

namespace rostra::cli {

namespace {

struct ServeArguments {
    std::string record, where = "127.0.0.1:8080", base;
    std::string model = "accurate", models;
    unsigned threads = 64;
    bool no_reading = false;
};

/// "HOST:PORT", "[::1]:PORT" or "PORT".
bool split_address(const std::string& where, server::ListenOptions& options) {
    const std::size_t colon = where.rfind(':');
    std::string port = where;
    if (colon != std::string::npos) {
        options.host = where.substr(0, colon);
        port = where.substr(colon + 1);
        if (options.host.size() > 2 && options.host.front() == '[') options.host = options.host.substr(1, options.host.size() - 2);
    }
    const auto [end, fault] = std::from_chars(port.data(), port.data() + port.size(), options.port);
    return fault == std::errc() && end == port.data() + port.size() && options.port >= 0 && options.port < 65536;
}

std::unique_ptr<Reader> load_reader(const ServeArguments& arguments) {
    if (arguments.no_reading) return nullptr;
    ReadOptions options;
    options.model = arguments.model;
    options.models_directory = models_folder(arguments.models);
    Result<Reader> reader = Reader::load(options);
    if (reader) return std::make_unique<Reader>(*std::move(reader));
    say({reader.error().code, "texts cannot be read on the site", reader.error().message()});
    return nullptr;
}

int serve(const ServeArguments& arguments) {
    server::block_stop_signals();
    server::ListenOptions listening;
    listening.threads = arguments.threads;
    if (!split_address(arguments.where, listening)) {
        say({ErrorCode::usage, "--listen", "takes HOST:PORT, not " + arguments.where});
        return usage;
    }
    const auto open = [where = arguments.record] { return Record::open(where); };
    if (auto first = open(); !first) {
        say(first.error());
        return some_failed;
    }
    server::SiteOptions options;
    options.address.base = arguments.base;
    while (!options.address.base.empty() && options.address.base.back() == '/') options.address.base.pop_back();
    auto site = server::Site::make(open, load_reader(arguments), options);
    if (!site) {
        say(site.error());
        return some_failed;
    }
    const auto ready = [&](int port) {
        const std::string address = "http://" + listening.host + ":" + std::to_string(port);
        if (arguments.base.empty()) (*site)->set_address(address);
        std::cout << "Rostra serves " << arguments.record << " at " << address << "/" << std::endl;
    };
    const Status served = server::listen(**site, listening, ready);
    if (served) return all_read;
    say(served.error());
    return served.error().code == ErrorCode::usage ? usage : some_failed;
}

}  // namespace

void add_serve(CLI::App& app, Action& chosen) {
    CLI::App* verb = app.add_subcommand("serve", "Show a record as a web site");
    auto arguments = std::make_shared<ServeArguments>();
    verb->add_option("--record", arguments->record, "The record: a file, or a postgresql:// URL")->required();
    verb->add_option("--listen", arguments->where, "HOST:PORT to listen on; port 0 takes any free one")->capture_default_str();
    verb->add_option("--base-url", arguments->base, "Address of the site as its visitors see it, for citations and feeds (default: from --listen)");
    verb->add_option("--threads", arguments->threads, "Visitors served at once")->check(CLI::Range(1, 1024))->capture_default_str();
    verb->add_option("--model", arguments->model, "Model for texts that visitors have read: accurate or fast")->capture_default_str();
    verb->add_option("--models", arguments->models, "Folder of the models (else $ROSTRA_MODELS, else beside the program)");
    verb->add_flag("--no-reading", arguments->no_reading, "Visitors cannot have texts read");
    verb->footer(
        "Listens on this machine only unless told otherwise. To open it to the world, put a web server that speaks\n"
        "TLS and limits rates before it (docs/serving.md). Ends cleanly on SIGINT and SIGTERM.\n"
        "Example: rostra serve --record un.db --listen 127.0.0.1:8080");
    verb->callback([&chosen, arguments] { chosen = [arguments] { return serve(*arguments); }; });
}

}  // namespace rostra::cli

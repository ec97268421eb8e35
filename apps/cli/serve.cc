// rostra serve: the record as a web site.
#include "reading.h"

#include "listen.h"

#include <charconv>
#include <fstream>
#include <iostream>

namespace rostra::cli {

namespace {

struct ServeArguments {
    std::string record, where = "127.0.0.1:8080", base;
    std::string model = "accurate", models;
    unsigned threads = 256;
    std::size_t keep_answers = server::SiteOptions().kept_bytes >> 20;
    bool no_reading = false;
    std::string address_header;
    bool corrections = false, secure_cookies = false;
    std::string spam_service, spam_key_file;
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

/// Makes the site one that writes. The key of a spam service comes from a file: others can see a command line.
Status take_corrections(const ServeArguments& arguments, server::SiteOptions& options) {
    if (!arguments.corrections) {
        if (arguments.spam_service.empty()) return Done{};
        return Error{ErrorCode::usage, "--spam-service", "only looks at proposals, so it needs --corrections"};
    }
    options.open_for_writing = [where = arguments.record] { return Record::open(where, {.writable = true}); };
    options.desk.secure_cookies = arguments.secure_cookies || options.address.base.rfind("https://", 0) == 0;
    options.desk.spam_service.url = arguments.spam_service;
    if (arguments.spam_key_file.empty()) return Done{};
    std::ifstream in(arguments.spam_key_file);
    if (!std::getline(in, options.desk.spam_service.key)) return Error{ErrorCode::usage, arguments.spam_key_file, "cannot be read, or is empty"};
    return Done{};
}

/// Whoever just started it wants to know what is missing.
void say_who_decides(const std::string& record) {
    const auto opened = Record::open(record);
    const auto editors = opened ? (*opened)->editors() : opened.error();
    if (editors && editors->empty()) std::cout << "Nobody can decide on corrections yet: rostra editor add --record " << record << " --role admin NAME" << std::endl;
}

int serve(const ServeArguments& arguments) {
    server::block_stop_signals();
    server::ListenOptions listening;
    listening.threads = arguments.threads;
    listening.address_header = arguments.address_header;
    if (!split_address(arguments.where, listening)) {
        say({ErrorCode::usage, "--listen", "takes HOST:PORT, not " + arguments.where});
        return usage;
    }
    server::SiteOptions options;
    options.kept_bytes = arguments.keep_answers << 20;
    options.address.base = arguments.base;
    while (!options.address.base.empty() && options.address.base.back() == '/') options.address.base.pop_back();
    if (Status taken = take_corrections(arguments, options); !taken) {
        say(taken.error());
        return usage;
    }
    RecordOptions reading;
    reading.memory = make_record_memory();
    const auto open = [where = arguments.record, reading] { return Record::open(where, reading); };
    if (auto first = options.open_for_writing ? options.open_for_writing() : open(); !first) {
        say(first.error());
        return some_failed;
    }
    auto site = server::Site::make(open, load_reader(arguments), options);
    if (!site) {
        say(site.error());
        return site.error().code == ErrorCode::usage ? usage : some_failed;
    }
    const auto ready = [&](int port) {
        const std::string address = "http://" + listening.host + ":" + std::to_string(port);
        if (arguments.base.empty()) (*site)->set_address(address);
        std::cout << "Rostra serves " << arguments.record << " at " << address << "/" << std::endl;
        if (arguments.corrections) say_who_decides(arguments.record);
        (*site)->warm();
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
    verb->add_option("--keep-answers", arguments->keep_answers, "Memory in MiB for finished pages, kept until the record changes; 0: each is made anew")->check(CLI::Range(0, 65536))->capture_default_str();
    verb->add_option("--model", arguments->model, "Model for texts that visitors have read: accurate or fast")->capture_default_str();
    verb->add_option("--models", arguments->models, "Folder of the models (else $ROSTRA_MODELS, else beside the program)");
    verb->add_flag("--no-reading", arguments->no_reading, "Visitors cannot have texts read");
    verb->add_flag("--corrections", arguments->corrections, "Visitors may propose corrections, and editors (`rostra editor`) log in and decide; else the site only shows");
    verb->add_flag("--secure-cookies", arguments->secure_cookies, "Visitors come by https (taken for granted when --base-url begins with it)");
    verb->add_option("--spam-service", arguments->spam_service, "Address of a service that speaks Akismet's protocol and is sent what visitors propose (default: none; the site's own guards only)")->type_name("URL");
    verb->add_option("--spam-key-file", arguments->spam_key_file, "File whose first line is the service's key")->type_name("FILE");
    verb->add_option("--address-header", arguments->address_header,
                     "Header in which the web server before this one gives the visitor's address, such as X-Forwarded-For; the last address in it counts. Never set it without such a server: visitors could write it themselves")
        ->type_name("NAME");
    verb->footer(
        "Listens on this machine only unless told otherwise. To open it to the world, put a web server that speaks\n"
        "TLS and limits rates before it (docs/serving.md). Ends cleanly on SIGINT and SIGTERM.\n"
        "Example: rostra serve --record un.db --listen 127.0.0.1:8080");
    verb->callback([&chosen, arguments] { chosen = [arguments] { return serve(*arguments); }; });
}

}  // namespace rostra::cli

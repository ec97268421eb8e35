// A private PostgreSQL server for one test program: its own folder, a Unix socket, no network. It goes with the program.
#pragma once

#include "support.h"

#include <unistd.h>

#include <cstdlib>

namespace rostra::testing {

class PostgresServer {
public:
    static PostgresServer& instance() {
        static PostgresServer server;
        return server;
    }
    ~PostgresServer() {
        if (running_) (void)command("pg_ctl -D " + data() + " -m immediate stop");
    }
    /// The URL of a new, empty database; empty where there is no server.
    std::string fresh_database() {
        if (!running_) return {};
        const std::string name = "t" + std::to_string(++databases_);
        if (!command("createdb -h " + folder_.path().string() + " -U rostra " + name)) return {};
        return "postgresql://rostra@/" + name + "?host=" + folder_.path().string();
    }

private:
    PostgresServer() {
        std::error_code ignored;
        for (const auto& entry : std::filesystem::directory_iterator("/usr/lib/postgresql", ignored))
            if (std::filesystem::exists(entry.path() / "bin/initdb")) programs_ = (entry.path() / "bin").string();
        if (programs_.empty()) return;
        // The server refuses to run as root; the package brings a user for it.
        if (geteuid() == 0) {
            as_ = "runuser -u postgres -- ";
            if (std::system(("chown postgres " + folder_.path().string()).c_str()) != 0) return;
        }
        running_ = command("initdb -D " + data() + " -U rostra -A trust --no-sync -E UTF8 --locale=C") &&
                   command("pg_ctl -D " + data() + " -w -l " + data() + "/log -o \"-c listen_addresses='' -k " + folder_.path().string() + " -c fsync=off\" start");
    }
    [[nodiscard]] std::string data() const { return folder_.path().string() + "/data"; }
    [[nodiscard]] bool command(const std::string& line) const { return std::system((as_ + programs_ + "/" + line + " >/dev/null 2>&1").c_str()) == 0; }

    TemporaryFolder folder_;
    std::string programs_, as_;
    bool running_ = false;
    int databases_ = 0;
};

}  // namespace rostra::testing

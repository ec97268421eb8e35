// Private PostgreSQL servers for tests: each in its own folder, on a Unix socket, without network. They go with the program.
#pragma once

#include "support.h"

#include <unistd.h>

#include <cstdlib>

namespace rostra::testing {

class PostgresServer {
public:
    /// The one that the tests of a program share.
    static PostgresServer& instance() {
        static PostgresServer server;
        return server;
    }
    /// A server of a test's own. `most_kilobytes`: no file of it may grow larger, as on a disk that is full; 0: no bound.
    explicit PostgresServer(unsigned most_kilobytes = 0) : most_kilobytes_(most_kilobytes) {
        std::error_code ignored;
        for (const auto& entry : std::filesystem::directory_iterator("/usr/lib/postgresql", ignored))
            if (std::filesystem::exists(entry.path() / "bin/initdb")) programs_ = (entry.path() / "bin").string();
        if (programs_.empty()) return;
        // The server refuses to run as root; the package brings a user for it.
        if (geteuid() == 0) {
            as_ = "runuser -u postgres -- ";
            if (std::system(("chown postgres " + folder_.path().string()).c_str()) != 0) return;
        }
        running_ = run("initdb -D " + data() + " -U rostra -A trust --no-sync -E UTF8 --locale=C --wal-segsize=1") && start();
    }
    ~PostgresServer() {
        if (running_) kill_at_once();
    }
    PostgresServer(const PostgresServer&) = delete;
    PostgresServer& operator=(const PostgresServer&) = delete;

    /// The URL of a new, empty database; empty where there is no server.
    std::string fresh_database() {
        if (!running_) return {};
        const std::string name = "t" + std::to_string(++databases_);
        if (!run("createdb -h " + folder_.path().string() + " -U rostra " + name)) return {};
        return "postgresql://rostra@/" + name + "?host=" + folder_.path().string();
    }
    /// As the power going: no process gets to finish anything.
    void kill_at_once() { running_ = !run("pg_ctl -D " + data() + " -m immediate stop"); }
    bool start() {
        // sh counts blocks of 512 bytes.
        const std::string bound = most_kilobytes_ ? "ulimit -f " + std::to_string(2 * most_kilobytes_) + "; " : "";
        const std::string line = as_ + "sh -c '" + bound + programs_ + "/pg_ctl -D " + data() + " -w -l " + data() + "/log -o \"-c listen_addresses= -k " + folder_.path().string() + " -c fsync=off\" start' >/dev/null 2>&1";
        return running_ = std::system(line.c_str()) == 0;
    }
    /// One of the server's own programs: pg_dump, pg_restore, psql.
    [[nodiscard]] bool run(const std::string& line) const { return std::system((as_ + programs_ + "/" + line + " >/dev/null 2>&1").c_str()) == 0; }
    /// A folder that the server's programs may write to.
    [[nodiscard]] std::string file(const std::string& name) const { return folder_.file(name); }

private:
    [[nodiscard]] std::string data() const { return folder_.file("data"); }

    TemporaryFolder folder_;
    std::string programs_, as_;
    unsigned most_kilobytes_;
    bool running_ = false;
    int databases_ = 0;
};

}  // namespace rostra::testing

// The only file that knows the HTTP library: sockets ↔ plain requests and responses.
#pragma once

#include "site.h"

namespace rostra::server {

struct ListenOptions {
    std::string host = "127.0.0.1";
    int port = 8080;                   ///< 0: any free one
    unsigned threads = 256;            ///< connections served at once; one that is kept alive has its thread while it waits
    unsigned waiting = 256;            ///< connections accepted and waiting; beyond it new ones wait in the kernel's queue
    std::size_t body_bytes = 1 << 20;  ///< greatest body of a request
    std::string address_header;        ///< header in which a proxy before us gives the visitor's address; empty: there is none, none is believed
};

/// Called once the socket is bound, with the port it got.
using Ready = std::function<void(int port)>;

/// Serves until the process gets SIGINT or SIGTERM (which must be blocked in all threads: `block_stop_signals`), then
/// finishes what it is answering. Errors: usage when the address cannot be bound.
[[nodiscard]] Status listen(Site& site, const ListenOptions& options, const Ready& ready);

/// To be called before any thread is started.
void block_stop_signals();

}  // namespace rostra::server

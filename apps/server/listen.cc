// The HTTP library routes nothing here: its routing runs a regular expression on hostile addresses. GET and HEAD are
// answered before routing; for other methods the library first reads the body (bounded), finds no route, and its error
// hook answers instead. So every answer, faults of the protocol included, comes from `Site`.
#include "listen.h"

#include "rate_limit.h"

#include <httplib.h>

#include <pthread.h>
#include <sys/socket.h>
#include <csignal>
#include <thread>

namespace rostra::server {

namespace {

constexpr int accepting = 512;  // connections in the kernel's queue

/// A fixed number of threads and a bounded queue. When both are full, accepting waits, and so do newcomers in the
/// kernel's queue: memory stays bounded whatever comes.
class BoundedPool final : public httplib::TaskQueue {
public:
    BoundedPool(std::size_t threads, std::size_t most) : most_(most) {
        for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
    }

    // The library's newer versions return bool here, older ones nothing.
    using Enqueued = decltype(std::declval<httplib::TaskQueue&>().enqueue(std::function<void()>{}));
    Enqueued enqueue(std::function<void()> job) override {
        {
            std::unique_lock lock(mutex_);
            room_.wait(lock, [&] { return jobs_.size() < most_ || stopping_; });
            jobs_.push_back(std::move(job));
        }
        some_.notify_one();
        return Enqueued(true);
    }

    void shutdown() override {
        {
            const std::lock_guard lock(mutex_);
            stopping_ = true;
        }
        some_.notify_all();
        room_.notify_all();
        for (std::thread& thread : threads_) thread.join();
    }

private:
    void work() {
        for (;;) {
            std::unique_lock lock(mutex_);
            some_.wait(lock, [&] { return !jobs_.empty() || stopping_; });
            if (jobs_.empty()) return;
            const std::function<void()> job = std::move(jobs_.front());
            jobs_.pop_front();
            lock.unlock();
            room_.notify_one();
            job();
        }
    }

    std::size_t most_;
    std::mutex mutex_;
    std::condition_variable some_, room_;
    std::list<std::function<void()>> jobs_;
    std::vector<std::thread> threads_;
    bool stopping_ = false;
};

/// Who asks. Only a header that the operator named is believed, and of it only what the nearest proxy wrote. When it comes
/// several times, which of them is the proxy's cannot be told in every version of the library: then it is nobody's.
std::string visitor(const httplib::Request& from, const std::string& address_header) {
    if (address_header.empty()) return visitor_of(from.remote_addr);
    const auto [first, last] = from.headers.equal_range(address_header);
    if (first == last) return visitor_of(from.remote_addr);
    return std::next(first) == last ? visitor_of(last_of_list(first->second)) : visitor_of("");
}

Result<Request> plain(const httplib::Request& from, const std::string& address_header) {
    Result<Request> request = parse_target(from.target);
    if (!request) return request;
    request->method = from.method;
    request->body = from.body;
    request->visitor = visitor(from, address_header);
    for (const char* name : {"Accept", "If-None-Match", "Content-Type", "Cookie", "Host", "Origin", "Sec-Fetch-Site", "User-Agent"})
        if (from.has_header(name)) request->headers.emplace(utf8::lower(name), utf8::repair(from.get_header_value(name)));
    return request;
}

void put(const Response& from, httplib::Response& to) {
    to.status = from.status;
    for (const auto& [name, value] : from.headers) to.set_header(name.c_str(), value.c_str());
    if (from.status == 304 || from.status == 204) return;
    to.set_content(from.body, from.type.c_str());
}

Response bare_error(const Site& site, int status, std::string_view message, bool as_json) {
    Response response = site.error(status, message, as_json);
    for (const auto& header : security_headers()) response.headers.push_back(header);
    return response;
}

/// For a request that could not be parsed.
bool wants_json(const httplib::Request& from) {
    const std::string accept = from.get_header_value("Accept");
    return from.target.rfind("/api/", 0) == 0 || (accept.find("application/json") != std::string::npos && accept.find("text/html") == std::string::npos);
}

/// The library compresses by brotli's slowest level where a visitor takes that: a second and a half for a large page. By gzip it
/// takes a twentieth of that, and a visitor who takes brotli takes gzip.
void prefer_gzip(httplib::Request& request) {
    const bool gzip = request.get_header_value("Accept-Encoding").find("gzip") != std::string::npos;
    request.headers.erase("Accept-Encoding");
    if (gzip) request.headers.emplace("Accept-Encoding", "gzip");
}

void answer(Site& site, const std::string& address_header, const httplib::Request& from, httplib::Response& to) {
    auto& request_of_library = const_cast<httplib::Request&>(from);
    // Ranges are not served: a list of thousands of overlapping ones would multiply the page.
    request_of_library.ranges.clear();
    prefer_gzip(request_of_library);
    const Result<Request> request = plain(from, address_header);
    if (request) put(site.answer(*request), to);
    else put(bare_error(site, status_of(request.error().code), request.error().message(), wants_json(from)), to);
}

void set_limits(httplib::Server& server, const ListenOptions& options) {
    server.new_task_queue = [options] { return new BoundedPool(options.threads, options.waiting); };
    server.set_payload_max_length(options.body_bytes);
    server.set_read_timeout(5, 0);
    server.set_write_timeout(10, 0);
    server.set_keep_alive_max_count(200);
    server.set_keep_alive_timeout(3);
    server.set_tcp_nodelay(true);
}

void set_handlers(httplib::Server& server, Site& site, const std::string& address_header) {
    using Handled = httplib::Server::HandlerResponse;
    server.set_pre_routing_handler([&site, address_header](const httplib::Request& from, httplib::Response& to) {
        if (from.method != "GET" && from.method != "HEAD") return Handled::Unhandled;
        answer(site, address_header, from, to);
        return Handled::Handled;
    });
    server.set_error_handler(httplib::Server::HandlerWithResponse([&site, address_header](const httplib::Request& from, httplib::Response& to) {
        const bool ours = !to.body.empty();
        const bool no_route = to.status == 404 && !from.method.empty();
        if (ours) return Handled::Handled;
        if (no_route) answer(site, address_header, from, to);
        else put(bare_error(site, to.status, status_words(to.status), wants_json(from)), to);
        return Handled::Handled;
    }));
}

/// Stops the server when a signal comes; ends by itself when `stop` is called first.
class StopOnSignal {
public:
    explicit StopOnSignal(httplib::Server& server) {
        sigemptyset(&signals_);
        for (const int signal : {SIGINT, SIGTERM, SIGUSR2}) sigaddset(&signals_, signal);
        thread_ = std::thread([this, &server] {
            int got = 0;
            sigwait(&signals_, &got);
            if (got != SIGUSR2) server.stop();
        });
    }
    ~StopOnSignal() {
        pthread_kill(thread_.native_handle(), SIGUSR2);
        thread_.join();
    }
    StopOnSignal(const StopOnSignal&) = delete;
    StopOnSignal& operator=(const StopOnSignal&) = delete;

private:
    sigset_t signals_{};
    std::thread thread_;
};

}  // namespace

void block_stop_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    for (const int signal : {SIGINT, SIGTERM, SIGUSR2}) sigaddset(&signals, signal);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);  // a visitor who hangs up is no reason to end
}

Status listen(Site& site, const ListenOptions& options, const Ready& ready) {
    httplib::Server server;
    int socket = -1;
    server.set_socket_options([&socket](socket_t made) {
        httplib::default_socket_options(made);
        socket = made;
    });
    set_limits(server, options);
    set_handlers(server, site, options.address_header);
    int port = options.port;
    if (port == 0) port = server.bind_to_any_port(options.host.c_str());
    else if (!server.bind_to_port(options.host.c_str(), port)) port = -1;
    if (port < 0) return Error{ErrorCode::usage, options.host + ":" + std::to_string(options.port), "cannot listen there"};
    // The library lets five visitors wait to be accepted; a sixth of the same moment would try again a second later.
    if (::listen(socket, accepting) != 0) return Error{ErrorCode::store, options.host, "listening failed"};
    const StopOnSignal stop(server);
    ready(port);
    if (!server.listen_after_bind()) return Error{ErrorCode::store, options.host, "listening failed"};
    return Done{};
}

}  // namespace rostra::server

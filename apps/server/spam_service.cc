#include "spam_service.h"

#include "rostra/publish.h"

#include <httplib.h>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace rostra::server {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::size_t longest_answer = 256;

struct Where {
    std::string host, path;  // "https://a.example:443", "/prefix"
};

std::optional<Where> split(const std::string& url) {
    const bool tls = url.rfind("https://", 0) == 0;
    if (!tls && url.rfind("http://", 0) != 0) return std::nullopt;
    const std::size_t begin = tls ? 8 : 7, slash = std::min(url.find('/', begin), url.size());
    if (slash == begin || url.find_first_of(" \t\r\n?#@") != std::string::npos) return std::nullopt;
    std::string path = url.substr(slash);
    while (!path.empty() && path.back() == '/') path.pop_back();
    return Where{url.substr(0, slash), path};
}

/// The library bounds each read; this bounds the whole: at the deadline the call is broken off.
class Watch {
public:
    Watch(httplib::Client& client, Clock::time_point deadline)
        : thread_([this, &client, deadline] {
              std::unique_lock lock(mutex_);
              if (!ended_.wait_until(lock, deadline, [this] { return done_; })) client.stop();
          }) {}
    ~Watch() {
        {
            const std::lock_guard lock(mutex_);
            done_ = true;
        }
        ended_.notify_one();
        thread_.join();
    }
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;

private:
    std::mutex mutex_;
    std::condition_variable ended_;
    bool done_ = false;
    std::thread thread_;  // last: it uses the others
};

std::string form(const SpamService::Options& options, const SpamService::Asked& what) {
    // The protocol wants one address; a network ("2001:db8::/64") stands for its own.
    const std::string address = what.visitor == "?" ? std::string() : what.visitor.substr(0, what.visitor.find('/'));
    std::string out;
    for (const auto& [name, value] : {std::pair<const char*, std::string>{"api_key", options.key}, {"blog", what.site}, {"user_ip", address}, {"user_agent", what.browser.substr(0, 500)}, {"comment_type", "contact-form"}, {"comment_content", what.text}})
        out += (out.empty() ? "" : "&") + std::string(name) + "=" + escape_url(value);
    return out;
}

}  // namespace

Status SpamService::check(const Options& options) {
    if (options.url.empty()) return Done{};
    if (!split(options.url)) return Error{ErrorCode::usage, options.url, "is no address of a service (https://HOST or http://HOST, without a query)"};
    if (options.key.empty()) return Error{ErrorCode::usage, options.url, "the service needs a key"};
#ifndef CPPHTTPLIB_OPENSSL_SUPPORT
    if (options.url.rfind("https://", 0) == 0) return Error{ErrorCode::usage, options.url, "this build cannot speak TLS; put a local proxy before the service"};
#endif
    return Done{};
}

SpamService::Answer SpamService::ask(const Asked& what) const {
    const auto where = options_.url.empty() ? std::nullopt : split(options_.url);
    if (!where) return Answer::none;
    const auto deadline = Clock::now() + std::chrono::seconds(options_.seconds);
    std::string answer;
    httplib::Client client(where->host);
    client.set_connection_timeout(options_.seconds, 0);
    client.set_read_timeout(options_.seconds, 0);
    client.set_write_timeout(options_.seconds, 0);
    const Watch watch(client, deadline);
    httplib::Request request;
    request.method = "POST";
    request.path = where->path + "/1.1/comment-check";
    request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}, {"User-Agent", "Rostra"}};
    request.body = form(options_, what);
    // Only a word is expected. More of it, or one that drips in, ends the call.
    request.content_receiver = [&](const char* data, std::size_t size, std::uint64_t, std::uint64_t) {
        answer.append(data, size);
        return answer.size() <= longest_answer && Clock::now() < deadline;
    };
    const auto result = client.send(request);
    if (!result || result->status != 200) return Answer::none;
    return answer == "true" ? Answer::spam : answer == "false" ? Answer::fine
                                                               : Answer::none;
}

}  // namespace rostra::server

// How often one visitor may do a thing. A bucket a visitor, refilled steadily; memory is bounded however many come.
#pragma once

#include <chrono>
#include <cstdint>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace rostra::server {

/// `burst` at once, then one each `every`. A burst of 0 allows nothing.
struct Rate {
    double burst = 0;
    std::chrono::milliseconds every{1000};
};

/// Thread-safe; O(1). When `most` keys are known the one that was not seen for longest is forgotten: a flood of addresses
/// can make room for its own next requests, and never more memory.
class RateLimit {
public:
    using Clock = std::chrono::steady_clock;

    explicit RateLimit(Rate rate, std::size_t most = 50'000) : rate_(rate), most_(most ? most : 1) {}

    /// Counts one of `key`. nullopt: it may go on; else how long to wait (for Retry-After, at least a second).
    [[nodiscard]] std::optional<std::chrono::seconds> take(std::string_view key, Clock::time_point now = Clock::now());
    [[nodiscard]] std::size_t known() const;

private:
    struct Bucket {
        std::string key;
        double left;
        Clock::time_point at;
    };
    Rate rate_;
    std::size_t most_;
    mutable std::mutex mutex_;
    std::list<Bucket> buckets_;                                                 // latest first
    std::unordered_map<std::string_view, std::list<Bucket>::iterator> by_key_;  // views into buckets_, whose nodes stay put
};

/// Whom a limit counts: an IPv4 address as it is (also when written as IPv6), an IPv6 address by its /64, which is what one
/// subscriber has. Anything else gives "?", so that all of it shares one bucket.
[[nodiscard]] std::string visitor_of(std::string_view address);

/// Whether the visitor, as `visitor_of` writes it, is on this machine: a person here, or a web server before this one that
/// does not say whom it asks for. One bucket for all its visitors would shut them out together.
[[nodiscard]] bool is_this_machine(std::string_view visitor);

/// The visitor's address where a proxy before the server adds it to the end of a list (X-Forwarded-For): the last entry,
/// since those before it are whatever the visitor sent.
[[nodiscard]] std::string_view last_of_list(std::string_view header);

}  // namespace rostra::server

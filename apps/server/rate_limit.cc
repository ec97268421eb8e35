#include "rate_limit.h"

#include <arpa/inet.h>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace rostra::server {

std::optional<std::chrono::seconds> RateLimit::take(std::string_view key, Clock::time_point now) {
    const double every = std::max<double>(1, static_cast<double>(rate_.every.count()));
    const std::lock_guard lock(mutex_);
    auto found = by_key_.find(key);
    if (found == by_key_.end()) {
        if (buckets_.size() >= most_) {
            by_key_.erase(buckets_.back().key);
            buckets_.pop_back();
        }
        buckets_.push_front({std::string(key), rate_.burst, now});
        found = by_key_.emplace(buckets_.front().key, buckets_.begin()).first;
    } else {
        buckets_.splice(buckets_.begin(), buckets_, found->second);
    }
    Bucket& bucket = *found->second;
    const double passed = std::chrono::duration<double, std::milli>(now - bucket.at).count();
    bucket.left = std::min(rate_.burst, bucket.left + std::max(0.0, passed) / every);
    bucket.at = std::max(bucket.at, now);
    if (bucket.left >= 1) {
        bucket.left -= 1;
        return std::nullopt;
    }
    const double wait = (1 - bucket.left) * every / 1000;
    return std::chrono::seconds(std::max<std::int64_t>(1, static_cast<std::int64_t>(std::ceil(wait))));
}

std::size_t RateLimit::known() const {
    const std::lock_guard lock(mutex_);
    return buckets_.size();
}

std::string visitor_of(std::string_view address) {
    const std::string text(address.substr(0, 64));
    in_addr four{};
    char shown[INET6_ADDRSTRLEN] = {};
    if (inet_pton(AF_INET, text.c_str(), &four) == 1) return inet_ntop(AF_INET, &four, shown, sizeof shown);
    in6_addr six{};
    if (inet_pton(AF_INET6, text.c_str(), &six) != 1) return "?";
    if (IN6_IS_ADDR_V4MAPPED(&six)) {
        std::memcpy(&four, six.s6_addr + 12, sizeof four);
        return inet_ntop(AF_INET, &four, shown, sizeof shown);
    }
    std::memset(six.s6_addr + 8, 0, 8);
    return std::string(inet_ntop(AF_INET6, &six, shown, sizeof shown)) + "/64";
}

bool is_this_machine(std::string_view visitor) { return visitor.rfind("127.", 0) == 0 || visitor == "::/64"; }

std::string_view last_of_list(std::string_view header) {
    if (const auto comma = header.rfind(','); comma != std::string_view::npos) header.remove_prefix(comma + 1);
    const auto begin = header.find_first_not_of(" \t");
    if (begin == std::string_view::npos) return {};
    return header.substr(begin, header.find_last_not_of(" \t") - begin + 1);
}

}  // namespace rostra::server

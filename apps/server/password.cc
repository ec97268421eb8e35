#include "password.h"

#include <sodium.h>

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace rostra::server {
namespace {

constexpr unsigned hashed_at_once = 2;
constexpr std::chrono::seconds longest_hashing_turn{5};

/// One of the places for hashing; given back when destroyed.
class Place {
public:
    Place() {
        std::unique_lock lock(mutex_);
        got_ = freed_.wait_for(lock, longest_hashing_turn, [] { return taken_ < hashed_at_once; });
        if (got_) ++taken_;
    }
    ~Place() {
        if (!got_) return;
        {
            const std::lock_guard lock(mutex_);
            --taken_;
        }
        freed_.notify_one();
    }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;
    [[nodiscard]] bool got() const { return got_; }

private:
    static inline std::mutex mutex_;
    static inline std::condition_variable freed_;
    static inline unsigned taken_ = 0;
    bool got_ = false;
};

Error busy() { return {ErrorCode::conflict, "login", "too many log in at the same time; try again in a few seconds"}; }
Error no_sodium() { return {ErrorCode::store, "random numbers", "are not to be had on this machine"}; }

// Of a password that was thrown away: compared with when there is no editor of that name, so that the answer takes as long.
constexpr const char* nobody = "$argon2id$v=19$m=65536,t=2,p=1$VzgRlykYlWWPXMth6pdZkQ$gZHJ7QB+WItzWIcRhs6t7ztDCGMJFWTO7xeuJNSEPUw";
static_assert(crypto_pwhash_OPSLIMIT_INTERACTIVE == 2 && crypto_pwhash_MEMLIMIT_INTERACTIVE == 65536 * 1024, "it must cost what an editor's costs");

Result<std::string> hashed(std::string_view password) {
    if (sodium_init() < 0) return no_sodium();
    char hash[crypto_pwhash_STRBYTES];
    if (crypto_pwhash_str_alg(hash, password.data(), password.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13) != 0)
        return Error{ErrorCode::store, "password", "there is not enough memory to hash it"};
    return std::string(hash);
}

}  // namespace

Result<std::string> hash_password(std::string_view password) {
    if (password.size() < least_password || password.size() > longest_password)
        return Error{ErrorCode::bad_value, "password", "needs " + std::to_string(least_password) + " to " + std::to_string(longest_password) + " bytes"};
    const Place place;
    if (!place.got()) return busy();
    return hashed(password);
}

Result<bool> is_password(const std::string& hash, std::string_view password) {
    const Place place;
    if (!place.got()) return busy();
    if (sodium_init() < 0) return no_sodium();
    const bool known = !hash.empty();
    const std::string_view bounded = password.substr(0, longest_password + 1);
    const bool fits = crypto_pwhash_str_verify(known ? hash.c_str() : nobody, bounded.data(), bounded.size()) == 0;
    return known && fits;
}

}  // namespace rostra::server

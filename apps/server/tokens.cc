#include "tokens.h"

#include <sodium.h>

#include <charconv>

namespace rostra::server {
namespace {

std::string hex(const unsigned char* bytes, std::size_t size) {
    std::string out(2 * size + 1, '\0');
    sodium_bin2hex(out.data(), out.size(), bytes, size);
    out.pop_back();
    return out;
}

}  // namespace

Result<std::string> random_token() {
    if (sodium_init() < 0) return Error{ErrorCode::store, "random numbers", "are not to be had on this machine"};
    unsigned char bytes[32];
    randombytes_buf(bytes, sizeof bytes);
    return hex(bytes, sizeof bytes);
}

std::string token_hash(std::string_view token) {
    unsigned char hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(hash, reinterpret_cast<const unsigned char*>(token.data()), token.size());
    return hex(hash, sizeof hash);
}

bool same_token(std::string_view a, std::string_view b) { return !a.empty() && a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0; }

std::string FormSigner::mac(std::string_view purpose, std::string_view time) const {
    crypto_auth_hmacsha256_state state;
    const auto bytes = [](std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); };
    crypto_auth_hmacsha256_init(&state, bytes(key_), key_.size());
    crypto_auth_hmacsha256_update(&state, bytes(time), time.size());
    crypto_auth_hmacsha256_update(&state, bytes("\n"), 1);
    crypto_auth_hmacsha256_update(&state, bytes(purpose), purpose.size());
    unsigned char out[crypto_auth_hmacsha256_BYTES];
    crypto_auth_hmacsha256_final(&state, out);
    return hex(out, sizeof out);
}

std::string FormSigner::sign(std::string_view purpose, std::int64_t now) const {
    const std::string time = std::to_string(now);
    return time + "-" + mac(purpose, time);
}

std::optional<std::int64_t> FormSigner::age(std::string_view token, std::string_view purpose, std::int64_t now) const {
    const std::size_t dash = token.find('-');
    if (dash == std::string_view::npos || dash > 20) return std::nullopt;
    const std::string_view time = token.substr(0, dash);
    std::int64_t then = 0;
    const auto [end, fault] = std::from_chars(time.data(), time.data() + time.size(), then);
    if (fault != std::errc() || end != time.data() + time.size() || then > now) return std::nullopt;
    if (!same_token(token.substr(dash + 1), mac(purpose, time))) return std::nullopt;
    return now - then;
}

}  // namespace rostra::server

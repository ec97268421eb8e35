// Passwords of editors: Argon2id, by libsodium.
#pragma once

#include "rostra/base.h"

namespace rostra::server {

constexpr std::size_t least_password = 12, longest_password = 1024;  ///< bytes

/// Hashing takes 64 MiB and about a tenth of a second; at most two at a time, so that logins cannot fill the memory.
/// Errors: bad_value for a password that is too short or too long, conflict when too many wait, store when memory is short.
[[nodiscard]] Result<std::string> hash_password(std::string_view password);

/// Whether it is the password of `hash`; an empty hash (no such editor) takes as long and is none. Errors: conflict.
[[nodiscard]] Result<bool> is_password(const std::string& hash, std::string_view password);

}  // namespace rostra::server

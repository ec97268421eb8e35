// Secrets that forms and cookies carry.
#pragma once

#include "rostra/base.h"

namespace rostra::server {

/// 32 random bytes in hex.
[[nodiscard]] Result<std::string> random_token();
/// SHA-256 in hex: what the record keeps of a session's token.
[[nodiscard]] std::string token_hash(std::string_view token);
/// Compares in a time that does not tell where they differ. Empty ones are equal to nothing.
[[nodiscard]] bool same_token(std::string_view a, std::string_view b);

/// Signs forms, so that a form that comes back is one that we gave out, for that purpose, at a known time. No state.
class FormSigner {
public:
    /// `key`: `Record::form_key`.
    explicit FormSigner(std::string key) : key_(std::move(key)) {}

    /// `now`: seconds since 1970. `purpose` says what the form may do ("propose un-1:1640").
    [[nodiscard]] std::string sign(std::string_view purpose, std::int64_t now) const;
    /// How many seconds ago it was given out; nullopt when it is not ours, for another purpose, or from the future.
    [[nodiscard]] std::optional<std::int64_t> age(std::string_view token, std::string_view purpose, std::int64_t now) const;

private:
    [[nodiscard]] std::string mac(std::string_view purpose, std::string_view time) const;
    std::string key_;
};

}  // namespace rostra::server

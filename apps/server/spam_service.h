// A spam service that speaks Akismet's protocol (comment-check, version 1.1). Off unless an address and a key are given. It
// is sent what a visitor wrote, their address and the name of their browser: say so on the site's page about privacy.
#pragma once

#include "rostra/base.h"

namespace rostra::server {

class SpamService {
public:
    struct Options {
        std::string url;  ///< "https://rest.service.example": where "/1.1/comment-check" is added; empty: no service
        std::string key;
        int seconds = 4;  ///< the longest that a visitor waits for it
    };
    struct Asked {
        std::string text, visitor, browser;
        std::string site;  ///< this site's address, which the protocol calls "blog"
    };
    enum class Answer : std::uint8_t { fine,
                                       spam,
                                       none };  ///< none: off, late, or an answer that says nothing

    explicit SpamService(Options options) : options_(std::move(options)) {}

    /// usage: the address cannot be one, or this build lacks TLS for an https one.
    [[nodiscard]] static Status check(const Options& options);
    [[nodiscard]] bool is_on() const { return !options_.url.empty(); }
    /// Never longer than `seconds`, never an error: without an answer an editor decides. Thread-safe.
    [[nodiscard]] Answer ask(const Asked& what) const;

private:
    Options options_;
};

}  // namespace rostra::server

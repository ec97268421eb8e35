// Colours and words for a terminal. Private to publish.
#pragma once

#include "rostra/publish.h"

namespace rostra {

class Painter {
public:
    explicit Painter(bool colour) : colour_(colour) {}
    [[nodiscard]] std::string bold(std::string_view s) const { return paint("1", s); }
    [[nodiscard]] std::string source(std::string_view s) const { return paint("36", s); }
    [[nodiscard]] std::string content(std::string_view s) const { return paint("32", s); }
    [[nodiscard]] std::string faint(std::string_view s) const { return paint("2", s); }

private:
    [[nodiscard]] std::string paint(std::string_view code, std::string_view s) const {
        return colour_ ? "\x1b[" + std::string(code) + "m" + std::string(s) + "\x1b[0m" : std::string(s);
    }
    bool colour_;
};

/// "Karen Pierce, UN ambassador (GBR)"; a state is its own name.
[[nodiscard]] std::string named_words(const Speaker& speaker);
/// "GBR, USA".
[[nodiscard]] std::string comma_list(const std::vector<std::string>& items);

}  // namespace rostra

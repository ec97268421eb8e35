// Page templates: a small, strict Mustache. Parsed once at start, then rendered from any number of threads.
//
// Why not a library: here text cannot reach a page unescaped, because no tag exists that would do it; rendering is
// const; and partials are resolved when the set is built, so a missing one is an error at start and not on a page.
//
//   {{name}} {{a.b}} {{.}}   the value, HTML-escaped (& < > " ')
//   {{%name}}                the value, percent-encoded for one segment of a path or one value of a query
//   {{#name}}...{{/name}}    once an item of a list; once with an object as context; once when true
//   {{?name}}...{{/name}}    once when there is something, context unchanged
//   {{^name}}...{{/name}}    once when there is nothing: absent, null, false, 0, "", [] and {}
//   {{>name}}                another template of the set
//   {{! words }}             nothing
#pragma once

#include "rostra/publish.h"

#include <nlohmann/json.hpp>

#include <map>
#include <memory>

namespace rostra::server {

/// & < > " ' as character references; control characters that HTML forbids become U+FFFD.
[[nodiscard]] std::string escape_html(std::string_view text);

class Templates {
public:
    Templates();
    Templates(Templates&&) noexcept;
    Templates& operator=(Templates&&) noexcept;
    ~Templates();

    /// Parses all of `sources` (name → text). Errors: bad_format (unclosed tag or section, unknown partial, a partial
    /// that includes itself), with "NAME:LINE" as place.
    [[nodiscard]] static Result<Templates> parse(const std::map<std::string, std::string>& sources);

    [[nodiscard]] bool has(const std::string& name) const;
    /// An unknown name renders as nothing. O(output). `around`: objects in which a name is looked for when `view` does not
    /// have it, outermost first, so that what all pages share is copied into none.
    [[nodiscard]] std::string render(const std::string& name, const nlohmann::json& view, std::initializer_list<const nlohmann::json*> around = {}) const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace rostra::server

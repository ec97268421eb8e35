// Parsing: one pass over the text with a stack of open sections. A tag that stands alone on its line takes the line's
// white space with it, as in Mustache, so that pages have no holes. Rendering: a walk of the tree with a stack of
// contexts, innermost first.
#include "template.h"

#include <algorithm>

namespace rostra::server {

namespace {

enum class Kind { text,
                  value,
                  url,
                  section,
                  test,
                  inverted,
                  partial };

struct Node {
    Kind kind = Kind::text;
    std::string text;               // literal, or the name as written
    std::vector<std::string> path;  // the name, split at dots; empty for "."
    std::vector<Node> inner;
};

using Tree = std::vector<Node>;

std::vector<std::string> split_path(const std::string& name) {
    std::vector<std::string> path;
    if (name == ".") return path;
    std::size_t from = 0;
    for (std::size_t dot = name.find('.'); dot != std::string::npos; dot = name.find('.', from)) {
        path.push_back(name.substr(from, dot - from));
        from = dot + 1;
    }
    path.push_back(name.substr(from));
    return path;
}

std::string stripped(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(" \t") - first + 1));
}

/// One template's text → its tree.
class Parser {
public:
    Parser(const std::string& name, std::string_view text) : name_(name), text_(text) { open_.push_back({}); }

    Result<Tree> run() {
        while (at_ < text_.size()) {
            const std::size_t tag = text_.find("{{", at_);
            if (tag == std::string_view::npos) break;
            if (Status step = take_tag(tag); !step) return step.error();
        }
        add_text(text_.substr(std::min(at_, text_.size())));
        if (open_.size() > 1) return fault("section not closed: " + open_.back().text);
        return std::move(open_.front().inner);
    }

private:
    Error fault(std::string detail) const {
        const auto lines = std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(std::min(at_, text_.size())), '\n');
        return {ErrorCode::bad_format, name_ + ":" + std::to_string(lines + 1), std::move(detail)};
    }

    void add_text(std::string_view text) {
        if (!text.empty()) open_.back().inner.push_back({Kind::text, std::string(text), {}, {}});
    }

    /// True when only blanks stand around [begin, end) on its line; widens the range to the whole line.
    bool alone_on_line(std::size_t& begin, std::size_t& end) const {
        std::size_t first = begin;
        while (first > 0 && (text_[first - 1] == ' ' || text_[first - 1] == '\t')) --first;
        if (first > 0 && text_[first - 1] != '\n') return false;
        std::size_t last = end;
        while (last < text_.size() && (text_[last] == ' ' || text_[last] == '\t')) ++last;
        if (last < text_.size() && text_[last] != '\n') return false;
        begin = first;
        end = std::min(last + 1, text_.size());
        return true;
    }

    Status take_tag(std::size_t tag) {
        std::size_t begin = tag;
        const std::size_t close = text_.find("}}", tag + 2);
        if (close == std::string_view::npos) return fault("tag not closed");
        std::size_t end = close + 2;
        std::string_view inside = text_.substr(tag + 2, close - tag - 2);
        const char sigil = inside.empty() ? '\0' : inside.front();
        const bool value = std::string_view("#?^/>!").find(sigil) == std::string_view::npos;
        if (!value && begin >= at_) alone_on_line(begin, end);
        add_text(text_.substr(at_, std::max(begin, at_) - at_));
        at_ = end;
        if (!value || sigil == '%') inside.remove_prefix(1);
        return place(sigil, stripped(inside), value);
    }

    Status place(char sigil, std::string name, bool value) {
        if (sigil == '!') return Done{};
        if (name.empty() || name.find_first_of("{}& ") != std::string::npos) return fault("bad name in a tag: " + name);
        if (sigil == '/') return close_section(name);
        Node node;
        node.kind = value ? (sigil == '%' ? Kind::url : Kind::value)
                          : (sigil == '#' ? Kind::section : sigil == '?' ? Kind::test
                                                        : sigil == '^'   ? Kind::inverted
                                                                         : Kind::partial);
        node.path = split_path(name);
        node.text = std::move(name);
        if (sigil == '#' || sigil == '?' || sigil == '^') open_.push_back(std::move(node));
        else open_.back().inner.push_back(std::move(node));
        return Done{};
    }

    Status close_section(const std::string& name) {
        if (open_.size() < 2 || open_.back().text != name) return fault("section closed that is not open: " + name);
        Node done = std::move(open_.back());
        open_.pop_back();
        open_.back().inner.push_back(std::move(done));
        return Done{};
    }

    std::string name_;
    std::string_view text_;
    std::size_t at_ = 0;
    std::vector<Node> open_;  // front: the template itself
};

using Forest = std::map<std::string, Tree>;

/// Each partial must exist, and none may lead back to itself.
Status check_partials(const Forest& forest, const std::string& owner, const Tree& tree, std::vector<std::string>& way) {
    for (const Node& node : tree) {
        if (node.kind == Kind::partial) {
            const auto found = forest.find(node.text);
            if (found == forest.end()) return Error{ErrorCode::bad_format, owner, "unknown partial " + node.text};
            if (std::find(way.begin(), way.end(), node.text) != way.end())
                return Error{ErrorCode::bad_format, owner, "partial includes itself: " + node.text};
            way.push_back(node.text);
            if (Status inner = check_partials(forest, node.text, found->second, way); !inner) return inner;
            way.pop_back();
        }
        if (Status inner = check_partials(forest, owner, node.inner, way); !inner) return inner;
    }
    return Done{};
}

bool something(const nlohmann::json* value) {
    if (value == nullptr || value->is_null()) return false;
    if (value->is_boolean()) return value->get<bool>();
    if (value->is_number()) return value->get<double>() != 0;
    if (value->is_string()) return !value->get_ref<const std::string&>().empty();
    return !value->empty();
}

/// The tree walk. Holds references only.
class Renderer {
public:
    Renderer(const Forest& forest, const nlohmann::json& view, std::initializer_list<const nlohmann::json*> around, std::string& out) : forest_(forest), out_(out), contexts_(around) {
        contexts_.push_back(&view);
    }

    void run(const Tree& tree) {
        for (const Node& node : tree) one(node);
    }

private:
    const nlohmann::json* find(const std::vector<std::string>& path) const {
        if (path.empty()) return contexts_.back();
        for (auto context = contexts_.rbegin(); context != contexts_.rend(); ++context) {
            const nlohmann::json* value = *context;
            if (!value->is_object()) continue;
            const auto first = value->find(path.front());
            if (first == value->end()) continue;
            return follow(&*first, path);
        }
        return nullptr;
    }

    static const nlohmann::json* follow(const nlohmann::json* value, const std::vector<std::string>& path) {
        for (std::size_t i = 1; i < path.size(); ++i) {
            if (!value->is_object()) return nullptr;
            const auto next = value->find(path[i]);
            if (next == value->end()) return nullptr;
            value = &*next;
        }
        return value;
    }

    static std::string shown(const nlohmann::json* value) {
        if (value == nullptr || value->is_null() || value->is_structured()) return {};
        return value->is_string() ? value->get<std::string>() : value->dump();
    }

    void one(const Node& node) {
        switch (node.kind) {
            case Kind::text: out_ += node.text; break;
            case Kind::value: out_ += escape_html(shown(find(node.path))); break;
            case Kind::url: out_ += escape_url(shown(find(node.path))); break;
            case Kind::partial: run(forest_.at(node.text)); break;
            case Kind::test:
                if (something(find(node.path))) run(node.inner);
                break;
            case Kind::inverted:
                if (!something(find(node.path))) run(node.inner);
                break;
            case Kind::section: section(node); break;
        }
    }

    void section(const Node& node) {
        const nlohmann::json* value = find(node.path);
        if (!something(value)) return;
        if (!value->is_array()) return within(*value, node.inner);
        for (const nlohmann::json& item : *value) within(item, node.inner);
    }

    void within(const nlohmann::json& context, const Tree& tree) {
        contexts_.push_back(&context);
        run(tree);
        contexts_.pop_back();
    }

    const Forest& forest_;
    std::string& out_;
    std::vector<const nlohmann::json*> contexts_;
};

}  // namespace

std::string escape_html(std::string_view text) {
    std::string out;
    out.reserve(text.size() + text.size() / 8);
    for (const char c : text) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            case '\'': out += "&#39;"; break;
            default:
                if (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' && c != '\r') out += "\xEF\xBF\xBD";
                else out += c;
        }
    }
    return out;
}

struct Templates::State {
    Forest forest;
};

Templates::Templates() : state_(std::make_unique<State>()) {}
Templates::Templates(Templates&&) noexcept = default;
Templates& Templates::operator=(Templates&&) noexcept = default;
Templates::~Templates() = default;

Result<Templates> Templates::parse(const std::map<std::string, std::string>& sources) {
    Templates set;
    for (const auto& [name, text] : sources) {
        Result<Tree> tree = Parser(name, text).run();
        if (!tree) return tree.error();
        set.state_->forest.emplace(name, *std::move(tree));
    }
    for (const auto& [name, tree] : set.state_->forest) {
        std::vector<std::string> way{name};
        if (Status checked = check_partials(set.state_->forest, name, tree, way); !checked) return checked.error();
    }
    return set;
}

bool Templates::has(const std::string& name) const { return state_->forest.count(name) != 0; }

std::string Templates::render(const std::string& name, const nlohmann::json& view, std::initializer_list<const nlohmann::json*> around) const {
    std::string out;
    const auto found = state_->forest.find(name);
    if (found == state_->forest.end()) return out;
    out.reserve(16 << 10);
    Renderer(state_->forest, view, around, out).run(found->second);
    return out;
}

}  // namespace rostra::server

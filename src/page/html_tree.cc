// Adapter over MyHTML, single-threaded. The page is handed over in pieces, and after each one the parser's stacks are
// looked at: its work per tag grows with the open elements, so deep nesting must stop early, not at the end.
#include "html_tree.h"

#include <myhtml/myhtml.h>
#include <myhtml/tree.h>
#include <array>

namespace rostra::page {
namespace {

constexpr std::size_t piece = 16u << 10;      // bytes between two looks
constexpr std::size_t most_formatting = 400;  // open <b>, <font> ...: each is made anew in each block
constexpr std::size_t most_attribute = 64u << 10;
constexpr std::size_t most_attributes = 64;  // an element; more are parsed, not looked at
constexpr std::size_t most_merged = 300;     // on <html> and <body>

constexpr std::pair<myhtml_tags, Tag> tag_pairs[] = {
    {MyHTML_TAG__TEXT, Tag::text},
    {MyHTML_TAG_HTML, Tag::html},
    {MyHTML_TAG_HEAD, Tag::head},
    {MyHTML_TAG_BODY, Tag::body},
    {MyHTML_TAG_TITLE, Tag::title},
    {MyHTML_TAG_META, Tag::meta},
    {MyHTML_TAG_LINK, Tag::link},
    {MyHTML_TAG_BASE, Tag::base},
    {MyHTML_TAG_SCRIPT, Tag::script},
    {MyHTML_TAG_STYLE, Tag::style},
    {MyHTML_TAG_NOSCRIPT, Tag::noscript},
    {MyHTML_TAG_TEMPLATE, Tag::template_},
    {MyHTML_TAG_A, Tag::a},
    {MyHTML_TAG_ARTICLE, Tag::article},
    {MyHTML_TAG_ASIDE, Tag::aside},
    {MyHTML_TAG_B, Tag::b},
    {MyHTML_TAG_BLOCKQUOTE, Tag::blockquote},
    {MyHTML_TAG_BR, Tag::br},
    {MyHTML_TAG_BUTTON, Tag::button},
    {MyHTML_TAG_CAPTION, Tag::caption},
    {MyHTML_TAG_CENTER, Tag::center},
    {MyHTML_TAG_CITE, Tag::cite},
    {MyHTML_TAG_CODE, Tag::code},
    {MyHTML_TAG_DD, Tag::dd},
    {MyHTML_TAG_DETAILS, Tag::details},
    {MyHTML_TAG_DIV, Tag::div},
    {MyHTML_TAG_DL, Tag::dl},
    {MyHTML_TAG_DT, Tag::dt},
    {MyHTML_TAG_EM, Tag::em},
    {MyHTML_TAG_EMBED, Tag::embed},
    {MyHTML_TAG_FIELDSET, Tag::fieldset},
    {MyHTML_TAG_FIGCAPTION, Tag::figcaption},
    {MyHTML_TAG_FIGURE, Tag::figure},
    {MyHTML_TAG_FOOTER, Tag::footer},
    {MyHTML_TAG_FONT, Tag::font},
    {MyHTML_TAG_FORM, Tag::form},
    {MyHTML_TAG_H1, Tag::h1},
    {MyHTML_TAG_H2, Tag::h2},
    {MyHTML_TAG_H3, Tag::h3},
    {MyHTML_TAG_H4, Tag::h4},
    {MyHTML_TAG_H5, Tag::h5},
    {MyHTML_TAG_H6, Tag::h6},
    {MyHTML_TAG_HEADER, Tag::header},
    {MyHTML_TAG_HR, Tag::hr},
    {MyHTML_TAG_I, Tag::i},
    {MyHTML_TAG_IFRAME, Tag::iframe},
    {MyHTML_TAG_IMG, Tag::img},
    {MyHTML_TAG_INPUT, Tag::input},
    {MyHTML_TAG_LABEL, Tag::label},
    {MyHTML_TAG_LI, Tag::li},
    {MyHTML_TAG_MAIN, Tag::main},
    {MyHTML_TAG_MAP, Tag::map},
    {MyHTML_TAG_MARK, Tag::mark},
    {MyHTML_TAG_MENU, Tag::menu},
    {MyHTML_TAG_NAV, Tag::nav},
    {MyHTML_TAG_OBJECT, Tag::object},
    {MyHTML_TAG_OL, Tag::ol},
    {MyHTML_TAG_OPTION, Tag::option},
    {MyHTML_TAG_P, Tag::p},
    {MyHTML_TAG_PRE, Tag::pre},
    {MyHTML_TAG_Q, Tag::q},
    {MyHTML_TAG_S, Tag::s},
    {MyHTML_TAG_SECTION, Tag::section},
    {MyHTML_TAG_SELECT, Tag::select},
    {MyHTML_TAG_SMALL, Tag::small},
    {MyHTML_TAG_SPAN, Tag::span},
    {MyHTML_TAG_STRONG, Tag::strong},
    {MyHTML_TAG_SUB, Tag::sub},
    {MyHTML_TAG_SUMMARY, Tag::summary},
    {MyHTML_TAG_SUP, Tag::sup},
    {MyHTML_TAG_SVG, Tag::svg},
    {MyHTML_TAG_TABLE, Tag::table},
    {MyHTML_TAG_TBODY, Tag::tbody},
    {MyHTML_TAG_TD, Tag::td},
    {MyHTML_TAG_TEXTAREA, Tag::textarea},
    {MyHTML_TAG_TFOOT, Tag::tfoot},
    {MyHTML_TAG_TH, Tag::th},
    {MyHTML_TAG_THEAD, Tag::thead},
    {MyHTML_TAG_TIME, Tag::time},
    {MyHTML_TAG_TR, Tag::tr},
    {MyHTML_TAG_TT, Tag::tt},
    {MyHTML_TAG_U, Tag::u},
    {MyHTML_TAG_UL, Tag::ul},
    {MyHTML_TAG_VIDEO, Tag::video},
    {MyHTML_TAG_AUDIO, Tag::audio},
};

constexpr std::array<Tag, MyHTML_TAG_LAST_ENTRY> make_tag_table() {
    std::array<Tag, MyHTML_TAG_LAST_ENTRY> table{};
    for (const auto& [theirs, ours] : tag_pairs) table[theirs] = ours;
    return table;
}
constexpr auto tag_table = make_tag_table();

constexpr std::pair<std::string_view, Attr> attribute_names[] = {
    {"id", Attr::id},
    {"class", Attr::class_},
    {"itemprop", Attr::itemprop},
    {"itemtype", Attr::itemtype},
    {"property", Attr::property},
    {"name", Attr::name},
    {"content", Attr::content},
    {"rel", Attr::rel},
    {"href", Attr::href},
    {"role", Attr::role},
    {"datetime", Attr::datetime},
    {"type", Attr::type},
    {"lang", Attr::lang},
    {"style", Attr::style},
    {"hidden", Attr::hidden},
    {"aria-hidden", Attr::aria_hidden},
    {"aria-label", Attr::aria_label},
    {"aria-modal", Attr::aria_modal},
    {"charset", Attr::charset},
    {"title", Attr::title},
    {"data-component", Attr::data_name},
    {"data-testid", Attr::data_name},
    {"data-module", Attr::data_name},
    {"src", Attr::src},
};

std::optional<Attr> attribute_name(std::string_view name) {
    if (name.empty()) return std::nullopt;
    for (const auto& [word, attr] : attribute_names)
        if (word.size() == name.size() && word.front() == name.front() && word == name) return attr;
    return std::nullopt;
}

std::string_view view(const char* data, std::size_t size) { return data ? std::string_view(data, size) : std::string_view(); }

}  // namespace

struct HtmlTree::Parser {
    myhtml_t* html = nullptr;
    myhtml_tree_t* tree = nullptr;
    std::size_t inserted = 0;

    Parser() = default;
    Parser(const Parser&) = delete;
    Parser& operator=(const Parser&) = delete;
    ~Parser() {
        if (tree) myhtml_tree_destroy(tree);
        if (html) myhtml_destroy(html);
    }

    bool start() {
        html = myhtml_create();
        if (!html || MyHTML_FAILED(myhtml_init(html, MyHTML_OPTIONS_PARSE_MODE_SINGLE, 1, 0))) return false;
        tree = myhtml_tree_create();
        if (!tree || MyHTML_FAILED(myhtml_tree_init(tree, html))) return false;
        myhtml_encoding_set(tree, MyENCODING_UTF_8);
        myhtml_callback_tree_node_insert_set(
            tree, [](myhtml_tree_t*, myhtml_tree_node_t*, void* count) { ++*static_cast<std::size_t*>(count); }, &inserted);
        return true;
    }
    // Each further <html> or <body> tag adds its attributes to the first one, after comparing all of them.
    [[nodiscard]] static bool many_attributes(const myhtml_tree_node_t* node) {
        if (!node || !node->token) return false;
        std::size_t count = 0;
        for (const myhtml_token_attr_t* a = node->token->attr_first; a && count <= most_merged; a = a->next) ++count;
        return count > most_merged;
    }
    [[nodiscard]] bool over(const TreeLimits& limits) const {
        return many_attributes(tree->node_html) || many_attributes(tree->node_body) || tree->open_elements->length > limits.depth || tree->active_formatting->length > most_formatting || inserted > limits.nodes;
    }
    // All of the page, or as much as the limits allow.
    bool feed(std::string_view page, const TreeLimits& limits, bool& cut_off) {
        for (std::size_t at = 0; at < page.size() && !cut_off; at += piece) {
            const std::string_view part = page.substr(at, piece);
            if (MyHTML_FAILED(myhtml_parse_chunk(tree, part.data(), part.size()))) return false;
            cut_off = over(limits);
        }
        return !MyHTML_FAILED(myhtml_parse_chunk_end(tree));
    }
};

HtmlTree::HtmlTree() : parser_(std::make_unique<Parser>()) {}
HtmlTree::HtmlTree(HtmlTree&&) noexcept = default;
HtmlTree& HtmlTree::operator=(HtmlTree&&) noexcept = default;
HtmlTree::~HtmlTree() = default;

Result<HtmlTree> HtmlTree::parse(std::string_view page, const TreeLimits& limits) {
    HtmlTree out;
    out.page_ = page;
    const std::size_t mark = page.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    // MyHTML ends a parse that was fed no byte by following a null pointer.
    if (page.size() == mark) return Error{ErrorCode::empty, "", "nothing to read: a byte order mark and no page"};
    if (!out.parser_->start() || !out.parser_->feed(page.substr(mark), limits, out.cut_off_))
        return Error{ErrorCode::bad_format, "", "the HTML parser could not read the page"};

    const auto add = [&out, mark](myhtml_tree_node_t* from, std::uint32_t parent) {
        Node node;
        const myhtml_tag_id_t id = myhtml_node_tag_id(from);
        node.tag = id < tag_table.size() ? tag_table[id] : Tag::other;
        node.parent = parent;
        node.depth = out.nodes_.empty() ? std::uint16_t{0} : static_cast<std::uint16_t>(std::min<std::size_t>(out.nodes_[parent].depth + 1u, 0xFFFF));
        node.first_attribute = static_cast<std::uint32_t>(out.attributes_.size());
        if (node.tag == Tag::text) {
            std::size_t size = 0;
            const char* text = myhtml_node_text(from, &size);
            node.text = view(text, size);
        }
        if (node.tag == Tag::text || node.tag == Tag::a) {
            const myhtml_position_t at = myhtml_node_raw_position(from);
            node.raw = static_cast<std::uint32_t>(std::min(at.begin + mark, out.page_.size()));
            node.raw_size = static_cast<std::uint32_t>(std::min(at.length, out.page_.size() - node.raw));
        }
        if (node.tag != Tag::text) {
            std::size_t seen = 0;
            for (auto* a = myhtml_node_attribute_first(from); a && seen < most_attributes; a = myhtml_attribute_next(a), ++seen) {
                std::size_t size = 0;
                const char* key = myhtml_attribute_key(a, &size);
                const auto name = attribute_name(view(key, size));
                if (!name) continue;
                const char* value = myhtml_attribute_value(a, &size);
                out.attributes_.push_back({*name, view(value, size).substr(0, most_attribute)});
            }
            node.attribute_count = static_cast<std::uint32_t>(out.attributes_.size()) - node.first_attribute;
        }
        out.nodes_.push_back(node);
        return static_cast<std::uint32_t>(out.nodes_.size() - 1);
    };

    // Document order without recursion: down, right, or up to the next right.
    myhtml_tree_node_t* root = myhtml_tree_get_document(out.parser_->tree);
    if (!root) return Error{ErrorCode::bad_format, "", "the HTML parser made no document"};
    out.nodes_.reserve(out.parser_->inserted + 1);
    std::uint32_t at = add(root, 0);
    for (myhtml_tree_node_t* node = root;;) {
        if (myhtml_tree_node_t* child = myhtml_node_child(node)) {
            node = child;
            at = add(child, at);
            continue;
        }
        while (node != root && !myhtml_node_next(node)) {
            out.nodes_[at].end = static_cast<std::uint32_t>(out.nodes_.size());
            at = out.nodes_[at].parent;
            node = myhtml_node_parent(node);
        }
        out.nodes_[at].end = static_cast<std::uint32_t>(out.nodes_.size());
        if (node == root) break;
        node = myhtml_node_next(node);
        at = add(node, out.nodes_[at].parent);
    }
    return out;
}

std::string_view HtmlTree::attribute(const Node& node, Attr name) const {
    for (std::uint32_t i = 0; i < node.attribute_count; ++i)
        if (attributes_[node.first_attribute + i].name == name) return attributes_[node.first_attribute + i].value;
    return {};
}

bool HtmlTree::has_attribute(const Node& node, Attr name) const {
    for (std::uint32_t i = 0; i < node.attribute_count; ++i)
        if (attributes_[node.first_attribute + i].name == name) return true;
    return false;
}

}  // namespace rostra::page

// The lines under a letter or statement: "Ana Lind, Minister for Foreign Affairs, Fiji", one who signs a line.
#include "declarations.h"

namespace rostra::speakers {
namespace {

constexpr std::uint32_t longest_line = 22;  // tokens
constexpr std::size_t fewest_lines = 3;     // two may be the heads of any two paragraphs

/// The state for which the paragraph's one holder of an office signs; "" when the paragraph is no such line.
std::string_view signs_for(const Report& r, const Sentence& line) {
    if (line.last - line.first > longest_line || !r.word(line.first).capital) return {};
    std::string_view code;
    std::uint32_t behind = line.first;
    bool office = false;
    for (std::uint32_t i = line.first; i < line.last; ++i) {
        const Word& w = r.word(i);
        if (w.lower && w.is(any_of(Class::auxiliary, Class::saying, Class::relative))) return {};
        office = office || (w.capital && r.is_any(i, {"minister", "president", "ambassador", "secretary", "chancellor", "representative", "premier", "taoiseach"}));
        const Known* k = r.known(i);
        if (!k || k->first != i || !k->as(Kind::state)) continue;
        if (!code.empty() && code != code_of(*k->as(Kind::state))) return {};
        code = code_of(*k->as(Kind::state));
        behind = k->last;
    }
    while (behind < line.last && r.punctuation(behind)) ++behind;
    return office && behind == line.last ? code : std::string_view{};
}

bool first_person_before(const Report& r, std::uint32_t end) {
    for (std::uint32_t i = 0; i < end; ++i)
        if (r.word(i).is(Class::we)) return true;
    return false;
}

}  // namespace

void find_signatures(Declarations& found) {
    const Report& r = found.r;
    const auto& paragraphs = r.tokens->paragraphs;
    Members m;
    std::uint32_t first = 0;
    const auto close = [&] {
        if (m.named.size() >= fewest_lines && first_person_before(r, first)) found.keep(BlocForm::roll, m.range, std::move(m));
        m = {};
    };
    for (const auto& paragraph : paragraphs) {
        const Sentence& line = r.tokens->sentences[paragraph.first];
        const std::string_view code = paragraph.last == paragraph.first + 1 ? signs_for(r, line) : std::string_view{};
        if (code.empty()) {
            close();
            continue;
        }
        if (m.named.empty()) first = line.first;
        add_names(m.named, {code});
        m.range = {first, line.last};
    }
    close();
}

}  // namespace rostra::speakers

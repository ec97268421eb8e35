// Somebody speaks for a bloc: "on behalf of 23 states", "speaking for the African Group".
#include "declarations.h"
#include "member_words.h"

namespace rostra::speakers {
namespace {

/// "Rejected, on behalf of the bloc, ...", "on behalf of the group": the one that this sentence or the one before names.
Members named_before(const Declarations& found, std::uint32_t i) {
    const Report& r = found.r;
    if (!r.is(i, "the") || r.word(i + 1).possessive || r.is(i + 2, "of") || (i + 2 < found.end && r.word(i + 2).capital)) return {};
    if (!r.is_any(i + 1, {"bloc", "group", "association", "alliance", "grouping", "community"})) return {};
    const Known* k = group_before(r, i);
    return k ? group_alone(r, *k, {i, i + 2}) : Members{};
}

/// "On behalf of the group": whichever was counted last.
bool group_word(const Report& r, std::uint32_t i) {
    return r.is(i, "the") && r.is_any(i + 1, {"group", "bloc", "coalition", "alliance", "signatories"}) && !r.word(i + 1).possessive && !r.is(i + 2, "of") && !r.word(i + 2).capital;
}

/// "spoke for 53", "read one for 39, against China": a number alone, behind words of speaking.
Members bare_number(const Declarations& found, std::uint32_t i) {
    const Report& r = found.r;
    Members m;
    if (i >= found.end || r.word(i).value < 3 || r.word(i).value > 193) return m;
    const bool closed = i + 1 >= found.end || r.punctuation(i + 1) || r.word(i + 1).is(any_of(Class::preposition, Class::conjunction));
    if (!closed || r.mark(i + 1, '%')) return m;
    m.declared = r.word(i).value;
    m.count = m.range = {i, i + 1};
    return m;
}

bool speech_near(const Report& r, std::uint32_t i) {
    return any_before(r, i, 4, {"spoke", "speaking", "speaks", "spoken", "read", "statement", "answered", "replied", "text", "declaration", "letter", "floor"});
}

/// A word of speaking stands before "for", with no comma between.
bool spoken_before(const Report& r, std::uint32_t i) {
    const std::uint32_t start = r.sentence_at(i).first;
    for (std::uint32_t j = i; j > start && i - j < 10; --j) {
        if (r.is_any(j - 1, speaking_words)) return true;
        if (r.mark(j - 1, ',') && j < i) return false;
    }
    return false;
}

bool state_or_person_before(const Declarations& found, std::uint32_t comma) {
    if (comma == 0) return false;
    std::uint32_t j = comma - 1;
    if (found.r.mark(j, ')') && j > 0) --j;  // "ANA LIND (Canada), for the Initiative"
    return !state_at(found.r, j).empty() || found.names.run_at(j) || person_word(found.r, j);
}

/// "PERU, for AILAC,", "For the 53 states, Kenya": set off by commas, it needs no word of speaking.
bool stands_aside(const Declarations& found, std::uint32_t i, const Members& m) {
    const Report& r = found.r;
    const bool leads = i == r.sentence_at(i).first && m.declared && !m.others && m.range.last < found.end && r.mark(m.range.last, ',') && r.word(m.range.last + 1).capital;
    return leads || (i > 0 && r.mark(i - 1, ',') && state_or_person_before(found, i - 1) && closes_aside(r, m.range.last));
}

/// "On behalf of the seven members who signed the report": people.
bool people_who(const Report& r, const Members& m) {
    return m.declared && m.named.empty() && m.group.empty() && r.is(m.range.last - 1, "members") && r.is(m.range.last, "who");
}

/// "Dr. Lind, for the World Health Organization": she speaks for those who employ her.
bool employer(const Report& r, std::uint32_t i, const Members& m) {
    const Known* body = r.known(r.is(i + 1, "the") ? i + 2 : i + 1);
    if (!body || !body->as(Kind::body) || body->as(Kind::group)) return false;
    return m.group_row == none && !m.declared && m.named.empty() && i > 1 && state_at(r, i - 2).empty();
}

/// "Also said for the group": the one that somebody spoke for last.
void try_for_the_group(Declarations& found, std::uint32_t i, bool spoken) {
    const Report& r = found.r;
    if (!spoken || !group_word(r, i + 1)) return;
    try_same(found, {i, i + 3});
}

/// "The representative of Liechtenstein, speaking also [on behalf of Switzerland]": for her own state and one more; only an envoy does so.
bool one_more_state(Declarations& found, std::uint32_t first, const Members& m) {
    const Report& r = found.r;
    if (m.declared || !m.group.empty() || m.named.size() != 1 || first < 2) return false;
    if (!r.is(first - 1, "also") && !(r.is_any(first - 1, {"speaking", "spoke"}) && r.is(first - 2, "also"))) return false;
    found.add(BlocForm::behalf, {first, m.range.last}, m);
    if (subject_state(found.names, found.all.back()).empty()) found.all.pop_back();
    return true;
}

/// "On behalf of the following States: ...": the roll behind the words; false where they are others.
bool the_following(Declarations& found, std::uint32_t first, std::uint32_t members) {
    const Report& r = found.r;
    if (!r.is(members, "the") || !r.is(members + 1, "following")) return false;
    Members counted;
    std::uint32_t last = read_count(r, members + 2, found.end, counted);
    if (last == members + 2 && r.word(last).is(Class::states)) ++last;
    if (last == members + 2) return false;
    Members m = read_roll(found, r.mark(last, ':') ? last + 1 : last);
    if (m.named.size() < 2) return false;
    m.declared = counted.declared;
    m.range = {members, last};
    found.add(BlocForm::behalf, {first, last}, std::move(m));
    return true;
}

/// "This statement is made on behalf of Austria, Benin and Chile", under the text: what signs it, as a roll does.
bool signs_below(const Report& r, std::uint32_t first, const Members& m) {
    constexpr std::uint32_t heading = 4;  // sentences
    const std::uint32_t begin = r.sentence_at(first).first, noun = r.is(begin + 1, "joint") ? begin + 2 : begin + 1;
    return m.named.size() > 1 && r.sentence[first] >= heading && r.is_any(begin, {"this", "the"}) && r.is_any(noun, {"statement", "declaration", "text"}) && r.is_any(noun + 1, {"is", "was"}) && r.is_any(first - 1, {"made", "delivered", "issued"});
}

}  // namespace

void try_behalf(Declarations& found, std::uint32_t first, std::uint32_t members) {
    const Report& r = found.r;
    if (r.is(members, "the") && r.is(members + 1, "same") && r.word(members + 2).is(Class::states)) return try_same(found, {first, members + 3});
    // "On behalf of its 41 co-sponsors", those of a draft.
    const bool theirs = (r.is(members, "its") || r.is(members, "their")) && r.word(members + 1).value > 1;
    if (the_following(found, first, members)) return;
    Members m = found.members(theirs ? members + 1 : members);
    if (m.empty()) m = named_before(found, members);
    if (m.empty() && group_word(r, members)) return try_same(found, {first, members + 2});
    if (m.empty() || people_who(r, m)) return;
    if (one_more_state(found, first, m)) return;
    // One state alone is no bloc: a lawyer speaks on behalf of it.
    if (!m.declared && m.group.empty() && m.named.size() < 2 && !m.own) return;
    if (signs_below(r, first, m)) {
        m.lead = who_delivered(r, first);
        found.keep(BlocForm::roll, {first, m.range.last}, std::move(m));
        return;
    }
    // "Led by Ghana on behalf of 37 States"
    if (first > 2 && r.is(first - 2, "by") && r.is(first - 3, "led") && m.lead.empty()) m.lead = state_at(r, first - 1);
    found.add(BlocForm::behalf, {first, m.range.last}, std::move(m));
}

void try_for(Declarations& found, std::uint32_t i) {
    const Report& r = found.r;
    const bool spoken = spoken_before(r, i);
    Members m = found.members(i + 1);
    if (m.empty() && speech_near(r, i)) m = bare_number(found, i + 1);
    if (m.empty()) return try_for_the_group(found, i, spoken);
    if (one_more_state(found, i, m)) return;
    const bool aside = stands_aside(found, i, m);
    if ((!spoken && !aside) || employer(r, i, m)) return;
    const bool known = m.declared || m.group_row != none || m.back;
    const bool several = known || m.named.size() > 1 || !m.group.empty();
    if (!several || (m.declared && m.others)) return;
    // An unknown name behind "for" is a bloc only where somebody speaks for it.
    if (!aside && !known && m.named.empty() && !any_before(r, i, 4, speaking_words)) return;
    found.add(BlocForm::behalf, {i, m.range.last}, std::move(m));
}

}  // namespace rostra::speakers

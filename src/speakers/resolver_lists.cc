// States that were listed, counted or signed elsewhere in the report: whom "the group", "the three", "the signatories" or "the ministers of" are.
#include "member_words.h"
#include "resolver.h"

namespace rostra::speakers {

namespace {

/// "Russian-led": the state; "" for any other word.
std::string_view leading_in_word(const Report& r, std::uint32_t i) {
    const std::string_view word = r.str(i), tail = "-led";
    if (!word.ends_with(tail)) return {};
    const Span head{r.span(i).begin, r.span(i).end - static_cast<std::uint32_t>(tail.size())};
    const knowledge::Marked marked = knowledge::mark(r.text, {&head, 1});
    return !marked.known.empty() && marked.known.front().any_state() ? code_of(*marked.known.front().any_state()) : std::string_view{};
}

}  // namespace

/// "The smaller group", "the Russian-led group": of the blocs that the report told of before, the one that the word means; or none.
std::uint32_t Resolver::told_apart(const Phrase& p) const {
    if (p.empty() || p.base.size() != 2) return none;
    const bool smaller = report_.is(p.base.first, "smaller"), larger = report_.is_any(p.base.first, {"larger", "bigger"});
    const std::string_view lead = smaller || larger ? std::string_view{} : leading_in_word(report_, p.base.first);
    if (!smaller && !larger && lead.empty()) return none;
    std::uint32_t best = none, counts = 0;
    for (std::uint32_t d = 0; d < declarations_.size(); ++d) {
        const Declaration& told = declarations_[d];
        if (told.range.first >= p.whole.first || (only_adds(told.form) && told.form != BlocForm::mention)) continue;
        if (!lead.empty()) {
            if (told.members.lead == lead || subject_state(names_, told) == lead) best = d;
            continue;
        }
        if (!told.members.declared) continue;
        const std::uint32_t number = *told.members.declared, have = best == none ? number : *declarations_[best].members.declared;
        if (best == none || number != have) ++counts;
        if (best == none || (smaller ? number < have : number > have)) best = d;
    }
    return !lead.empty() || counts > 1 ? best : none;
}

/// "The group", "the core group", "the coalition", where states were counted or named as one before and no organisation spoke since.
bool Resolver::group_of_states(const Phrase& p, std::uint32_t number) const {
    if (p.empty() || !report_.is(p.whole.first, "the") || p.whole.last != p.head + 1 || p.base.size() > 2) return false;
    bool word = false;
    for (const std::string_view w : {"group", "coalition", "bloc", "grouping", "alliance"}) word = word || report_.is(p.head, w);
    for (const std::string_view w : {"movement", "forum", "community"}) word = word || (report_.is(p.head, w) && report_.word(p.head).capital && p.base.size() == 1);
    if (word && told_apart(p) != none) return true;
    if (!word || (p.base.size() == 2 && !report_.is(p.base.first, "core") && !report_.is(p.base.first, "cross-regional")) || organisation_before(number).speaker) return false;
    for (const Declaration& d : declarations_)
        if (d.range.first < p.whole.first && d.form != BlocForm::roll && d.form != BlocForm::list && d.form != BlocForm::part && (d.members.declared || d.members.named.size() > 1 || !d.members.group.empty())) return true;
    return false;
}

/// "The signatories", "The undersigned members of": the roll of names that the report has.
std::uint32_t Resolver::signed_below(const Phrase& phrase) const {
    if (phrase.empty()) return none;
    bool signs = false;
    for (std::uint32_t i = phrase.whole.first; i < phrase.whole.last && i < phrase.whole.first + 3; ++i) signs = signs || report_.is(i, "signatories") || report_.is(i, "undersigned") || report_.is(i, "co-sponsors");
    std::uint32_t before = none;
    for (std::uint32_t d = 0; signs && d < declarations_.size(); ++d) {
        if (declarations_[d].form == BlocForm::roll) return d;
        if (declarations_[d].form == BlocForm::made_by && declarations_[d].range.first < phrase.whole.first) before = d;
    }
    return before;
}

/// Whether the report counted just so many states before.
bool Resolver::counted_before(std::uint32_t count, std::uint32_t token) const {
    for (const Declaration& d : declarations_)
        if (d.range.first < token && d.members.declared == count && d.form != BlocForm::part) return true;
    return false;
}

/// "Chissane (Mozambique), speaking also for Algeria, Guyana and Sierra Leone ... The four members": a list of one less, with who led it.
std::uint32_t Resolver::led_list(std::uint32_t token, std::uint32_t count) const {
    for (std::uint32_t d = static_cast<std::uint32_t>(declarations_.size()); d > 0; --d) {
        const Declaration& decl = declarations_[d - 1];
        const bool led = decl.form == BlocForm::behalf || (decl.form == BlocForm::joined && !decl.members.lead.empty());
        if (!led || decl.range.first >= token || decl.members.named.size() + 1 != count || decl.members.declared || !decl.members.group.empty()) continue;
        const std::string_view lead = subject_state(names_, decl);
        if (!lead.empty() && std::find(decl.members.named.begin(), decl.members.named.end(), lead) == decl.members.named.end()) return d - 1;
    }
    return none;
}

/// The last list of just so many states (0: of two or more) in the sentence, before the token.
Members Resolver::last_list(const Sentence& sentence, std::uint32_t token, std::uint32_t count) const {
    Members found;
    const std::uint32_t end = std::min(token, sentence.last);
    for (std::uint32_t i = sentence.first; i < end; ++i) {
        const Known* k = report_.known(i);
        if (!k || k->first != i || !k->as(Kind::state)) continue;
        Members m = read_members(report_, names_, i, end);
        i = std::max(i, m.range.empty() ? i : m.range.last - 1);
        if ((m.named.size() == count || (count == 0 && m.named.size() > 1)) && m.group.empty()) found = std::move(m);
    }
    return found;
}

/// "The Government of Kenya and the Government of Uganda, hereinafter "the Parties"": the list in the sentence that says who they are.
Members Resolver::parties_of(const Phrase& phrase) const {
    for (std::uint32_t i = 2; !phrase.empty() && report_.is(phrase.head, "parties") && i < phrase.whole.first; ++i) {
        const bool defined = report_.is(i, "parties") && report_.is(i - 1, "the") && (report_.kind(i - 2) == TokenKind::open_quote || report_.is(i - 2, "hereinafter") || report_.is(i - 2, "as"));
        if (defined) return last_list(report_.sentence_at(i), i, 0);
    }
    return {};
}

/// "Minister X of France and her German colleague, Y, travelled ... . The two ministers": the states of just so many who hold offices
/// of different states and whom one of the sentences before names.
Members Resolver::states_of_officers(const Phrase& phrase, std::uint32_t count) const {
    Members found;
    if (phrase.empty() || !report_.word(phrase.head).is(Class::roles)) return found;
    constexpr std::uint32_t reach = 4;  // sentences
    const std::uint32_t here = report_.sentence[phrase.head];
    for (std::uint32_t s = here > reach ? here - reach : 0; s < here; ++s) {
        Members m;
        bool all = true;
        for (std::uint32_t i = report_.tokens->sentences[s].first; i < report_.tokens->sentences[s].last; ++i) {
            const NameRun* run = names_.run_at(i);
            if (!run || run->range.first != i || run->entity == none || names_.entities[run->entity].kind != NameKind::person) continue;
            const std::string_view of = names_.entities[run->entity].of;
            all = all && !of.empty() && std::find(m.named.begin(), m.named.end(), of) == m.named.end();
            m.named.push_back(of);
        }
        if (!all || m.named.size() != count) continue;
        m.range = phrase.whole;
        if (count > 2) m.declared = count;
        found = std::move(m);
    }
    return found;
}

namespace {

/// Those who stand for their states where they are only counted; judges and legislators of 12 states do not.
bool ministers(const Report& r, std::uint32_t i) {
    for (const std::string_view w : {"ministers", "leaders", "ambassadors", "presidents", "envoys"})
        if (r.is(i, w)) return true;
    return false;
}

}  // namespace

/// "The Embassies of Denmark, Norway and Sweden in Dhaka", "the missions of": the states themselves.
Who Resolver::embassies_of(const Reference& ref, std::uint32_t number) {
    const Phrase& p = ref.phrase;
    bool word = false;
    for (const std::string_view w : {"embassies", "missions", "delegations", "governments", "commissions", "ministries", "capitals"}) word = word || (!p.empty() && report_.is(p.head, w));
    if (!word || !report_.is(p.head + 1, "of")) return {};
    Members m = read_members(report_, names_, p.head + 2, report_.sentence_at(p.head).last);
    if (m.named.size() < 2 || !m.group.empty() || m.declared) return {};
    m.range = {p.whole.first, std::max(p.whole.last, m.range.last)};
    Who who = from_text(ref, SpeakerType::group, number);
    who.plural = true;
    who.members = std::move(m);
    return who;
}

/// "Ministers Ana Lind of Norway, Karl Weber of Denmark and Eeva Aho of Finland": several, each with the state for which he or she speaks.
Who Resolver::named_ministers(Range words, std::uint32_t number) {
    words = trim_marks(report_, words);
    std::uint32_t title = words.first;
    while (title < words.last && title < words.first + 4 && !report_.word(title).is(Class::roles)) ++title;
    if (title >= words.last || !ministers(report_, title) || !names_.run_at(title + 1)) return {};
    const StateList list = read_list(report_, names_, title + 1, words.last, true);
    if (list.named.size() < 2 || list.end < words.last) return {};
    Reference ref;
    ref.kind = RefKind::people;
    ref.phrase.whole = ref.phrase.base = words;
    ref.phrase.head = title;
    Who who = from_text(ref, SpeakerType::group, number);
    who.plural = true;
    add_names(who.members.named, list.named);
    who.members.range = words;
    return who;
}

/// "The Ministers of Foreign Affairs of Brazil, India and South Africa met in Pretoria. The Ministers reaffirmed": those of whom the report
/// tells first, with their states.
Who Resolver::ministers_before(const Reference& ref, std::uint32_t number) {
    const Phrase& p = ref.phrase;
    if (p.empty() || p.whole.size() != 2 || !report_.is(p.whole.first, "the") || !ministers(report_, p.head)) return {};
    constexpr std::uint32_t office = 6;  // tokens between the word and the states
    for (std::uint32_t i = 0; i < p.whole.first; ++i) {
        if (report_.word(i).key != report_.word(p.head).key) continue;
        const std::uint32_t end = report_.sentence_at(i).last;
        for (std::uint32_t of = i + 1; of < end && of < i + office; ++of) {
            if (!report_.is(of, "of") && !report_.is(of, "from")) continue;
            Members m = read_members(report_, names_, of + 1, end);
            if (m.named.size() < 2 || m.declared || !m.group.empty()) continue;
            Who who = from_text(ref, SpeakerType::group, number);
            who.plural = true;
            m.range = {i, m.range.last};
            who.members = std::move(m);
            return who;
        }
    }
    return {};
}

/// "The governments", "the countries" right behind a statement of states named together: these.
Who Resolver::governments_before(const Reference& ref, std::uint32_t number) const {
    const Phrase& p = ref.phrase;
    const bool word = !p.empty() && (report_.is(p.head, "governments") || report_.is(p.head, "countries") || report_.is(p.head, "capitals") || report_.is(p.head, "embassies") || report_.is(p.head, "missions") || report_.is(p.head, "signatories"));
    if (!word || !report_.is(p.whole.first, "the") || p.whole.size() != 2 || place_[number] == 0) return {};
    const std::uint32_t other = order_[place_[number] - 1];
    if (state_of_work_[other] != 2 || report_.sentence[items_[number].anchor] - report_.sentence[items_[other].anchor] > 2) return {};
    const Who& before = who_[other];
    return before.speaker && before.plural && (before.members.named.size() > 1 || before.members.declared) ? before : Who{};
}

/// So many states as were named together last: "China and the United States ... The two countries said".
Who Resolver::listed_before(std::uint32_t token, std::uint32_t number, std::uint32_t count) {
    const std::size_t d = count > 2 ? led_list(token, count) : none;
    if (d != none) {
        Members m = declarations_[d].members;
        m.named.insert(m.named.begin(), subject_state(names_, declarations_[d]));
        return states_together(m, number);
    }
    for (std::uint32_t at = place_[number]; at > 0; --at) {
        const Who& before = who_[order_[at - 1]];
        if (state_of_work_[order_[at - 1]] == 2 && before.speaker && before.members.named.size() == count && before.members.group.empty()) return before;
    }
    constexpr std::uint32_t reach = 5;  // sentences; the heading counts too
    const std::uint32_t here = report_.sentence[token];
    Members found = last_list(report_.tokens->sentences.front(), token, count);
    for (std::uint32_t s = here > reach ? here - reach : 0; s <= here; ++s)
        if (Members m = last_list(report_.tokens->sentences[s], token, count); !m.named.empty()) found = std::move(m);
    if (!found.named.empty()) return states_together(found, number);
    return {};
}

/// The two states that alone were named in the last sentences, however they were named.
Members Resolver::only_two_states(std::uint32_t token) const {
    constexpr std::uint32_t reach = 4;  // sentences
    const auto& known = report_.marked.known;
    auto at = std::partition_point(known.begin(), known.end(), [&](const Known& k) { return k.first < token; });
    Members found;
    std::uint32_t steps = 200;
    while (at != known.begin() && --steps > 0 && report_.sentence[token] - report_.sentence[std::prev(at)->first] <= reach) {
        --at;
        if (!at->any_state() || names_.run_at(at->first)) continue;
        const auto code = code_of(*at->any_state());
        if (std::find(found.named.begin(), found.named.end(), code) != found.named.end()) continue;
        if (found.named.size() == 2) return {};
        found.named.insert(found.named.begin(), code);
        found.range = {at->first, at->last};
    }
    return found.named.size() == 2 ? found : Members{};
}

/// "The prime ministers of Czechia, Hungary and Poland", "interior ministers from 12 states": the states that they stand for.
Members Resolver::states_of_roles(const Phrase& p) const {
    if (p.empty()) return {};
    // "The Ministers of Health of A, B and C"
    const Known* office = report_.known(p.head);
    const bool long_office = office && office->as(Kind::office) && office->last == p.head + 1 && report_.word(office->first).is(Class::roles);
    const std::uint32_t who = long_office ? office->first : p.head;
    if (!report_.word(who).is(Class::roles)) return {};
    // "Twenty-two former presidents": their states do not stand behind them.
    for (std::uint32_t i = p.whole.first; i < who; ++i)
        if (report_.word(i).is(Class::former)) return {};
    const bool of = report_.is(p.head + 1, "of");
    if (!of && !report_.is(p.head + 1, "from")) return {};
    Members m = read_members(report_, names_, p.head + 2, report_.sentence_at(p.head).last);
    const bool counted = ministers(report_, who) && ((m.declared && !m.others) || (of && m.group_row != none));
    // "Diplomats from France and Germany" are only from there.
    return counted || (of && m.named.size() > 1) ? m : Members{};
}

/// "The ASEAN Foreign Ministers": the group of states that stands before those who hold office in them, the whole of it; empty for "some EU
/// ministers".
Members Resolver::group_of_ministers(const Phrase& p) const {
    if (p.empty() || !report_.is(p.head, "ministers") || !p.definite || p.whole.last != p.head + 1) return {};
    for (std::uint32_t i = p.base.first; i < p.head && i < p.base.first + 2; ++i) {
        const Known* k = report_.known(i);
        if (!k || !k->as(Kind::group) || k->possessive) continue;
        return group_alone(report_, *k, p.whole);
    }
    return {};
}

}  // namespace rostra::speakers

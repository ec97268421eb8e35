// Finds the words that say for whom: each trigger is tried at its token, so the search is linear.
#include "blocs.h"

namespace rostra::speakers {
namespace {

/// Speaking, reading out or presenting, not far left of "for": what makes "for 68 states" a bloc.
bool speaking_word(const Report& r, std::uint32_t i) {
    for (const std::string_view w : {"speaking", "spoke", "speaks", "speak", "spoken", "read", "reading", "presented", "presents", "delivered", "delivering", "statement",
                                     "statements", "made", "said", "remarks", "text", "declaration", "introduced", "intervened", "answered", "answering", "replied", "replying", "responded", "floor", "intervention", "address", "addressed", "told", "stated", "also", "still"})
        if (r.is(i, w)) return true;
    return false;
}

bool text_word(const Report& r, std::uint32_t i) {
    for (const std::string_view w : {"statement", "statements", "declaration", "letter", "text", "resolution", "signed", "cosigned", "co-signed", "cosponsored", "co-sponsored", "sponsored", "backed", "supported", "endorsed",
                                     "issued", "made", "delivered", "joined", "call", "appeal", "demand", "read", "released", "published", "co-authored", "tabled", "submitted", "initiative", "asked", "urged", "accused", "condemned", "criticised", "criticized", "told", "called", "warned", "praised", "welcomed"})
        if (r.is(i, w)) return true;
    return false;
}

bool feeling_word(const Report& r, std::uint32_t i) {
    for (const std::string_view w : {"worry", "worries", "concern", "concerns", "views", "view", "support", "position", "voice", "voices", "demand", "demands", "alarm", "condemnation", "appeal", "call", "statement", "declaration", "letter", "anger", "thanks", "opposition", "wish", "hope"})
        if (r.is(i, w)) return true;
    return false;
}

class Finder {
public:
    Finder(const Report& report, const Names& names, const Discourse& discourse) : r_(report), names_(names), discourse_(discourse) {}

    std::vector<Declaration> run() {
        for (std::uint32_t i = 0; i < r_.size(); ++i) {
            if (r_.kind(i) != TokenKind::word && r_.kind(i) != TokenKind::number) continue;
            end_ = members_end(i);
            try_at(i);
            if (!out_.empty() && out_.back().range.last > i + 1 && out_.back().range.holds(i)) i = out_.back().range.last - 1;
        }
        return std::move(out_);
    }

private:
    /// A list may run on over the next sentences of the paragraph only in a roll of names; elsewhere it ends with its sentence.
    [[nodiscard]] std::uint32_t members_end(std::uint32_t i) const { return r_.sentence_at(i).last; }

    void try_at(std::uint32_t i) {
        if ((r_.is(i, "behalf") || r_.is(i, "name")) && r_.is(i + 1, "of")) {
            if (i > 0 && (r_.is(i - 1, "on") || r_.is(i - 1, "in") || (r_.is(i - 1, "the") && i > 1 && r_.is(i - 2, "in")))) take(BlocForm::behalf, i - 1, i + 2);
            return;
        }
        if (r_.is(i, "for")) return try_for(i);
        if (r_.is(i, "joining") && r_.is(i + 1, "the")) return try_joining(i);
        if (r_.is(i, "joined") || r_.is(i, "joins") || r_.is(i, "joining") || r_.is(i, "with") || r_.is(i, "alongside") || r_.is(i, "and")) return try_joined(i);
        if (r_.is(i, "behalf") && i > 2 && r_.is(i - 1, "same") && r_.is(i - 2, "the") && r_.is(i - 3, "on")) return try_same({i - 3, i + 1});
        if (r_.is(i, "behalf") && i > 1 && (r_.is(i - 1, "their") || r_.is(i - 1, "whose")) && r_.is(i - 2, "on")) return try_last_bloc({i - 2, i + 1});
        if (r_.is(i, "their")) return try_their_text(i);
        if (r_.is(i, "the")) return try_the_text(i);
        if (r_.is(i, "them") && i > 1 && r_.is(i - 1, "for") && (r_.is(i - 2, "speak") || r_.is(i - 2, "spoke") || r_.is(i - 2, "speaking") || r_.is(i - 2, "speaks"))) return try_last_bloc({i - 2, i + 1});
        if (r_.is(i, "them")) return try_one_of_them(i);
        if (r_.is(i, "by")) return try_by(i);
        if (const std::uint32_t number = member_count(r_, i)) return try_membered(i, number);
        if (const Known* k = r_.known(i); k && k->first == i && k->as(Kind::group)) try_group_leaders(i);
        if (r_.is(i, "of")) return try_of(i);
        if (r_.word(i).value > 1 || r_.is(i, "dozen")) return try_number(i);
        if (const Known* k = r_.known(i); k && k->first == i && k->as(Kind::state)) try_list(i);
        if (r_.is(i, "signed") && (r_.mark(i + 1, ':') || (r_.is(i + 1, "by") && r_.mark(i + 2, ':')))) return try_roll(i);
        if (r_.is(i, "signatories") || r_.is(i, "co-sponsors") || r_.is(i, "cosponsors") || r_.is(i, "signatory")) return try_roll(i);
    }

    /// "It was signed by A, B, C and D" sentences away from the number that it belongs to; a roll with one name a line.
    void try_list(std::uint32_t i) {
        constexpr std::size_t long_list = 4;
        Members m = read_members(r_, names_, i, end_);
        if (m.named.empty()) return;
        if (const std::uint32_t is = m.range.last; among_those(is)) {
            if (r_.is(is + 2, "the") && r_.word(is + 3).value > 1) m.declared = r_.word(is + 3).value;
            return keep(BlocForm::part, std::move(m));
        }
        if (starts_paragraph(i)) read_lines(m);
        if (m.named.size() >= long_list) keep(BlocForm::list, std::move(m));
    }

    void keep(BlocForm form, Members m) {
        Declaration d;
        d.form = form;
        d.range = m.range;
        d.members = std::move(m);
        out_.push_back(std::move(d));
    }

    [[nodiscard]] bool starts_paragraph(std::uint32_t i) const {
        const Sentence& s = r_.sentence_at(i);
        return s.first == i && (r_.sentence[i] == 0 || r_.tokens->sentences[r_.sentence[i] - 1].paragraph != s.paragraph);
    }

    /// Goes on over the paragraphs after the list, as long as each is a list of states and nothing else.
    void read_lines(Members& m) const {
        std::uint32_t k = m.range.last;
        while (k < r_.size() && ends_paragraph(k - 1)) {
            Members more = read_members(r_, names_, k, r_.sentence_at(k).last);
            if (more.named.empty() || !ends_paragraph(more.range.last - 1)) return;
            for (const auto code : more.named)
                if (std::find(m.named.begin(), m.named.end(), code) == m.named.end()) m.named.push_back(code);
            m.range.last = k = more.range.last;
        }
    }

    [[nodiscard]] bool ends_paragraph(std::uint32_t i) const {
        const std::uint32_t s = r_.sentence[i];
        return r_.tokens->sentences[s].last == i + 1 && (s + 1 == r_.tokens->sentences.size() || r_.tokens->sentences[s + 1].paragraph != r_.tokens->sentences[s].paragraph);
    }

    /// "... were among those that supported it", "was among the 44", "were among the signatories".
    [[nodiscard]] bool among_those(std::uint32_t i) const {
        if (!(r_.is(i, "were") || r_.is(i, "was") || r_.is(i, "are") || r_.is(i, "is")) || !r_.is(i + 1, "among")) return false;
        if (r_.is(i + 2, "those") || r_.is(i + 2, "them") || r_.is(i + 2, "signatories")) return true;
        return i + 3 < r_.size() && r_.is(i + 2, "the") && (r_.is(i + 3, "signatories") || r_.is(i + 3, "sponsors") || r_.is(i + 3, "co-sponsors") || r_.word(i + 3).value > 1);
    }

    void try_number(std::uint32_t i) {
        if (i > 0 && r_.is(i, "dozen") && r_.word(i - 1).value > 1) return;  // "three dozen" was read at "three"
        Members m = read_members(r_, names_, i, end_);
        if (!m.declared || m.others || m.back) return;
        Declaration d;
        d.form = BlocForm::mention;
        d.range = {i, i + 1};
        d.members = std::move(m);
        out_.push_back(std::move(d));
    }

    /// "The 57-member Organization of Islamic Cooperation", "the 15-nation Council": how many they are, told in passing.
    void try_membered(std::uint32_t i, std::uint32_t number) {
        const Known* k = r_.known(i + 1);
        const bool group = k && k->first == i + 1 && k->as(Kind::group);
        if (!group && !r_.word(i + 1).is(Class::organisation)) return;
        Members m;
        m.declared = number;
        m.of_body = !group;
        if (group) m.group = std::string(slice(r_.text, k->span)), m.group_row = k->as(Kind::group)->ref;
        m.range = {i, group ? k->last : i + 2};
        keep(BlocForm::mention, std::move(m));
    }

    /// "read their text": who reads it speaks for the bloc declared last.
    void try_their_text(std::uint32_t i) {
        const bool text = r_.is(i + 1, "text") || r_.is(i + 1, "statement") || r_.is(i + 1, "declaration") || r_.is(i + 1, "message") || r_.is(i + 1, "letter") || (r_.is(i + 1, "joint") && r_.is(i + 2, "statement"));
        if (!text || i == 0 || !speaking_word(r_, i - 1)) return;
        for (std::size_t d = out_.size(); d > 0; --d)
            if (out_[d - 1].form != BlocForm::mention && speaks_again({i, i + 2}, out_[d - 1].members)) return;
    }

    /// "reading out the statement", "read the joint statement": for those counted in the sentences just before, when nobody else speaks for them.
    void try_the_text(std::uint32_t i) {
        const std::uint32_t noun = r_.is(i + 1, "joint") ? i + 2 : i + 1;
        const bool text = r_.is(noun, "statement") || r_.is(noun, "declaration") || r_.is(noun, "letter") || (r_.is(noun, "text") && noun == i + 2);
        std::uint32_t verb = i > 0 ? i - 1 : 0;
        if (verb > 0 && r_.is(verb, "out")) --verb;
        const bool reads = r_.is(verb, "read") || r_.is(verb, "reading") || r_.is(verb, "reads") || r_.is(verb, "delivered") || r_.is(verb, "delivering");
        if (!text || !reads || r_.is(noun + 1, "on") || r_.is(noun + 1, "by") || r_.is(noun + 1, "for") || r_.is(noun + 1, "of")) return;
        for (std::size_t d = out_.size(); d > 0; --d) {
            const Declaration& last = out_[d - 1];
            if (r_.sentence[i] - r_.sentence[last.range.first] > 3) return;
            if (last.form == BlocForm::behalf || last.form == BlocForm::roll || last.form == BlocForm::part || last.form == BlocForm::list || !last.members.declared || (last.members.others && last.form != BlocForm::joined)) continue;
            speaks_again({i, noun + 1}, last.members);
            return;
        }
    }

    /// "three dozen delegations ... on their behalf": those counted last, in this sentence or the one before.
    void try_last_bloc(Range words) {
        const bool near = !out_.empty() && r_.sentence[words.first] - r_.sentence[out_.back().range.first] <= 1;
        if ((near && speaks_again(words, out_.back().members)) || !r_.is(words.first + 1, "their")) return;
        // "Whose country coordinates the Nordic-Baltic countries, said on their behalf"
        for (std::uint32_t i = words.first; i > r_.sentence_at(words.first).first; --i)
            if (const Known* k = r_.known(i - 1); k && k->as(Kind::group)) {
                speaks_again(words, group_alone(r_, *k, words));
                return;
            }
    }

    /// "On the same behalf", "on behalf of the same countries": whomever somebody spoke for last.
    void try_same(Range words) {
        for (std::size_t d = out_.size(); d > 0; --d)
            if (out_[d - 1].form == BlocForm::behalf) {
                speaks_again(words, out_[d - 1].members);
                return;
            }
    }

    /// Somebody speaks, in these words, for a bloc that was told of before.
    bool speaks_again(Range words, Members m) {
        if (!m.declared && m.named.size() < 2 && m.group.empty()) return false;
        m.range = words;
        add(BlocForm::behalf, words, std::move(m));
        return true;
    }

    /// A number of states is told between the two tokens.
    [[nodiscard]] bool counts_states(std::uint32_t first, std::uint32_t last) const {
        for (std::uint32_t j = first; j < last; ++j)
            if (r_.word(j).value > 1)
                for (std::uint32_t k = j + 1; k < last && k < j + 4; ++k)
                    if (r_.word(k).is(Class::states)) return true;
        return false;
    }

    /// "The United States was glad to be one of them": one more name for the bloc.
    void try_one_of_them(std::uint32_t i) {
        if (i < 2 || !((r_.is(i - 1, "of") && r_.is(i - 2, "one")) || r_.is(i - 1, "among"))) return;
        if (out_.empty()) return;
        for (std::uint32_t j = r_.sentence_at(i).first; j < i; ++j) {
            const Known* k = r_.known(j);
            if (!k || !k->as(Kind::state)) continue;
            Members m;
            m.named.push_back(code_of(*k->as(Kind::state)));
            m.range = {j, i + 1};
            Declaration d;
            d.form = BlocForm::roll;
            d.range = {i, i + 1};
            // "Thirty-five states abstained, China among them": of the number in the sentence, whatever it is of.
            if (out_.back().members.declared && r_.sentence[out_.back().range.first] == r_.sentence[i]) {
                d.form = BlocForm::part;
                m.declared = out_.back().members.declared;
            } else if (counts_states(r_.sentence_at(i).first, i)) {
                return;  // "Thirteen more states have joined since, Bangladesh among them": not of whatever was counted elsewhere
            }
            d.members = std::move(m);
            out_.push_back(std::move(d));
            return;
        }
    }

    /// "the Quad Leaders – Prime Minister Scott Morrison of Australia, ...": a group with its leaders listed.
    void try_group_leaders(std::uint32_t i) {
        const Known* k = r_.known(i);
        std::uint32_t j = k->last;
        if (j < end_ && (r_.word(j).is(any_of(Class::roles, Class::states)) || r_.is(j, "members"))) ++j;
        if (!(r_.dash(j) || r_.mark(j, '(') || r_.mark(j, ':'))) return;
        Members list = read_members(r_, names_, j + 1, end_);
        if (list.named.size() < 2) return;
        Members m;
        m.named = list.named;
        m.group = std::string(slice(r_.text, k->span));
        m.group_row = k->as(Kind::group)->ref;
        m.range = {i, list.range.last};
        Declaration d;
        d.form = BlocForm::group_list;
        d.range = m.range;
        d.members = std::move(m);
        out_.push_back(std::move(d));
    }

    /// "spoke for 53", "read one for 39, against China": a number alone, behind words of speaking.
    [[nodiscard]] Members bare_number(std::uint32_t i) const {
        Members m;
        if (i >= end_ || r_.word(i).value < 3 || r_.word(i).value > 193) return m;
        const bool closed = i + 1 >= end_ || r_.punctuation(i + 1) || r_.word(i + 1).is(any_of(Class::preposition, Class::conjunction));
        if (!closed || r_.mark(i + 1, '%')) return m;
        m.declared = r_.word(i).value;
        m.count = m.range = {i, i + 1};
        return m;
    }

    void try_for(std::uint32_t i) {
        const bool spoken = spoken_before(i);
        Members m = read_members(r_, names_, i + 1, end_);
        if (m.empty() && speech_near(i)) m = bare_number(i + 1);
        if (m.empty()) return try_for_the_group(i, spoken);
        const bool leads = i == r_.sentence_at(i).first && m.declared && !m.others && m.range.last < end_ && r_.mark(m.range.last, ',') && r_.word(m.range.last + 1).capital;
        const bool aside = leads || (i > 0 && r_.mark(i - 1, ',') && state_or_person_before(i - 1) && closes_aside(m.range.last));
        if (!spoken && !aside) return;
        // "Dr. Lind, for the World Health Organization": she speaks for those who employ her.
        const Known* body = r_.known(r_.is(i + 1, "the") ? i + 2 : i + 1);
        const bool employer = body && body->as(Kind::body) && !body->as(Kind::group) && m.group_row == none && !m.declared && m.named.empty() && i > 1 && state_at(r_, i - 2).empty();
        if (employer) return;
        const bool several = m.declared || m.group_row != none || m.named.size() > 1 || m.back || (!m.group.empty() && (aside || spoken));
        if (!several || (m.declared && m.others)) return;
        if (!aside && m.group_row == none && !m.declared && !m.back && m.named.empty()) {
            // An unknown name behind "for" is a bloc only where somebody speaks for it.
            bool speaks = false;
            for (std::uint32_t j = i; j > r_.sentence_at(i).first && i - j < 4; --j) speaks = speaks || speaking_word(r_, j - 1);
            if (!speaks) return;
        }
        add(BlocForm::behalf, {i, m.range.last}, std::move(m));
    }

    /// "Also said for the group": the one that somebody spoke for last.
    void try_for_the_group(std::uint32_t i, bool spoken) {
        const bool group = r_.is(i + 2, "group") || r_.is(i + 2, "bloc") || r_.is(i + 2, "coalition") || r_.is(i + 2, "alliance");
        if (!spoken || !r_.is(i + 1, "the") || !group || r_.word(i + 2).possessive || r_.is(i + 3, "of")) return;
        try_same({i, i + 3});
    }

    [[nodiscard]] bool closes_aside(std::uint32_t i) const { return i < r_.size() && (r_.mark(i, ',') || r_.dash(i)); }

    [[nodiscard]] bool speech_near(std::uint32_t i) const {
        for (std::uint32_t j = i; j > r_.sentence_at(i).first && i - j < 4; --j)
            for (const std::string_view w : {"spoke", "speaking", "speaks", "spoken", "read", "statement", "answered", "replied", "text", "declaration", "letter", "floor"})
                if (r_.is(j - 1, w)) return true;
        return false;
    }

    [[nodiscard]] bool spoken_before(std::uint32_t i) const {
        const std::uint32_t start = r_.sentence_at(i).first;
        for (std::uint32_t j = i; j > start && i - j < 10; --j) {
            if (speaking_word(r_, j - 1)) return true;
            if (r_.mark(j - 1, ',') && i - j > 0) return false;
        }
        return false;
    }

    [[nodiscard]] bool state_or_person_before(std::uint32_t comma) const {
        if (comma == 0) return false;
        const std::uint32_t j = comma - 1;
        return !state_at(r_, j).empty() || names_.run_at(j) || person_word(r_, j);
    }

    /// "The US joined 22 other countries", "The US and 22 other countries".
    void try_joined(std::uint32_t i) {
        std::uint32_t from = i + 1;
        if (r_.is(from, "by")) ++from;
        Members m = read_members(r_, names_, from, end_);
        // "PERU, with 85 others,"
        if (!m.declared && r_.is(i, "with") && i > 1 && r_.mark(i - 1, ',') && !state_at(r_, i - 2).empty() && r_.word(from).value > 1 && r_.is(from + 1, "others")) {
            m.declared = r_.word(from).value;
            m.others = true;
            m.range = {from, from + 2};
        }
        if (!m.declared || !m.others) return;
        std::uint32_t subject = none;
        const std::uint32_t start = r_.sentence_at(i).first;
        for (std::uint32_t j = i; j > start && i - j < 12; --j)
            if (!state_at(r_, j - 1).empty()) {
                subject = j - 1;
                break;
            }
        // "Joined by 21 other delegations, Liechtenstein deplored"
        if (subject == none && r_.is(i + 1, "by"))
            for (std::uint32_t j = m.range.last; j + 2 < end_ && j < m.range.last + 10 && subject == none; ++j)
                if (r_.mark(j, ',')) {
                    const std::uint32_t name = r_.is(j + 1, "the") ? j + 2 : j + 1;
                    if (state_at(r_, name).empty()) break;
                    subject = name;
                }
        if (subject == none) return;
        joined(subject, i, std::move(m));
    }

    /// The state at `subject` and those others: one bloc, in the words from `first` on.
    void joined(std::uint32_t subject, std::uint32_t first, Members m) {
        const std::string_view code = state_at(r_, subject);
        m.declared = *m.declared + 1;
        m.named.erase(std::remove(m.named.begin(), m.named.end(), code), m.named.end());
        m.named.insert(m.named.begin(), code);
        Declaration d;
        d.form = BlocForm::joined;
        d.range = {first, m.range.last};
        d.members = std::move(m);
        d.subject_code = code;
        d.subject_token = subject;
        out_.push_back(std::move(d));
    }

    void try_by(std::uint32_t i) {
        Members m = read_members(r_, names_, i + 1, end_);
        if (m.others) return try_backed(i, std::move(m));
        if (m.empty() || !(m.declared || m.named.size() > 1 || m.group_row != none)) return;
        bool text = false;
        const std::uint32_t start = r_.sentence_at(i).first;
        for (std::uint32_t j = i; j > start && i - j < 4; --j) text = text || text_word(r_, j - 1);
        if (!text || !(m.declared || m.named.size() > 1) || sponsored_draft(i)) return;
        // "Reading out the statement, which was backed by Australia, Britain and others": names for the bloc just counted.
        if (!out_.empty() && out_.back().form == BlocForm::behalf && out_.back().members.declared && !m.declared && r_.sentence[out_.back().range.first] == r_.sentence[i]) {
            for (const auto code : m.named)
                if (std::find(out_.back().members.named.begin(), out_.back().members.named.end(), code) == out_.back().members.named.end()) out_.back().members.named.push_back(code);
            return;
        }
        // "The following statement was issued by the governments of ...": it is theirs, and "we" in it are they.
        // What stands between, as in "the Foreign Ministers of", does not matter.
        bool offices = false;
        for (std::uint32_t whose = i + 1; whose < i + 4; ++whose) offices = offices || ((r_.is(whose, "governments") || r_.is(whose, "leaders") || r_.is(whose, "ministers")) && r_.is(whose + 1, "of"));
        const bool signatories = m.named.size() > 1 && offices && first_person_near(i);
        add(signatories ? BlocForm::leaders : BlocForm::made_by, {i, m.range.last}, std::move(m));
    }

    /// "Reading out a text backed by 26 other countries": whoever reads it is one more of them.
    void try_backed(std::uint32_t by, Members m) {
        const bool backed = by > 1 && (r_.is(by - 1, "backed") || r_.is(by - 1, "supported") || r_.is(by - 1, "endorsed") || r_.is(by - 1, "signed") || r_.is(by - 1, "joined"));
        bool reads = false;
        for (std::uint32_t j = by; j > r_.sentence_at(by).first && by - j < 8; --j) reads = reads || r_.is(j - 1, "reading") || r_.is(j - 1, "read") || r_.is(j - 1, "delivering") || r_.is(j - 1, "delivered") || r_.is(j - 1, "presenting");
        // "Costa Rica, backed by 14 other countries, called on": it and they.
        if (backed && m.declared && !reads && by > 2 && r_.mark(by - 2, ',') && !state_at(r_, by - 3).empty() && closes_aside(m.range.last)) return joined(by - 3, by, std::move(m));
        if (!backed || !reads || !m.declared || sponsored_draft(by)) return;
        m.declared = *m.declared + 1;
        m.others = false;
        // ", Australia, Japan and Switzerland among them,"
        if (m.named.empty() && r_.mark(m.range.last, ',')) {
            const Members list = read_members(r_, names_, m.range.last + 1, end_);
            if (!list.named.empty() && !list.declared && r_.is(list.range.last, "among") && r_.is(list.range.last + 1, "them")) m.named = list.named, m.range.last = list.range.last + 2;
        }
        add(BlocForm::behalf, {by, m.range.last}, std::move(m));
    }

    /// "Introducing the draft resolution, co-sponsored by 62 Member States": its sponsors are not those that a delegate speaks for.
    [[nodiscard]] bool sponsored_draft(std::uint32_t by) const {
        bool sponsors = false, draft = false;
        for (std::uint32_t j = by; j > r_.sentence_at(by).first && by - j < 6; --j) {
            for (const std::string_view w : {"co-sponsored", "cosponsored", "sponsored", "tabled", "submitted"}) sponsors = sponsors || r_.is(j - 1, w);
            draft = draft || r_.is(j - 1, "draft") || r_.is(j - 1, "resolution") || r_.is(j - 1, "amendment");
        }
        return sponsors && draft;
    }

    void try_of(std::uint32_t i) {
        if (i == 0) return;
        const bool leaders = r_.is(i - 1, "leaders") || r_.is(i - 1, "governments") || r_.is(i - 1, "ministers") || r_.is(i - 1, "representatives") || r_.is(i - 1, "government") || r_.is(i - 1, "members");
        const bool feeling = feeling_word(r_, i - 1);
        if (!leaders && !feeling) return;
        Members m = read_members(r_, names_, i + 1, end_);
        if (m.empty() || m.others) return;
        if (leaders) {
            const bool first_person = first_person_near(i);
            const bool enough = m.named.size() > 1 || (m.group_row != none && first_person);
            if (enough && first_person) add(BlocForm::leaders, {i - 1, m.range.last}, std::move(m));
        } else if (m.declared && m.count.size() > 0 && !r_.is(i - 1, "support")) {
            add(BlocForm::made_by, {i, m.range.last}, std::move(m));
        }
    }

    /// "We, the leaders of", "Joint statement from the Governments of", "released the following joint statement".
    [[nodiscard]] bool first_person_near(std::uint32_t i) const {
        const Sentence& s = r_.sentence_at(i);
        for (std::uint32_t j = s.first; j < s.last; ++j)
            if (r_.word(j).is(Class::we) || (r_.is(j, "joint") && (r_.is(j + 1, "statement") || r_.is(j + 1, "declaration"))) || (r_.is(j, "following") && r_.is(j + 1, "statement"))) return true;
        return false;
    }

    /// A roll of names: runs on to the end of its paragraph and over those after it that are lists too.
    void try_roll(std::uint32_t i) {
        std::uint32_t j = i + 1;
        while (j < r_.size() && j < i + 6 && !r_.mark(j, ':') && !r_.is(j, "include") && !r_.is(j, "are") && !r_.is(j, "were")) ++j;
        if (j >= r_.size() || j >= i + 6) return;
        const std::uint32_t end = std::min(r_.size(), j + 800);
        Members m;
        std::uint32_t k = j + 1;
        while (k < end) {
            Members more = read_members(r_, names_, k, end);
            if (more.named.empty()) break;
            for (const auto code : more.named)
                if (std::find(m.named.begin(), m.named.end(), code) == m.named.end()) m.named.push_back(code);
            k = std::max(k + 1, more.range.last);
            while (k < end && (r_.punctuation(k) || r_.is(k, "and"))) ++k;
        }
        if (m.named.size() < 2) return;
        m.range = {i, k};
        m.group = undersigned_group(i);
        add(BlocForm::roll, {i, k}, std::move(m));
    }

    /// "The undersigned members of the Media Freedom Coalition": whose members have signed below; "" when the text does not say.
    [[nodiscard]] std::string undersigned_group(std::uint32_t before) const {
        for (std::uint32_t i = 0; i + 3 < before; ++i) {
            if (!r_.is(i, "undersigned") || !r_.is(i + 1, "members") || !r_.is(i + 2, "of")) continue;
            const Known* k = r_.known(r_.is(i + 3, "the") ? i + 4 : i + 3);
            if (k && k->as(Kind::group)) return std::string(slice(r_.text, k->span));
        }
        return {};
    }

    /// "Joining the German statement were, among others: A, B and C": names for the bloc that the German spoke for.
    void try_joining(std::uint32_t i) {
        const std::string_view code = state_at(r_, i + 2);
        if (code.empty() || !text_word(r_, i + 3) || !(r_.is(i + 4, "were") || r_.is(i + 4, "are"))) return;
        std::uint32_t list = i + 5;
        while (list < end_ && list < i + 10 && state_at(r_, list).empty()) ++list;
        Members m = read_members(r_, names_, list, end_);
        for (std::size_t d = out_.size(); d > 0 && !m.named.empty(); --d) {
            const Declaration& led = out_[d - 1];
            const std::string_view of = led.subject_entity != none ? names_.entities[led.subject_entity].of : led.subject_code;
            if (of != code || !led.members.declared) continue;
            m.declared = led.members.declared;
            return keep(BlocForm::part, std::move(m));
        }
    }

    void take(BlocForm form, std::uint32_t first, std::uint32_t members) {
        if (r_.is(members, "the") && r_.is(members + 1, "same") && r_.word(members + 2).is(Class::states)) return try_same({first, members + 3});
        Members m = read_members(r_, names_, members, end_);
        if (m.empty()) m = named_before(members);
        if (m.empty()) return;
        // One state alone is no bloc: a lawyer speaks on behalf of it.
        if (!m.declared && m.group.empty() && m.named.size() < 2 && !m.own) return;
        // "Led by Ghana on behalf of 37 States"
        if (first > 2 && r_.is(first - 2, "by") && r_.is(first - 3, "led") && m.lead.empty()) m.lead = state_at(r_, first - 1);
        add(form, {first, m.range.last}, std::move(m));
    }

    /// "Rejected, on behalf of the bloc, ...", "on behalf of the group": the one that this sentence or the one before names.
    [[nodiscard]] Members named_before(std::uint32_t i) const {
        if (!r_.is(i, "the") || r_.word(i + 1).possessive || r_.is(i + 2, "of") || (i + 2 < end_ && r_.word(i + 2).capital)) return {};
        bool word = false;
        for (const std::string_view w : {"bloc", "group", "association", "alliance", "grouping", "community"}) word = word || r_.is(i + 1, w);
        const Known* k = word ? group_before(r_, i) : nullptr;
        return k ? group_alone(r_, *k, {i, i + 2}) : Members{};
    }

    void add(BlocForm form, Range range, Members members) {
        Declaration d;
        d.form = form;
        d.range = range;
        d.members = std::move(members);
        count_behind(d.members);
        // "has withdrawn its signature from a statement made for 44 states": nobody speaks for them here.
        if (form != BlocForm::roll && (withdrawn(range.first) || sides_with(range.first))) d.form = BlocForm::mention;
        else find_speaker(d);
        out_.push_back(std::move(d));
    }

    [[nodiscard]] bool withdrawn(std::uint32_t before) const {
        for (std::uint32_t i = r_.sentence_at(before).first; i < before; ++i)
            for (const std::string_view w : {"withdrawn", "withdrew", "withdraws", "withdraw", "withdrawing"})
                if (r_.is(i, w)) return true;
        return false;
    }

    /// "Associating herself with the statement by the European Union", "endorsing what was said on behalf of": said by another.
    [[nodiscard]] bool sides_with(std::uint32_t before) const {
        for (std::uint32_t i = before; i > r_.sentence_at(before).first && before - i < 14; --i)
            for (const std::string_view w : {"associated", "associating", "associates", "aligned", "aligning", "aligns", "endorsing", "endorsed", "dissociated", "dissociating", "echoed", "echoing"})
                if (r_.is(i - 1, w)) return true;
        return false;
    }

    /// "on behalf of A, B, C and others, 44 states in all"; "... and Germany. That makes 39.": the number behind the list.
    void count_behind(Members& m) const {
        if (m.declared || m.named.size() < 4) return;
        std::uint32_t end = std::min(r_.sentence_at(m.range.last - 1).last, m.range.last + 9);
        const bool sum = r_.is(end, "that") && r_.is(end + 1, "makes");
        for (std::uint32_t i = sum ? end + 2 : m.range.last; i < (sum ? end + 5 : end); ++i) {
            const std::uint32_t value = r_.word(i).value;
            if (value < m.named.size() || value > 193) continue;
            const std::uint32_t in = i + (r_.word(i + 1).is(Class::states) ? 2 : 1);
            if (sum || (r_.is(in, "in") && (r_.is(in + 1, "all") || r_.is(in + 1, "total")))) m.declared = value;
            return;
        }
    }

    /// Who speaks for it: the last person before the words in their sentence, else the first state, else the first
    /// mention behind them.
    void find_speaker(Declaration& d) const {
        const Sentence& s = r_.sentence_at(d.range.first);
        const auto& all = discourse_.mentions();
        const Referent* state = nullptr;
        const Referent* of_state = nullptr;
        const Referent* of_group = nullptr;
        // A clause of its own has its own subject: "the remarks that Venezuela had made for".
        std::uint32_t clause = s.first;
        for (std::uint32_t i = s.first; i < d.range.first; ++i)
            if ((r_.is(i, "that") || r_.is(i, "which")) && i + 1 < d.range.first && (r_.known(i + 1) || names_.run_at(i + 1))) clause = i;
        const Referent* person = nullptr;
        const Referent* after = nullptr;
        bool pronoun_between = false;
        for (std::size_t m = discourse_.from(s.first); m < all.size() && all[m].token < s.last; ++m) {
            const Referent& x = all[m];
            if (d.range.holds(x.token) || x.owner || x.token < clause || x.token < r_.behind_dateline(s.first)) continue;
            const bool people = x.kind == Referent::Kind::person;
            // "Speaking in Geneva for the African Group, Zambia": a place speaks for nobody.
            if (x.range.first > 0 && (r_.is(x.range.first - 1, "in") || r_.is(x.range.first - 1, "at"))) continue;
            if (x.token < d.range.first) {
                if (x.kind == Referent::Kind::state && !of_state && x.object) of_state = &x;
                if (x.kind == Referent::Kind::group && !of_group && represented(x.range.first)) of_group = &x;
                if (people && !x.object) person = &x;
                else if (people && !person) person = &x;
                // "told China": who is told does not speak.
                else if ((x.kind == Referent::Kind::state || x.kind == Referent::Kind::group) && !state && !x.object && !told(x.range.first)) state = &x;
            } else if (!after && (people || x.kind == Referent::Kind::state)) {
                after = &x;
            }
        }
        for (std::uint32_t i = s.first; i < s.last; ++i)
            if (!d.range.holds(i) && r_.word(i).is(any_of(Class::he, Class::she)) && !r_.word(i).is(Class::possessive) && (!after || i < after->token)) pronoun_between = true;
        // "Mr. Chair, I am speaking on behalf of": not who is addressed, but whom the heading names.
        if (says_i(s.first, d.range.first)) {
            if (const Referent* headed = person_of_heading(s.first)) d.subject_entity = headed->entity, d.subject_token = headed->token;
            else d.subject_code = state_of_heading(s.first);
            return;
        }
        // "PERU, for AILAC,": the one right before the comma.
        const Referent* aside = nullptr;
        for (std::size_t m = discourse_.from(s.first); m < all.size() && all[m].token < d.range.first; ++m)
            if (d.form == BlocForm::behalf && d.range.first > 0 && all[m].range.last + 1 == d.range.first && r_.mark(d.range.first - 1, ',') && all[m].kind == Referent::Kind::state && !all[m].owner && !told(all[m].range.first)) aside = &all[m];
        const Referent* who = aside ? aside : person ? person
                                          : state    ? state
                                          : of_group ? of_group
                                                     : of_state;
        if (!who && !pronoun_between && d.form != BlocForm::made_by) who = after;
        if (!who && r_.word(s.first).is(any_of(Class::he, Class::she)) && !r_.word(s.first).is(Class::possessive)) who = person_before(s);
        if (!who) return;
        d.subject_entity = who->entity;
        d.subject_code = who->code;
        d.subject_token = who->token;
        if (who->kind == Referent::Kind::group)
            if (const Known* k = r_.known(who->token); k && k->as(Kind::group)) d.subject_group = k->as(Kind::group)->ref;
    }

    /// "The representative of [the European Union]": one without a name speaks there.
    [[nodiscard]] bool represented(std::uint32_t i) const {
        const std::uint32_t of = i > 0 && r_.is(i - 1, "the") ? i - 1 : i;
        return of > 1 && r_.is(of - 1, "of") && person_word(r_, of - 2);
    }

    [[nodiscard]] bool told(std::uint32_t i) const {
        if (i > 1 && r_.is(i - 1, "on") && (r_.is(i - 2, "called") || r_.is(i - 2, "calls") || r_.is(i - 2, "calling"))) return true;
        return i > 0 && (r_.is(i - 1, "told") || r_.is(i - 1, "tells") || r_.is(i - 1, "urged") || r_.is(i - 1, "accused") || r_.is(i - 1, "asked"));
    }

    /// "I am speaking", "we have the honour to speak", outside quotation marks.
    [[nodiscard]] bool says_i(std::uint32_t first, std::uint32_t last) const {
        bool quoted = false, i_say = false;
        for (std::uint32_t i = first; i < last; ++i) {
            quoted = quoted || r_.kind(i) == TokenKind::open_quote;
            i_say = i_say || (r_.is(i, "i") && r_.word(i).is(Class::i) && (r_.is(i + 1, "am") || r_.is(i + 1, "have") || r_.is(i + 1, "speak") || r_.is(i + 1, "make") || r_.is(i + 1, "deliver")));
        }
        return i_say && !quoted;
    }

    /// "Delivered by Ambassador X": the line of a heading that begins so.
    [[nodiscard]] bool delivered_by(std::uint32_t token) const {
        const std::uint32_t first = r_.sentence_at(token).first;
        return (r_.is(first, "delivered") || r_.is(first, "statement") || r_.is(first, "intervention") || r_.is(first, "remarks")) && (r_.is(first + 1, "by") || r_.is(first + 1, "delivered"));
    }

    /// "Delivered by Ilze Lind, Permanent Representative of Latvia": the state in a heading whose names no word of the text bears.
    [[nodiscard]] std::string_view state_of_heading(std::uint32_t before) const {
        for (std::uint32_t i = 0; i < before && r_.sentence[i] < 4; ++i)
            if (delivered_by(i) && r_.is(i, "of") && !state_at(r_, i + 1).empty()) return state_at(r_, i + 1);
        return {};
    }

    /// "Statement delivered by Ambassador X": the one person with an office in the first sentence of the text.
    [[nodiscard]] const Referent* person_of_heading(std::uint32_t before) const {
        const Referent* only = nullptr;
        for (const Referent& m : discourse_.mentions()) {
            if (m.token >= before || r_.sentence[m.token] > 3 || (r_.sentence[m.token] > 0 && !delivered_by(m.token))) break;
            if (m.kind != Referent::Kind::person || m.entity == none || !names_.entities[m.entity].office) continue;
            if (only && only->entity != m.entity) return nullptr;
            only = &m;
        }
        return only;
    }

    /// "Ambassador Zhang Jun told ... He was speaking on behalf of": the person of the sentence before.
    [[nodiscard]] const Referent* person_before(const Sentence& s) const {
        if (s.first == 0) return nullptr;
        const Sentence& before = r_.sentence_at(s.first - 1);
        const auto& all = discourse_.mentions();
        for (std::size_t m = discourse_.from(before.first); m < all.size() && all[m].token < before.last; ++m)
            if (all[m].kind == Referent::Kind::person && all[m].subject && !all[m].owner) return &all[m];
        return nullptr;
    }

    const Report& r_;
    const Names& names_;
    const Discourse& discourse_;
    std::vector<Declaration> out_;
    std::uint32_t end_ = 0;
};

}  // namespace

std::vector<Declaration> find_declarations(const Report& report, const Names& names, const Discourse& discourse) {
    std::vector<Declaration> out = Finder(report, names, discourse).run();
    for (Declaration& part : find_parts(report, names)) out.push_back(std::move(part));
    std::stable_sort(out.begin(), out.end(), [](const Declaration& a, const Declaration& b) { return a.range.first < b.range.first; });
    return out;
}

}  // namespace rostra::speakers

#include "kept.h"

#include "slug.h"

#include <charconv>

namespace rostra::store {
namespace {

std::vector<std::string> sorted_once(std::vector<std::string> codes) {
    std::sort(codes.begin(), codes.end());
    codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
    return codes;
}

std::string publisher_tag(std::string_view publisher) { return "pb" + content_id(utf8::fold(publisher)); }
std::string report_tag(std::string_view id) { return "rp" + content_id(id); }

// "GBR United Kingdom": a state is found by its code and by its name.
std::string state_words(const std::string& code) {
    const knowledge::State* state = knowledge::state(code);
    return state ? code + " " + std::string(state->name) : code;
}

// What is found beside the words: role, forum, group, and the names of what it is about.
std::string context_words(const Statement& s) {
    std::string out;
    const auto add = [&out](std::string_view text) { out += (out.empty() ? "" : " ") + std::string(text); };
    if (s.speaker && s.speaker->role) add(*s.speaker->role);
    if (s.speaker && s.speaker->of) add(state_words(*s.speaker->of));
    if (s.forum) add(s.forum->name);
    if (s.on_behalf_of && s.on_behalf_of->group) add(*s.on_behalf_of->group);
    if (s.on_behalf_of)
        for (const std::string& code : members_of(*s.on_behalf_of)) add(state_words(code));
    for (const Target& t : s.about) add(t.name);
    return out;
}

std::optional<Act> act_of_tag(std::string_view value) {
    for (int act = 0; act <= static_cast<int>(Act::show); ++act)
        if (value == tag_word(name_of(static_cast<Act>(act)))) return static_cast<Act>(act);
    return std::nullopt;
}

// A state's code as it was before it became a tag.
std::string upper(std::string_view code) {
    std::string out(code);
    for (char& c : out)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return out;
}

}  // namespace

std::vector<std::string> members_of(const Bloc& bloc) {
    std::vector<std::string> codes = bloc.named;
    if (bloc.lead) codes.push_back(*bloc.lead);
    return sorted_once(std::move(codes));
}

std::vector<std::string> subjects_of(const Statement& statement) {
    std::vector<std::string> codes;
    for (const Target& t : statement.about)
        if (t.code) codes.push_back(*t.code);
    return sorted_once(std::move(codes));
}

IndexEntry index_entry(const Kept& k) {
    const Statement& s = k.statement;
    std::string tags = k.head == k.key ? "cu hd" : "cu";
    const auto add = [&tags](std::string_view kind, std::string_view value) { tags += " " + std::string(kind) + tag_word(value); };
    add("ac", name_of(s.act));
    add("mn", name_of(s.manner));
    add("ln", k.language);
    tags += " " + report_tag(k.report_id);
    if (k.publisher) tags += " " + publisher_tag(*k.publisher);
    if (k.speaker) add("sp", std::to_string(k.speaker));
    if (s.speaker && s.speaker->of) add("of", *s.speaker->of);
    for (const std::string& code : subjects_of(s)) add("ab", code);
    if (k.of_leaving) tags += " lv";
    if (s.on_behalf_of) {
        tags += " bl";
        for (const std::string& code : members_of(*s.on_behalf_of)) add("in", code);
    }
    return {k.content, s.speaker && !s.speaker->name.empty() ? s.speaker->name : k.source, context_words(s), std::move(tags)};
}

std::optional<FoundAct> found_in_tags(std::int64_t key, std::string_view tags) {
    FoundAct out{key};
    bool acted = false;
    for (std::size_t begin = 0; begin < tags.size();) {
        const std::size_t end = std::min(tags.find(' ', begin), tags.size());
        const std::string_view kind = tags.substr(begin, 2), value = begin + 2 < end ? tags.substr(begin + 2, end - begin - 2) : std::string_view();
        begin = end + 1;
        if (kind == "ac" && !acted) {
            const auto act = act_of_tag(value);
            if (act) out.act = *act, acted = true;
        } else if (kind == "sp") {
            std::from_chars(value.data(), value.data() + value.size(), out.speaker);
        } else if (kind == "of") {
            out.of = upper(value);
        }
    }
    return acted ? std::optional(std::move(out)) : std::nullopt;
}

std::vector<std::string> filter_tags(const StatementFilter& f, std::int64_t speaker) {
    // Where a filter is of a report, not of a statement, every telling counts; else a statement stands once, by its head.
    std::vector<std::string> tags{f.report || f.publisher || f.language ? "cu" : "hd"};
    if (f.act) tags.push_back("ac" + tag_word(name_of(*f.act)));
    if (f.manner) tags.push_back("mn" + tag_word(name_of(*f.manner)));
    if (f.language) tags.push_back("ln" + tag_word(*f.language));
    if (f.report) tags.push_back(report_tag(*f.report));
    if (f.publisher) tags.push_back(publisher_tag(*f.publisher));
    if (f.speaker) tags.push_back("sp" + std::to_string(speaker));
    if (f.state) tags.push_back("of" + tag_word(*f.state));
    if (f.about) tags.push_back("ab" + tag_word(*f.about));
    if (f.bloc_member) tags.push_back("in" + tag_word(*f.bloc_member));
    if (f.bloc_only) tags.push_back("bl");
    return tags;
}

std::string speaker_scope(std::int64_t key) { return "speaker:" + std::to_string(key); }
std::string state_scope(std::string_view code) { return "state:" + std::string(code); }

void TallyBook::count(const Kept& k, std::int64_t change) {
    const Statement& s = k.statement;
    const std::string month = k.day.size() >= 7 ? k.day.substr(0, 7) : std::string();
    const auto subjects = subjects_of(s);
    const auto of_whom = [&](const std::string& scope) {
        add(scope, "act", std::string(name_of(s.act)), change);
        for (const std::string& code : subjects) add(scope, "about", code, change);
        if (!month.empty()) add(scope, "month", month, change);
        if (s.forum) add(scope, "forum", s.forum->name, change);
    };
    total("statements", change);
    std::vector<std::string> states;
    if (k.speaker) {
        speakers_[k.speaker] += change;
        of_whom(speaker_scope(k.speaker));
    }
    if (s.speaker && s.speaker->of) {
        of_whom(state_scope(*s.speaker->of));
        add(state_scope(*s.speaker->of), "part", "spoke", change);
        states.push_back(*s.speaker->of);
    }
    for (const std::string& code : subjects) add(state_scope(code), "part", "about", change);
    if (s.on_behalf_of) {
        total("bloc_statements", change);
        for (const std::string& code : members_of(*s.on_behalf_of)) {
            add(state_scope(code), "part", "bloc", change);
            states.push_back(code);
        }
    }
    for (std::string& code : sorted_once(std::move(states))) add("all", "state", std::move(code), change);
}

Status TallyBook::write(Database& database) {
    std::vector<std::vector<Arg>> speakers, rows;
    for (const auto& [speaker, change] : speakers_)
        if (change != 0) speakers.push_back({change, speaker});
    std::int64_t more = 0;
    ROSTRA_TRY(database.query_each("UPDATE speaker SET statements = statements + ? WHERE key = ? RETURNING statements", speakers, [&](std::size_t i, const Row& row) {
        const std::int64_t after = row.integer(0), change = std::get<std::int64_t>(speakers[i][0]);
        more += (after == change) - (after == 0);
    }));
    if (more != 0) total("speakers", more);
    for (const auto& [key, change] : changes_)
        if (change != 0) rows.push_back({std::string_view(key.scope), std::string_view(key.kind), std::string_view(key.name), change});
    return database.run_rows({"INSERT INTO tally(scope, kind, name, n) VALUES", "(?,?,?,?)", " ON CONFLICT(scope, kind, name) DO UPDATE SET n = tally.n + excluded.n"}, rows);
}

}  // namespace rostra::store

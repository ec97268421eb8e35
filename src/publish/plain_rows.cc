// What the record answers, for a terminal. The words of the reports stand beside each claim: a line without its evidence
// would ask to be believed.
#include "changes.h"
#include "naming.h"
#include "painter.h"

namespace rostra {
namespace {

std::string who(const StatementRow& row) {
    const auto& speaker = row.statement.speaker;
    if (!speaker || speaker->name.empty()) return row.source.empty() ? "speaker not named" : printable(row.source);
    return named_words(*speaker);
}

std::string where_told(const StatementRow& row) {
    std::string out = printable(row.report.publisher.value_or(""));
    const auto add = [&out](const std::string& more) { out += (out.empty() ? "" : ", ") + printable(more); };
    if (row.report.title) add(*row.report.title);
    if (row.report.published) add(*row.report.published);
    if (row.report.url) add(*row.report.url);
    return out + (out.empty() ? "" : "  ") + "[" + printable(row.id) + "]";
}

// The words with each mark in bold.
std::string marked(const std::string& text, const std::vector<Span>& marks, const Painter& paint) {
    std::string out;
    std::uint32_t at = 0;
    for (const Span m : marks) {
        if (m.begin < at) continue;
        out += printable(slice(text, {at, m.begin})) + paint.bold(printable(slice(text, m)));
        at = m.end;
    }
    return out + printable(slice(text, {at, static_cast<std::uint32_t>(text.size())}));
}

std::string bloc_words(const Bloc& bloc) {
    std::string out = bloc.group ? printable(*bloc.group) : "a bloc";
    if (bloc.declared) out += " of " + std::to_string(*bloc.declared);
    if (bloc.lead) out += ", led by " + printable(*bloc.lead);
    if (!bloc.named.empty()) out += ", naming " + comma_list(bloc.named);
    return out;
}

std::string side_words(Side side) {
    switch (side) {
        case Side::against: return "against";
        case Side::with: return "with";
        case Side::both: return "told on both sides";
        case Side::open: return "side not said";
    }
    return {};
}

std::string event_line(const BlocEvent& e, const Painter& paint) {
    std::string out = paint.bold(e.day.empty() ? "day not known" : printable(e.day)) + "  ";
    out += e.group ? printable(*e.group) : e.declared ? std::to_string(*e.declared) + " states"
                                                      : "number not declared";
    if (e.group && e.declared) out += ", " + std::to_string(*e.declared) + " states";
    if (e.lead) out += ", led by " + printable(*e.lead);
    out += ": " + paint.bold(side_words(e.side));
    return e.about.empty() ? out : out + " (about " + comma_list(e.about) + ")";
}

std::string evidence(const StatementRow& row, const Painter& paint) {
    std::string out = "    “" + paint.content(printable(row.content)) + "”\n";
    out += paint.faint("      " + who(row) + ", " + std::string(name_of(row.statement.act)) + "; " + where_told(row)) + "\n";
    return out;
}

std::string event_text(const BlocEvent& e, const Painter& paint) {
    std::string out = event_line(e, paint) + "\n", codes;
    for (const BlocMember& m : e.named) codes += (codes.empty() ? "" : " ") + printable(m.code);
    out += "  declared " + (e.declared ? std::to_string(*e.declared) : std::string("not")) + ", named in any report " + std::to_string(e.named.size());
    if (e.declared) out += ", unnamed " + std::to_string(e.unnamed());
    out += "\n";
    if (e.declared_all.size() > 1) {
        out += "  reports differ on the number:";
        for (const std::uint32_t n : e.declared_all) out += " " + std::to_string(n);
        out += "\n";
    }
    if (!codes.empty()) out += "  named: " + codes + "\n";
    if (!e.by_membership.empty()) out += "  by the group's roll only: " + comma_list(e.by_membership) + "\n";
    for (const BlocLeaving& left : e.left) out += "  withdrew, as told on " + printable(left.day) + ": " + printable(left.code) + "\n";
    out += paint.faint("  " + e.side_reason) + "\n";
    for (const StatementRow& row : e.tellings) out += evidence(row, paint);
    return out + "\n";
}

std::string state_words(const std::string& code) {
    const knowledge::State* known = knowledge::state(code);
    return known ? std::string(known->name) + " (" + printable(code) + ")" : printable(code);
}

// Where a state stood in one event, with the words that name it and the words that were said.
std::string stand_text(const BlocEvent& e, const std::string& code, publish::Namings& namings, const Painter& paint) {
    std::string out = "  " + event_line(e, paint);
    out += "; declared " + (e.declared ? std::to_string(*e.declared) : std::string("not")) + ", named " + std::to_string(e.named.size()) + "\n";
    const StatementRow* row = publish::naming_telling(e, code);
    if (!row) return out;
    if (const std::string words = namings.words(*row, code); !words.empty()) out += "    named in “" + printable(words) + "”\n";
    return out + evidence(*row, paint);
}

std::string change_text(const SideChange& change, const std::vector<BlocEvent>& events, publish::Namings& namings, const Painter& paint) {
    return paint.bold(state_words(change.code)) + ": " + side_words(events[change.from].side) + ", then " + side_words(events[change.to].side) + "\n" +
           stand_text(events[change.from], change.code, namings, paint) + stand_text(events[change.to], change.code, namings, paint);
}

std::string leaving_text(const BlocLeaving& left, const Painter& paint) {
    std::string out = "    “" + paint.content(printable(left.words)) + "”\n";
    StatementRow row;
    row.id = left.told_by;
    row.report = left.report;
    return out + paint.faint("      " + where_told(row)) + "\n";
}

// Taking a name off a statement is no change of side, so it has a list of its own.
std::string withdrawals_text(const std::vector<BlocEvent>& events, const Painter& paint) {
    std::string out;
    for (const BlocEvent& e : events) {
        std::string last;
        for (const BlocLeaving& left : e.left) {
            if (left.code != last) out += paint.bold(state_words(left.code)) + " left:\n  " + event_line(e, paint) + "\n";
            out += leaving_text(left, paint);
            last = left.code;
        }
    }
    return paint.bold("Withdrew") + (out.empty() ? ": no state of which a report here tells it\n" : "\n" + out);
}

}  // namespace

std::string to_text(const Hit& hit, bool colour) {
    const Painter paint(colour);
    const StatementRow& row = hit.row;
    std::string out = paint.bold(row.day.empty() ? "day not known" : printable(row.day)) + "  " + paint.source(who(row)) + "  " +
                      paint.faint(std::string(name_of(row.statement.act)) + ", " + std::string(name_of(row.statement.manner)) + (row.tellings > 1 ? ", told " + std::to_string(row.tellings) + " times" : "")) + "\n";
    out += "  " + marked(row.content, hit.content_marks, paint) + "\n";
    if (row.statement.on_behalf_of) out += "  for " + bloc_words(*row.statement.on_behalf_of) + "\n";
    if (row.statement.forum) out += "  in " + printable(row.statement.forum->name) + "\n";
    return out + paint.faint("  " + where_told(row)) + "\n\n";
}

std::string to_text(const std::vector<BlocEvent>& events, bool colour) {
    const Painter paint(colour);
    if (events.empty()) return "No joint statement found.\n";
    std::string out;
    for (const BlocEvent& e : events) out += event_text(e, paint);
    const NamedSides sides = named_sides(events);
    out += paint.bold("Named on each side") + "\n";
    for (const auto& [label, codes] : {std::pair{"against", &sides.against}, {"with", &sides.with}, {"both", &sides.both}})
        out += "  " + std::string(label) + " (" + std::to_string(codes->size()) + "): " + (codes->empty() ? "none" : comma_list(*codes)) + "\n";
    const auto changes = publish::changes_by_subject(events);
    out += paint.bold("Changed sides") + (changes.empty() ? ": no state that the reports name\n" : "\n");
    publish::Namings namings;
    for (const SideChange& change : changes) out += change_text(change, events, namings, paint);
    return out + withdrawals_text(events, paint);
}

std::string to_text(const BlocEvent& first, const BlocEvent& second, bool colour) {
    const Painter paint(colour);
    const BlocComparison c = compare_blocs(first, second);
    const auto line = [&](const char* label, const std::vector<std::string>& codes) {
        return std::string("  ") + label + " (" + std::to_string(codes.size()) + "): " + (codes.empty() ? "none" : comma_list(codes)) + "\n";
    };
    std::string out = "A  " + event_line(first, paint) + "\nB  " + event_line(second, paint) + "\n";
    out += line("in both", c.both) + line("only in A", c.only_first) + line("only in B", c.only_second);
    return out + "  named by no report: A " + std::to_string(c.unnamed_first) + ", B " + std::to_string(c.unnamed_second) + "\n";
}

}  // namespace rostra

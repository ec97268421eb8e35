// The view for a terminal: who, act, for whom and the words, wrapped by the terminal itself.
#include "explain.h"
#include "painter.h"

namespace rostra {

// Control characters of a hostile text must not reach the terminal; line breaks become spaces.
std::string printable(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = utf8::next(text, at);
        if (c < 0x20 || (c >= 0x7F && c < 0xA0)) out += ' ';
        else if (c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069)) continue;  // text direction tricks
        else utf8::append(out, c);
    }
    return out;
}

std::string named_words(const Speaker& speaker) {
    std::string out = printable(speaker.name);
    if (speaker.role) out += ", " + printable(*speaker.role);
    if (speaker.of && speaker.type != SpeakerType::state) out += " (" + printable(*speaker.of) + ")";
    return out;
}

std::string comma_list(const std::vector<std::string>& items) {
    std::string out;
    for (const std::string& item : items) out += (out.empty() ? "" : ", ") + printable(item);
    return out;
}

namespace {

std::string words(std::string_view text, const std::vector<Span>& spans) {
    std::string out;
    for (const Span s : spans) out += (out.empty() ? "" : " … ") + printable(slice(text, s));
    return out;
}

std::string who(const Statement& s, std::string_view text) {
    if (s.speaker && !s.speaker->name.empty()) return named_words(*s.speaker);
    return s.attribution.source.empty() ? "speaker not named" : words(text, s.attribution.source) + " (not resolved)";
}

std::string bloc_line(const Bloc& b) {
    std::string out = "for ";
    out += b.group ? printable(*b.group) : "a group of states";
    out += b.declared ? ": declared " + std::to_string(*b.declared) : ": number not declared";
    out += b.named.empty() ? ", none named" : ", named " + std::to_string(b.named.size()) + " (" + comma_list(b.named) + ")";
    if (b.lead) out += ", led by " + *b.lead;
    return out;
}

/// "speaker: short-name, “Pierce”, “Karen Pierce”".
std::string reason_line(const publish::Reason& r, std::string_view text) {
    std::string out = r.field + ": " + r.rule;
    if (r.score) out += " (" + std::to_string(static_cast<int>(*r.score * 100 + 0.5f)) + "%)";
    for (const Span s : r.words) out += ", “" + printable(slice(text, s)) + "”";
    return out;
}

}  // namespace

std::string to_text(const Reading& reading, bool colour, bool explain) {
    const Painter paint(colour);
    const Document& d = reading.document;
    std::string out = paint.bold(printable(d.title.value_or(d.origin))) + "\n";
    std::string facts = printable(d.publisher.value_or(""));
    if (d.published) facts += (facts.empty() ? "" : ", ") + printable(*d.published);
    facts += (facts.empty() ? "" : ", ") + std::to_string(reading.statements.size()) + (reading.statements.size() == 1 ? " statement" : " statements");
    out += paint.faint(facts) + "\n\n";
    std::optional<publish::Explainer> explainer;
    if (explain) explainer.emplace(d);
    for (const Statement& s : reading.statements) {
        out += paint.source(who(s, d.text)) + "  " + paint.faint(std::string(name_of(s.act)) + ", " + std::string(name_of(s.manner)) + ", confidence " + std::to_string(static_cast<int>(s.attribution.confidence * 100 + 0.5f)) + "%") + "\n";
        out += "  " + paint.content(words(d.text, s.attribution.content)) + "\n";
        if (s.on_behalf_of) out += "  " + bloc_line(*s.on_behalf_of) + "\n";
        std::string rest;
        for (const Target& t : s.about) rest += (rest.empty() ? "about " : ", ") + printable(t.name);
        if (s.forum) rest += (rest.empty() ? "in " : "; in ") + printable(s.forum->name);
        if (s.said_on) rest += (rest.empty() ? "on " : "; on ") + s.said_on->date;
        if (!rest.empty()) out += "  " + paint.faint(rest) + "\n";
        if (explainer)
            for (const publish::Reason& r : explainer->reasons(s)) out += "    " + paint.faint(reason_line(r, d.text)) + "\n";
        out += "\n";
    }
    return out;
}

}  // namespace rostra

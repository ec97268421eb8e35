#include "codec.h"

#include "days.h"

#include <sodium/crypto_hash_sha256.h>
#include <nlohmann/json.hpp>

#include <charconv>

namespace rostra::store {
namespace {

using Json = nlohmann::json;

// Writers. Members stand in the order of their names: a body's bytes are part of a reading's digest, so they never change.

void put(std::string& out, std::string_view text) {
    const bool plain = std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F && c != '"' && c != '\\'; });
    if (plain) out.append(1, '"').append(text).append(1, '"');
    // Bytes that are not UTF-8 (none should be) are replaced rather than thrown at.
    else out += Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
}
void put(std::string& out, std::uint32_t number) { out += std::to_string(number); }
void put(std::string& out, Span span) { out += '[' + std::to_string(span.begin) + ',' + std::to_string(span.end) + ']'; }
void put(std::string& out, const Evidence& evidence);
void put(std::string& out, const Target& target);
void put(std::string& out, const Speaker& speaker);
void put(std::string& out, const Bloc& bloc);
void put(std::string& out, const Forum& forum);
void put(std::string& out, const SaidOn& day);

template <class T>
void put(std::string& out, const std::optional<T>& value) {
    if (value) put(out, *value);
    else out += "null";
}
template <class T>
void put(std::string& out, const std::vector<T>& all) {
    out += '[';
    for (const T& one : all) {
        if (&one != all.data()) out += ',';
        put(out, one);
    }
    out += ']';
}

// `{"name":value`, or `,"name":value` for a further member.
template <class T>
void member(std::string& out, std::string_view opening, const T& value) {
    out += opening;
    put(out, value);
}

void put(std::string& out, const Evidence& e) {
    member(out, R"({"field":)", std::string_view(e.field));
    member(out, R"(,"rule":)", std::string_view(e.rule));
    member(out, R"(,"words":)", e.words);
    out += '}';
}
void put(std::string& out, const Target& t) {
    member(out, R"({"code":)", t.code);
    member(out, R"(,"name":)", std::string_view(t.name));
    member(out, R"(,"span":)", t.span);
    out += '}';
}
void put(std::string& out, const Speaker& s) {
    member(out, R"({"mention":)", s.mention);
    member(out, R"(,"name":)", std::string_view(s.name));
    member(out, R"(,"of":)", s.of);
    member(out, R"(,"role":)", s.role);
    member(out, R"(,"type":)", name_of(s.type));
    out += '}';
}
void put(std::string& out, const Bloc& b) {
    member(out, R"({"by_membership":)", b.by_membership);
    member(out, R"(,"declared":)", b.declared);
    member(out, R"(,"group":)", b.group);
    member(out, R"(,"lead":)", b.lead);
    member(out, R"(,"named":)", b.named);
    member(out, R"(,"span":)", b.span);
    out += '}';
}
void put(std::string& out, const Forum& f) {
    member(out, R"({"name":)", std::string_view(f.name));
    member(out, R"(,"span":)", f.span);
    out += '}';
}
void put(std::string& out, const SaidOn& d) {
    member(out, R"({"date":)", std::string_view(d.date));
    member(out, R"(,"precision":)", std::string_view(d.precision));
    member(out, R"(,"span":)", d.span);
    out += '}';
}

// Readers: a missing or foreign member throws, caught once in decode_*.
template <class T>
std::optional<T> maybe(const Json& value) {
    return value.is_null() ? std::nullopt : std::optional<T>(value.get<T>());
}
Span to_span(const Json& value) { return {value.at(0).get<std::uint32_t>(), value.at(1).get<std::uint32_t>()}; }
std::optional<Span> to_maybe_span(const Json& value) { return value.is_null() ? std::nullopt : std::optional(to_span(value)); }
std::vector<Span> to_spans(const Json& value) {
    std::vector<Span> out;
    for (const Json& s : value) out.push_back(to_span(s));
    return out;
}

std::optional<Speaker> to_speaker(const Json& v) {
    if (v.is_null()) return std::nullopt;
    const auto type = speaker_type(v.at("type").get<std::string>());
    return Speaker{v.at("name"), type.value_or(SpeakerType::unknown), maybe<std::string>(v.at("role")), maybe<std::string>(v.at("of")), to_maybe_span(v.at("mention"))};
}

std::optional<Bloc> to_bloc(const Json& v) {
    if (v.is_null()) return std::nullopt;
    return Bloc{maybe<std::uint32_t>(v.at("declared")), v.at("named"), maybe<std::string>(v.at("lead")),
                maybe<std::string>(v.at("group")), v.at("by_membership"), to_maybe_span(v.at("span"))};
}

Statement to_statement(const Json& v) {
    Statement s;
    s.id = v.at("id");
    s.attribution = {to_spans(v.at("source")), to_spans(v.at("cue")), to_spans(v.at("content")), v.at("confidence").get<float>()};
    s.manner = manner_named(v.at("manner").get<std::string>()).value_or(Manner::indirect);
    s.act = act_named(v.at("act").get<std::string>()).value_or(Act::say);
    s.speaker = to_speaker(v.at("speaker"));
    s.on_behalf_of = to_bloc(v.at("bloc"));
    for (const Json& t : v.at("about")) s.about.push_back({maybe<std::string>(t.at("code")), t.at("name"), to_span(t.at("span"))});
    if (const Json& f = v.at("forum"); !f.is_null()) s.forum = Forum{f.at("name"), to_span(f.at("span"))};
    if (const Json& d = v.at("said_on"); !d.is_null()) s.said_on = SaidOn{d.at("date"), d.at("precision"), to_span(d.at("span"))};
    for (const Json& e : v.at("evidence")) s.evidence.push_back({e.at("field"), e.at("rule"), to_spans(e.at("words"))});
    return s;
}

template <class Number>
std::string joined(const std::vector<Number>& numbers) {
    std::string out;
    for (const Number n : numbers) out += (out.empty() ? "" : " ") + std::to_string(n);
    return out;
}

}  // namespace

std::string encode(const Statement& s) {
    std::string out;
    out.reserve(512);
    member(out, R"({"about":)", s.about);
    member(out, R"(,"act":)", name_of(s.act));
    member(out, R"(,"bloc":)", s.on_behalf_of);
    out += R"(,"confidence":)" + Json(s.attribution.confidence).dump();
    member(out, R"(,"content":)", s.attribution.content);
    member(out, R"(,"cue":)", s.attribution.cue);
    member(out, R"(,"evidence":)", s.evidence);
    member(out, R"(,"forum":)", s.forum);
    member(out, R"(,"id":)", std::string_view(s.id));
    member(out, R"(,"manner":)", name_of(s.manner));
    member(out, R"(,"said_on":)", s.said_on);
    member(out, R"(,"source":)", s.attribution.source);
    member(out, R"(,"speaker":)", s.speaker);
    out += '}';
    return out;
}

Result<Statement> decode_statement(std::string_view body) {
    try {
        return to_statement(Json::parse(body));
    } catch (const Json::exception& e) {
        return Error{ErrorCode::bad_format, "a kept statement", e.what()};
    }
}

std::string encode_value(const Proposal& p) {
    std::string out;
    member(out, R"({"bloc":)", p.bloc);
    member(out, R"(,"speaker":)", p.speaker);
    if (!p.apart_from.empty()) member(out, R"(,"apart_from":)", std::string_view(p.apart_from));
    out += '}';
    return out;
}

Status decode_value(std::string_view json, Proposal& proposal) {
    try {
        const Json v = Json::parse(json);
        proposal.speaker = to_speaker(v.at("speaker"));
        proposal.bloc = to_bloc(v.at("bloc"));
        proposal.apart_from = v.value("apart_from", "");
        return Done{};
    } catch (const Json::exception& e) {
        return Error{ErrorCode::bad_format, "a kept correction", e.what()};
    }
}

std::string encode(const std::vector<std::uint64_t>& numbers) { return joined(numbers); }

std::vector<std::uint64_t> decode_numbers(std::string_view text) {
    std::vector<std::uint64_t> out;
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at < end) {
        std::uint64_t value = 0;
        const auto [after, error] = std::from_chars(at, end, value);
        if (error != std::errc{}) break;
        out.push_back(value);
        at = after < end ? after + 1 : end;
    }
    return out;
}

std::string encode(const std::vector<Span>& spans) {
    std::vector<std::uint64_t> numbers;
    for (const Span s : spans) numbers.insert(numbers.end(), {s.begin, s.end});
    return joined(numbers);
}

std::vector<Span> decode_spans(std::string_view text) {
    const auto numbers = decode_numbers(text);
    std::vector<Span> out;
    for (std::size_t i = 0; i + 1 < numbers.size(); i += 2) out.push_back({static_cast<std::uint32_t>(numbers[i]), static_cast<std::uint32_t>(numbers[i + 1])});
    return out;
}

std::string encode(const OffsetMap& map) {
    std::vector<std::uint64_t> numbers;
    for (const OffsetMap::Run& run : map.runs()) numbers.insert(numbers.end(), {run.text, run.page, std::uint64_t{run.copied}});
    return joined(numbers);
}

OffsetMap decode_offsets(std::string_view text) {
    const auto numbers = decode_numbers(text);
    OffsetMap map;
    for (std::size_t i = 0; i + 2 < numbers.size(); i += 3)
        map.add({static_cast<std::uint32_t>(numbers[i]), static_cast<std::uint32_t>(numbers[i + 1]), numbers[i + 2] != 0});
    return map;
}

std::optional<SpeakerType> speaker_type(std::string_view name) {
    for (const auto type : {SpeakerType::person, SpeakerType::organisation, SpeakerType::state, SpeakerType::group, SpeakerType::document, SpeakerType::unknown})
        if (name_of(type) == name) return type;
    return std::nullopt;
}

std::optional<Manner> manner_named(std::string_view name) {
    for (const auto manner : {Manner::direct, Manner::indirect, Manner::mixed})
        if (name_of(manner) == name) return manner;
    return std::nullopt;
}

std::string sha256(std::string_view bytes) {
    static constexpr char digits[] = "0123456789abcdef";
    unsigned char hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(hash, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    std::string out;
    for (const unsigned char byte : hash) {
        out += digits[byte >> 4];
        out += digits[byte & 15];
    }
    return out;
}

std::string words_of(std::string_view text, const std::vector<Span>& spans) {
    std::string out;
    for (const Span s : spans) {
        if (!out.empty()) out += " … ";
        out += slice(text, s);
    }
    return out;
}

std::string day_of(const Statement& statement, const std::optional<std::string>& published) {
    if (statement.said_on && day_number(statement.said_on->date)) return statement.said_on->date;
    // Only the date of a time stamp: "2019-10-30T08:00:00Z" is filed under its day.
    if (published && published->size() > 10 && day_number(published->substr(0, 10))) return published->substr(0, 10);
    return published && day_number(*published) ? *published : std::string();
}

std::string words_hash(std::string_view text, const Statement& s) {
    const Attribution& a = s.attribution;
    return sha256(words_of(text, a.source) + '\n' + words_of(text, a.cue) + '\n' + words_of(text, a.content));
}

}  // namespace rostra::store

// Readings made by hand, for the store and publish tests: the words are given, their spans are looked up in the text.
#pragma once

#include "rostra/pipeline.h"

#include <gtest/gtest.h>

namespace rostra::testing {

inline Span span_of(const std::string& text, std::string_view words) {
    const auto at = text.find(words);
    EXPECT_NE(at, std::string::npos) << "not in the text: " << words;
    return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + words.size())};
}

class ReadingMaker {
public:
    ReadingMaker(std::string id, std::string text, std::string published = "2019-10-30") {
        Document& d = reading_.document;
        d.id = d.origin = std::move(id);
        d.text = std::move(text);
        d.published = std::move(published);
        d.language = "en";
    }
    /// Adds a statement; what is not set by the caller afterwards is as stage 6 leaves it.
    Statement& say(std::string_view source, std::string_view cue, std::string_view content, Act act = Act::say) {
        const Document& d = reading_.document;
        Statement s;
        if (!source.empty()) s.attribution.source.push_back(span_of(d.text, source));
        if (!cue.empty()) s.attribution.cue.push_back(span_of(d.text, cue));
        s.attribution.content.push_back(span_of(d.text, content));
        s.attribution.confidence = 0.9f;
        s.id = d.id + ":" + std::to_string(CodePoints(d.text).of_byte(s.attribution.content.front().begin));
        s.act = act;
        return reading_.statements.emplace_back(std::move(s));
    }
    Document& document() { return reading_.document; }
    const Reading& operator*() const { return reading_; }

private:
    Reading reading_;
};

inline Speaker person(std::string name, std::optional<std::string> of = {}, std::optional<std::string> role = {}) {
    Speaker s;
    s.name = std::move(name);
    s.type = SpeakerType::person;
    s.of = std::move(of);
    s.role = std::move(role);
    return s;
}

inline Target about(std::string code, std::string name) {
    Target t;
    t.code = std::move(code);
    t.name = std::move(name);
    return t;
}

/// The Third Committee of October 2019, in our own words.
inline Reading pierce_report() {
    ReadingMaker made("un-1",
                      "Karen Pierce, Britain's UN ambassador, spoke for 23 states. She said that China should let independent observers "
                      "into Xinjiang without hindrance. Zhang Jun, China's envoy, said the criticism would not help trade talks.");
    made.document().publisher = "Example Wire";
    made.document().title = "States split over Xinjiang";
    made.document().url = "https://news.example/un-1";
    Statement& a = made.say("She", "said", "China should let independent observers into Xinjiang without hindrance", Act::call_for);
    a.speaker = person("Karen Pierce", "GBR", "UN ambassador");
    a.on_behalf_of = Bloc{23, {"USA", "AUS"}, "GBR", std::nullopt, {}, std::nullopt};
    a.about = {about("CHN", "China")};
    a.forum = Forum{"UN General Assembly Third Committee", {0, 0}};
    a.said_on = SaidOn{"2019-10-29", "day", {0, 0}};
    Statement& b = made.say("Zhang Jun, China's envoy", "said", "the criticism would not help trade talks", Act::warn);
    b.speaker = person("Zhang Jun", "CHN", "envoy");
    return *made;
}

/// Another agency's report of the same day.
inline Reading second_report() {
    ReadingMaker made("un-2",
                      "UNITED NATIONS. A group of 23 countries led by Britain told the committee that China should let independent observers "
                      "into Xinjiang without any hindrance, Karen Pierce said. Belarus praised China for its record on behalf of 54 states.");
    made.document().publisher = "Other Agency";
    Statement& a = made.say("Karen Pierce", "said", "China should let independent observers into Xinjiang without any hindrance", Act::call_for);
    a.speaker = person("Karen Pierce", "GBR");
    a.on_behalf_of = Bloc{23, {"DEU"}, "GBR", std::nullopt, {}, std::nullopt};
    a.about = {about("CHN", "China")};
    Statement& b = made.say("Belarus", "praised", "China for its record", Act::praise);
    b.speaker = Speaker{"Belarus", SpeakerType::state, std::nullopt, "BLR", std::nullopt};
    b.on_behalf_of = Bloc{54, {"CUB", "EGY"}, "BLR", std::nullopt, {}, std::nullopt};
    b.about = {about("CHN", "China")};
    return *made;
}

}  // namespace rostra::testing

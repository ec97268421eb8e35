// The whole site over a record in memory, no socket: each page and its twin, errors, and text that wants to run.
#include "site.h"

#include "fake_record.h"

#include <gtest/gtest.h>

#include <thread>

namespace rostra::server {
namespace {

using test::FakeRecord;

std::unique_ptr<Site> make_site() {
    const auto open = []() -> Result<std::unique_ptr<Record>> { return std::unique_ptr<Record>(std::make_unique<FakeRecord>()); };
    SiteOptions options;
    options.address.base = "https://rostra.example";
    options.readers = 2;
    Result<std::unique_ptr<Site>> site = Site::make(open, nullptr, options);
    EXPECT_TRUE(site) << (site ? "" : site.error().message());
    return *std::move(site);
}

Response get(Site& site, const std::string& target, const std::string& method = "GET") {
    Result<Request> request = parse_target(target);
    EXPECT_TRUE(request) << target;
    request->method = method;
    return site.answer(*request);
}

std::string header(const Response& response, const std::string& name) {
    for (const auto& [key, value] : response.headers)
        if (key == name) return value;
    return {};
}

std::vector<std::string> statement_ids() {
    FakeRecord record;
    std::vector<std::string> ids;
    const auto list = record.statements({}, {});
    for (const StatementRow& row : list->items) ids.push_back(row.id);
    return ids;
}

/// Every page that the fake record has, without suffix.
std::vector<std::string> pages() {
    std::vector<std::string> paths = {"/search", "/search?q=states&act=praise&state=GBR&about=CHN&from=2019&to=2022-12-31&bloc=1", "/blocs",
                                      "/blocs?about=CHN&q=Xinjiang", "/states", "/speakers", "/reports", "/corrections", "/about", "/api", "/read",
                                      "/state/CHN", "/state/ALB", "/subjects", "/subject/CHN", "/subject/CHN?cursor=s-1", "/search?q=" + escape_url(test::hostile), "/search?q=nothing"};
    for (const std::string& id : statement_ids()) paths.push_back("/s/" + escape_url(id));
    for (const char* id : {"un-2019", "evil/\"x\".json"}) paths.push_back("/r/" + escape_url(id));
    paths.push_back("/speaker/karen-pierce");
    paths.push_back("/speaker/" + escape_url("evil-" + test::hostile));
    const auto ids = statement_ids();
    paths.push_back("/bloc/" + escape_url(ids[0]));
    paths.push_back("/bloc/" + escape_url(ids[1]));
    paths.push_back("/compare?a=" + escape_url(ids[0]) + "&b=" + escape_url(ids[1]));
    return paths;
}

std::string twin_of(const std::string& path) {
    const std::size_t mark = std::min(path.find('?'), path.size());
    return path.substr(0, mark) + ".json" + path.substr(mark);
}

TEST(Site, EveryPageAnswersAndIsWhole) {
    auto site = make_site();
    auto all = pages();
    all.push_back("/");
    for (const std::string& path : all) {
        const Response response = get(*site, path);
        EXPECT_EQ(response.status, 200) << path;
        EXPECT_EQ(response.type, "text/html; charset=utf-8") << path;
        EXPECT_NE(response.body.find("<main id=\"main\""), std::string::npos) << path;
        EXPECT_NE(response.body.find("</html>"), std::string::npos) << path;
        EXPECT_NE(response.body.find("<h1"), std::string::npos) << path;
    }
}

TEST(Site, EveryPageHasATwin) {
    auto site = make_site();
    auto all = pages();
    all.push_back("/index");
    for (const std::string& path : all) {
        const Response response = get(*site, twin_of(path));
        ASSERT_EQ(response.status, 200) << path;
        EXPECT_EQ(response.type, "application/json") << path;
        const auto twin = nlohmann::json::parse(response.body, nullptr, false);
        ASSERT_TRUE(twin.is_object()) << path;
        EXPECT_TRUE(twin.contains("page") && twin.contains("title")) << path;
    }
}

TEST(Site, HostileTextIsTextOnEveryPage) {
    auto site = make_site();
    auto all = pages();
    all.push_back("/");
    for (const std::string& path : all) {
        const std::string body = get(*site, path).body;
        EXPECT_EQ(body.find("<script>alert"), std::string::npos) << path;
        EXPECT_EQ(body.find("<img src=x"), std::string::npos) << path;
        EXPECT_EQ(body.find("javascript:"), std::string::npos) << path;
        EXPECT_EQ(body.find('\x01'), std::string::npos) << path;
        // The only script is the site's own file, and nothing is styled or run in place.
        for (std::size_t at = body.find("<script"); at != std::string::npos; at = body.find("<script", at + 1))
            EXPECT_EQ(body.compare(at, 25, "<script src=\"/static/site"), 0) << path;
        for (const char* in_place : {" style=\"", " onclick=", " onerror=\"", "<style"}) EXPECT_EQ(body.find(in_place), std::string::npos) << path << in_place;
    }
}

/// The text that a browser would show or copy for these characters of a page.
std::string as_text(std::string html) {
    for (const auto& [reference, character] : {std::pair<std::string, std::string>{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}})
        for (std::size_t at = html.find(reference); at != std::string::npos; at = html.find(reference, at + character.size())) html.replace(at, reference.size(), character);
    return html;
}

// The snippet is HTML that others paste into their pages: what a reader copies must be safe there, not only here.
TEST(Site, TheSnippetForOtherPagesHoldsNoWordsOfTheRecord) {
    auto site = make_site();
    for (const std::string& id : statement_ids()) {
        const std::string body = get(*site, "/s/" + escape_url(id)).body;
        const std::size_t begin = body.find('>', body.find("<pre id=\"cite-embed\"")) + 1;
        ASSERT_NE(begin, 0U) << id;
        EXPECT_EQ(as_text(body.substr(begin, body.find("</pre>", begin) - begin)),
                  "<iframe src=\"https://rostra.example/embed/s/" + escape_url(id) + "\" title=\"A statement in the record of Rostra\" width=\"600\" height=\"300\" loading=\"lazy\"></iframe>");
    }
}

TEST(Site, FormsOfferWhoSpokeAndWhoWasSpokenAbout) {
    auto site = make_site();
    for (const char* path : {"/search", "/blocs"}) {
        const std::string body = get(*site, path).body;
        const auto offered = [&](const std::string& list) {
            const std::size_t begin = body.find("name=\"" + list + "\">");
            return body.substr(begin, body.find("</select>", begin) - begin);
        };
        EXPECT_EQ(offered("about").find("Albania"), std::string::npos) << path << ": it spoke, and nobody spoke about it";
        EXPECT_NE(offered("about").find("China"), std::string::npos) << path;
        EXPECT_NE(offered(path == std::string("/search") ? "state" : "member").find("Albania"), std::string::npos) << path;
    }
}

TEST(Site, WordsAreMarked) {
    auto site = make_site();
    const std::string body = get(*site, "/s/" + escape_url(statement_ids()[0])).body;
    EXPECT_NE(body.find("<mark class=\"source\">Britain&#39;s UN ambassador Karen Pierce</mark>"), std::string::npos);
    EXPECT_NE(body.find("<mark class=\"cue\">urged</mark>"), std::string::npos);
    EXPECT_NE(body.find("<mark class=\"content\">Beijing to let observers in without delay</mark>"), std::string::npos);
    EXPECT_NE(body.find("<mark class=\"bloc\">Twenty-three states</mark>"), std::string::npos);
    EXPECT_NE(body.find("Not named: 20 of those declared"), std::string::npos);
}

TEST(Site, JointStatementsComeAPageAtATime) {
    auto site = make_site();
    const std::string newest = get(*site, "/blocs?size=1").body;
    EXPECT_NE(newest.find("2 joint statements. This page has 1, of 29 October 2019"), std::string::npos);
    EXPECT_NE(newest.find("54 states, led by Belarus"), std::string::npos);
    EXPECT_EQ(newest.find("23 states, led by United Kingdom"), std::string::npos);
    const std::size_t at = newest.find("href=\"/blocs?cursor=");
    ASSERT_NE(at, std::string::npos);
    std::string older = newest.substr(at + 6, newest.find('"', at + 6) - at - 6);
    const std::string page = get(*site, older + "&size=1").body;
    EXPECT_NE(page.find("23 states, led by United Kingdom"), std::string::npos);
    EXPECT_EQ(page.find("54 states, led by Belarus"), std::string::npos);
    EXPECT_NE(page.find(">Newer</a>"), std::string::npos);
    EXPECT_EQ(page.find(">Older</a>"), std::string::npos);
    const auto first = nlohmann::json::parse(get(*site, "/api/v1/blocs?size=1").body);
    EXPECT_EQ(first["total"], 2);
    const auto second = nlohmann::json::parse(get(*site, "/api/v1/blocs?size=1&cursor=" + first["next"].get<std::string>()).body);
    EXPECT_TRUE(second["next"].is_null());
    EXPECT_NE(second["events"][0]["id"], first["events"][0]["id"]);
    for (const char* bad : {"/blocs?size=0", "/blocs?cursor=x", "/api/v1/blocs?cursor=s-1", "/blocs.json?size=1000"}) EXPECT_EQ(get(*site, bad).status, 400) << bad;
    EXPECT_EQ(get(*site, "/blocs").body.find("class=\"pager\""), std::string::npos) << "all on one page";
}

TEST(Site, ASpeakersPageShowsWhomTheySpokeAbout) {
    auto site = make_site();
    const Response page = get(*site, "/speaker/karen-pierce");
    EXPECT_NE(page.body.find("About whom, by act</h2>"), std::string::npos);
    EXPECT_NE(page.body.find("<title>praised, about China: 1</title>"), std::string::npos);
    EXPECT_NE(page.body.find("Counted over the newest 100 statements."), std::string::npos) << "there are more, and it says so";
    EXPECT_NE(page.body.find("Statements by act and by whom they are about</caption>"), std::string::npos);
    const auto twin = nlohmann::json::parse(get(*site, "/speaker/karen-pierce.json").body);
    EXPECT_EQ(twin["act_subjects"]["table"][0]["state"]["code"], "CHN");
    EXPECT_EQ(twin["act_subjects"]["table"][0]["cells"], nlohmann::json::parse(R"([{"count": 1}, {"count": 1}])"));
}

TEST(Site, ParaphraseNeverStandsInQuotationMarks) {
    auto site = make_site();
    const std::string paraphrase = get(*site, "/s/" + escape_url(statement_ids()[0])).body;
    const std::string verbatim = get(*site, "/s/" + escape_url(statement_ids()[1])).body;
    EXPECT_EQ(paraphrase.find("said big verbatim"), std::string::npos);
    EXPECT_NE(verbatim.find("said big verbatim"), std::string::npos);
}

TEST(Site, ErrorsInHtmlAndInJson) {
    auto site = make_site();
    const std::vector<std::pair<std::string, int>> faults = {
        {"/nowhere", 404}, {"/s/none", 404}, {"/state/XXX", 404}, {"/subject/XXX", 404}, {"/subject/CHN?size=0", 400}, {"/search?act=shout", 400}, {"/search?from=yesterday", 400}, {"/search?state=Britain", 400}, {"/compare", 404}, {"/static/none.css", 404}, {"/reports?size=9999", 400}};
    for (const auto& [path, status] : faults) {
        const Response page = get(*site, path);
        EXPECT_EQ(page.status, status) << path;
        EXPECT_NE(page.body.find("<h1>"), std::string::npos) << path;
        const Response twin = get(*site, twin_of(path));
        EXPECT_EQ(twin.status, status) << path;
        const auto json = nlohmann::json::parse(twin.body, nullptr, false);
        ASSERT_TRUE(json.is_object()) << path;
        EXPECT_EQ(json["error"]["status"], status) << path;
    }
    EXPECT_EQ(get(*site, "/api/v1/nothing").type, "application/json");
    EXPECT_EQ(get(*site, "/api/v1/nothing").status, 404);
}

TEST(Site, MethodsThatAreNotTaken) {
    auto site = make_site();
    for (const char* method : {"POST", "PUT", "DELETE", "PATCH", "TRACE"}) {
        const Response response = get(*site, "/states", method);
        EXPECT_EQ(response.status, 405) << method;
        EXPECT_EQ(header(response, "Allow"), "GET, HEAD") << method;
    }
    EXPECT_EQ(get(*site, "/api/v1/read").status, 405);
    EXPECT_EQ(get(*site, "/api/v1/read", "POST").status, 503);  // no model is loaded here
    EXPECT_EQ(get(*site, "/api/v1/statements", "OPTIONS").status, 204);
}

TEST(Site, EveryAnswerBearsTheHeaders) {
    auto site = make_site();
    for (const char* path : {"/", "/index.json", "/nowhere", "/static/site.css", "/api/v1/totals", "/search?act=no"}) {
        const Response response = get(*site, path);
        const std::string policy = header(response, "Content-Security-Policy");
        EXPECT_NE(policy.find("default-src 'none'"), std::string::npos) << path;
        EXPECT_NE(policy.find("frame-ancestors 'none'"), std::string::npos) << path;
        EXPECT_EQ(policy.find("unsafe"), std::string::npos) << path;
        EXPECT_EQ(header(response, "X-Content-Type-Options"), "nosniff") << path;
        EXPECT_FALSE(header(response, "Referrer-Policy").empty()) << path;
    }
}

TEST(Site, TheSameAnswerIsNotSentTwice) {
    auto site = make_site();
    const Response first = get(*site, "/states");
    const std::string tag = header(first, "ETag");
    ASSERT_FALSE(tag.empty());
    Result<Request> again = parse_target("/states");
    again->headers["if-none-match"] = tag;
    const Response second = site->answer(*again);
    EXPECT_EQ(second.status, 304);
    EXPECT_TRUE(second.body.empty());
    again->headers["if-none-match"] = "\"other\"";
    EXPECT_EQ(site->answer(*again).status, 200);
}

TEST(Site, AVisitorWhoAsksForTooMuchDataWaits) {
    auto site = make_site();
    const auto ask = [&](const std::string& target, const std::string& visitor, const std::string& method = "GET") {
        Result<Request> request = parse_target(target);
        request->visitor = visitor;
        request->method = method;
        return site->answer(*request);
    };
    const std::vector<std::string> data = {"/api/v1/totals", "/states.json", "/feed.atom"};
    for (std::size_t i = 0; i < 300; ++i) ASSERT_EQ(ask(data[i % 3], "192.0.2.1").status, 200) << i;
    int refused = 0;
    for (int i = 0; i < 100; ++i) {
        const Response answer = ask(data[0], "192.0.2.1");
        if (answer.status == 200) continue;  // twenty a second go on
        ++refused;
        EXPECT_EQ(answer.status, 429);
        EXPECT_EQ(header(answer, "Retry-After"), "1");
        EXPECT_EQ(header(answer, "Access-Control-Allow-Origin"), "*");
        EXPECT_EQ(header(answer, "X-Content-Type-Options"), "nosniff");
        EXPECT_EQ(nlohmann::json::parse(answer.body)["error"]["code"], "too_many_requests");
    }
    EXPECT_GT(refused, 0);
    EXPECT_EQ(ask("/states", "192.0.2.1").status, 200) << "pages are for people";
    EXPECT_EQ(ask(data[0], "192.0.2.2").status, 200) << "another visitor is not shut out";
    for (int i = 0; i < 400; ++i) ASSERT_EQ(ask(data[0], "127.0.0.1").status, 200) << "a proxy that does not say for whom it asks";
    for (int i = 0; i < 30; ++i) EXPECT_EQ(ask("/api/v1/read", "192.0.2.3", "POST").status, 503);  // no model is loaded here
    for (const char* reading : {"/api/v1/read", "/read"}) {
        const Response answer = ask(reading, "192.0.2.3", "POST");
        EXPECT_EQ(answer.status, 429) << reading;
        EXPECT_FALSE(header(answer, "Retry-After").empty()) << reading;
    }
}

TEST(Site, ManyAskAtOnce) {
    auto site = make_site();
    const auto all = pages();
    std::vector<std::thread> visitors;
    std::atomic<int> good{0};
    for (int i = 0; i < 8; ++i)
        visitors.emplace_back([&] {
            for (const std::string& path : all) {
                Result<Request> request = parse_target(path);
                good += request && site->answer(*request).status == 200 ? 1 : 0;
            }
        });
    for (std::thread& visitor : visitors) visitor.join();
    EXPECT_EQ(good, static_cast<int>(8 * all.size()));
}

/// A record whose joint statements take until they are let go.
class SlowBlocs : public FakeRecord {
public:
    struct Door {
        std::atomic<int> inside{0}, most{0};
        std::atomic<bool> open{false};
    };
    explicit SlowBlocs(Door& door) : door_(door) {}
    [[nodiscard]] Result<std::vector<BlocEvent>> blocs(const BlocFilter& filter) override {
        door_.most = std::max(door_.most.load(), ++door_.inside);
        while (!door_.open) std::this_thread::sleep_for(std::chrono::milliseconds(1));
        --door_.inside;
        return FakeRecord::blocs(filter);
    }

private:
    Door& door_;
};

TEST(Site, LongPagesWaitForEachOtherAndShortOnesForNone) {
    SlowBlocs::Door door;
    SiteOptions options;
    options.readers = 4;
    options.long_pages = 1;
    Result<std::unique_ptr<Site>> site = Site::make([&]() -> Result<std::unique_ptr<Record>> { return std::unique_ptr<Record>(std::make_unique<SlowBlocs>(door)); }, nullptr, options);
    ASSERT_TRUE(site);
    (*site)->warm();  // one of those that wait for each other
    std::atomic<int> good{0}, ended{0};
    std::vector<std::thread> visitors;
    for (const char* path : {"/blocs", "/state/CHN", "/api/v1/blocs"})
        visitors.emplace_back([&, path] { good += get(**site, path).status == 200, ++ended; });
    while (door.inside == 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    const std::string one = "/s/" + escape_url(statement_ids().front());
    const Response statement = get(**site, one);
    EXPECT_EQ(statement.status, 200) << one;
    EXPECT_EQ(get(**site, "/search?q=a").status, 200);
    std::this_thread::sleep_for(std::chrono::milliseconds(200));  // the others would be inside by now if nothing kept them
    EXPECT_EQ(ended, 0) << "the long pages are still being made";
    door.open = true;
    for (std::thread& visitor : visitors) visitor.join();
    EXPECT_EQ(good, 3);
    EXPECT_EQ(door.most, 1);
}

/// A record that counts what it is asked, fails, and changes while it is read.
class CountingRecord : public FakeRecord {
public:
    struct Counts {
        std::atomic<int> states{0}, searches{0}, subjects_of_blocs{0};
        std::atomic<std::int64_t> number{1};
        std::atomic<bool> fails{false}, changes_meanwhile{false};
    };
    explicit CountingRecord(Counts& counts) : counts_(counts) {}
    [[nodiscard]] Result<std::int64_t> changes() override { return counts_.number.load(); }
    [[nodiscard]] Result<StatePage> state(std::string_view code) override {
        ++counts_.states;
        if (counts_.fails) return Error{ErrorCode::conflict, "fake", "not now"};
        if (counts_.changes_meanwhile) ++counts_.number;
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        return FakeRecord::state(code);
    }
    [[nodiscard]] Result<std::vector<BlocEvent>> blocs(const BlocFilter& filter) override {
        if (filter.about) ++counts_.subjects_of_blocs;
        if (filter.about && counts_.changes_meanwhile) ++counts_.number;
        return FakeRecord::blocs(filter);
    }
    [[nodiscard]] Result<SearchPage> search(std::string_view words, const StatementFilter& filter, const PageRequest& page) override {
        ++counts_.searches;
        return FakeRecord::search(words, filter, page);
    }

private:
    Counts& counts_;
};

std::unique_ptr<Site> make_counting(CountingRecord::Counts& counts, std::size_t kept_bytes = 1 << 20) {
    SiteOptions options;
    options.kept_bytes = kept_bytes;
    auto site = Site::make([&]() -> Result<std::unique_ptr<Record>> { return std::unique_ptr<Record>(std::make_unique<CountingRecord>(counts)); }, nullptr, options);
    EXPECT_TRUE(site);
    return *std::move(site);
}

TEST(Site, AnAnswerIsMadeOnceUntilTheRecordChanges) {
    CountingRecord::Counts counts;
    auto site = make_counting(counts);
    const Response first = get(*site, "/state/CHN"), second = get(*site, "/state/CHN");
    EXPECT_EQ(counts.states, 1);
    EXPECT_EQ(first.body, second.body);
    EXPECT_EQ(first.headers, second.headers);
    EXPECT_EQ(get(*site, "/state/CHN", "HEAD").status, 200);
    EXPECT_EQ(counts.states, 1);
    (void)get(*site, "/state/CHN.json");
    EXPECT_EQ(counts.states, 2) << "its twin is another answer";
    (void)get(*site, "/search?q=a&act=praise");
    (void)get(*site, "/search?act=praise&q=a");
    EXPECT_EQ(counts.searches, 1) << "the order of what is asked says nothing";
    (void)get(*site, "/search?q=b&act=praise");
    EXPECT_EQ(counts.searches, 2);
    ++counts.number;
    (void)get(*site, "/state/CHN");
    EXPECT_EQ(counts.states, 3);
    auto forgetful = make_counting(counts, 0);
    for (int i = 0; i < 2; ++i) (void)get(*forgetful, "/state/CHN");
    EXPECT_EQ(counts.states, 5);
}

TEST(Site, ErrorsAndWhatIsOfTwoStatesAreNotKept) {
    CountingRecord::Counts counts;
    auto site = make_counting(counts);
    counts.fails = true;
    EXPECT_EQ(get(*site, "/state/CHN").status, 503);
    counts.fails = false;
    EXPECT_EQ(get(*site, "/state/CHN.json").status, 200);
    EXPECT_EQ(get(*site, "/state/XXX").status, 404);
    EXPECT_EQ(get(*site, "/state/XXX").status, 404);
    EXPECT_EQ(counts.states, 4);
    counts.changes_meanwhile = true;
    for (int i = 0; i < 3; ++i) EXPECT_EQ(get(*site, "/state/CHN").status, 200);
    EXPECT_EQ(counts.states, 7) << "the record changed while the page was made";
    Result<Request> program = parse_target("/state/XXX");
    program->headers["accept"] = "application/json";
    EXPECT_EQ(site->answer(*program).type, "application/json");
}

TEST(Site, WhoAskForOnePageAtOnceHaveItMadeOnce) {
    CountingRecord::Counts counts;
    auto site = make_counting(counts, 0);
    std::atomic<int> good{0};
    std::vector<std::thread> visitors;
    for (int i = 0; i < 8; ++i) visitors.emplace_back([&] { good += get(*site, "/state/CHN").status == 200; });
    for (std::thread& visitor : visitors) visitor.join();
    EXPECT_EQ(good, 8);
    EXPECT_LT(counts.states, 8) << "some came while it was made";
}

TEST(Site, AfterAStartTheMatricesOfSubjectsAreMadeBeforeAnybodyAsks) {
    CountingRecord::Counts counts;
    auto site = make_counting(counts);
    site->warm();
    while (counts.subjects_of_blocs < 2) std::this_thread::sleep_for(std::chrono::milliseconds(1));  // the fake record has two subjects
    for (const char* path : {"/blocs?about=CHN", "/blocs?about=GBR"}) EXPECT_EQ(get(*site, path).status, 200) << path;
    EXPECT_EQ(counts.subjects_of_blocs, 2) << "as they were made";
    (void)get(*site, "/blocs?about=FRA");
    EXPECT_EQ(counts.subjects_of_blocs, 3);
}

TEST(Site, NothingIsMadeBeforehandForARecordThatChangesOrWhereNothingIsKept) {
    CountingRecord::Counts changing, forgetful;
    changing.changes_meanwhile = true;
    {
        auto one = make_counting(changing), other = make_counting(forgetful, 0);
        one->warm(), other->warm();
        while (changing.subjects_of_blocs < 1) std::this_thread::sleep_for(std::chrono::milliseconds(1));
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    EXPECT_EQ(changing.subjects_of_blocs, 1) << "what was made is of a state that is gone";
    EXPECT_EQ(forgetful.subjects_of_blocs, 0);
}

TEST(Site, AKeptAnswerCountsForTheLimits) {
    CountingRecord::Counts counts;
    auto site = make_counting(counts);
    Result<Request> request = parse_target("/state/CHN.json");
    request->visitor = "192.0.2.9";
    int refused = 0;
    for (int i = 0; i < 400; ++i) refused += site->answer(*request).status == 429;
    EXPECT_GT(refused, 0);
    EXPECT_EQ(counts.states, 1);
}

}  // namespace
}  // namespace rostra::server

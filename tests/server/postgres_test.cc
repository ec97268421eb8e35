// The site over PostgreSQL, a real server: it answers what it answers over SQLite, keeps no answer longer than it is true, and
// takes corrections. Skipped where no server is installed.
#include "../store/postgres_server.h"
#include "password.h"
#include "site.h"

#include <thread>

namespace rostra::server {
namespace {

using namespace rostra::testing;

class PostgresSiteTest : public ::testing::Test {
protected:
    void SetUp() override {
        url_ = PostgresServer::instance().fresh_database();
        if (url_.empty()) GTEST_SKIP() << "no PostgreSQL server is installed";
        file_ = folder_.file("record.db");
        for (const std::string& where : {url_, file_}) fill(where);
        site_ = site_over(url_);
    }
    static void fill(const std::string& where) {
        const auto record = open_writable(where);
        ASSERT_TRUE(record);
        for (const Reading& reading : {pierce_report(), second_report(), numbered(1)}) ASSERT_TRUE(record->add(reading, now));
        static const std::string hash = *hash_password("correct horse battery");
        ASSERT_TRUE(record->put_editor({"eva", hash, "admin", 1}));
    }
    std::unique_ptr<Site> site_over(const std::string& where) {
        SiteOptions options;
        options.address.base = "https://rostra.example";
        options.desk.clock = [this] { return clock_; };
        options.open_for_writing = [where] { return Record::open(where, {.writable = true}); };
        auto made = Site::make([where] { return Record::open(where); }, nullptr, options);
        EXPECT_TRUE(made) << (made ? "" : made.error().message());
        return made ? *std::move(made) : nullptr;
    }
    static Response ask(Site& site, const std::string& target) { return site.answer(*parse_target(target)); }
    Response get(const std::string& target) {
        auto request = *parse_target(target);
        request.headers = {{"host", "rostra.example"}, {"cookie", cookie_}};
        return site_->answer(request);
    }
    Response post(const std::string& target, const std::map<std::string, std::string>& fields) {
        auto request = *parse_target(target);
        request.method = "POST";
        request.headers = {{"host", "rostra.example"}, {"origin", "https://rostra.example"}, {"content-type", "application/x-www-form-urlencoded"}, {"cookie", cookie_}};
        for (const auto& [name, value] : fields) request.body += (request.body.empty() ? "" : "&") + escape_url(name) + "=" + escape_url(value);
        return site_->answer(request);
    }
    static std::string hidden_value(const std::string& page, const std::string& name) {
        const std::string field = "name=\"" + name + "\" value=\"";
        const auto at = page.find(field);
        return at == std::string::npos ? std::string() : page.substr(at + field.size(), page.find('"', at + field.size()) - at - field.size());
    }
    void log_in() {
        const Response answer = post("/login", {{"token", hidden_value(get("/login").body, "token")}, {"name", "eva"}, {"password", "correct horse battery"}});
        ASSERT_EQ(answer.status, 303) << answer.body;
        for (const auto& [name, value] : answer.headers)
            if (name == "Set-Cookie") cookie_ = value.substr(0, value.find(';'));
    }
    Response decide(const std::string& id, const std::string& verdict) {
        const std::string form = get("/edit/" + id).body;
        return post("/edit/" + id, {{"csrf", hidden_value(form, "csrf")}, {"seen", hidden_value(form, "seen")}, {"verdict", verdict}, {"note", "seen"}});
    }

    const std::string pierce_ = "/s/" + escape_url(pierce_report().statements[0].id), zhang_ = "/s/" + escape_url(pierce_report().statements[1].id);
    TemporaryFolder folder_;
    std::string url_, file_, cookie_;
    std::int64_t clock_ = 1'700'000'000;
    std::unique_ptr<Site> site_;
};

TEST_F(PostgresSiteTest, AnswersWhatItAnswersOverSqlite) {
    const auto other = site_over(file_);
    const std::string id = escape_url(pierce_report().statements[0].id);
    for (const std::string& path : {std::string("/"), std::string("/index.json"), std::string("/search?q=observers"), std::string("/search?q=observers&about=CHN&act=call-for&from=2019"), std::string("/search?q=plan*"),
                                    std::string("/search.atom?q=trade"), pierce_, pierce_ + ".json", pierce_ + ".bib", zhang_, "/bloc/" + id, std::string("/blocs"), std::string("/blocs.json?about=CHN"), std::string("/blocs?q=Xinjiang"),
                                    std::string("/states"), std::string("/state/GBR"), std::string("/state/CHN.json"), std::string("/state/GBR.atom"), std::string("/subjects"), std::string("/subject/CHN"), std::string("/subject/CHN.json"),
                                    std::string("/subject/CHN.atom"), std::string("/speakers"), std::string("/speaker/karen-pierce"), std::string("/reports"), std::string("/r/un-1"), std::string("/corrections"),
                                    std::string("/api/v1/totals"), std::string("/api/v1/states/CHN"), std::string("/api/v1/subjects/CHN"), std::string("/api/v1/subjects"), std::string("/api/v1/blocs?about=CHN"), std::string("/api/v1/statements?about=CHN&size=1"),
                                    std::string("/subject/XXX"), std::string("/s/none"), std::string("/search?cursor=x")}) {
        const Response here = ask(*site_, path), there = ask(*other, path);
        EXPECT_EQ(here.status, there.status) << path;
        EXPECT_EQ(here.body, there.body) << path;
        EXPECT_EQ(here.type, there.type) << path;
    }
    EXPECT_EQ(ask(*site_, "/subject/CHN").status, 200);
    EXPECT_NE(ask(*site_, "/subject/CHN").body.find("Karen Pierce"), std::string::npos);
    EXPECT_NE(ask(*site_, "/blocs?about=CHN").body.find("54 states"), std::string::npos);
}

TEST_F(PostgresSiteTest, KeepsNoAnswerLongerThanItIsTrue) {
    EXPECT_NE(get("/search?q=winter").body.find("1 statement"), std::string::npos);
    ASSERT_TRUE(open_writable(url_)->add(numbered(2), now + 1));
    EXPECT_NE(get("/search?q=winter").body.find("2 statements"), std::string::npos);
}

TEST_F(PostgresSiteTest, TakesACorrectionAndUndoesIt) {
    const std::string form = get(zhang_ + "/correct").body;
    clock_ += 20;
    const std::map<std::string, std::string> fields{{"token", hidden_value(form, "token")}, {"kind", "speaker"}, {"name", "Zhang Ming"}, {"type", "person"}, {"of", "China"}, {"role", "envoy"}, {"reason", "It was the other Zhang"}};
    ASSERT_EQ(post(zhang_ + "/correct", fields).status, 303);
    EXPECT_EQ(get(zhang_).body.find("Zhang Ming"), std::string::npos) << "nothing before an editor saw it";
    log_in();
    ASSERT_EQ(decide("1", "accepted").status, 303);
    for (const std::string& path : {zhang_, std::string("/speakers"), std::string("/corrections"), std::string("/search?q=Ming")}) EXPECT_NE(get(path).body.find("Zhang Ming"), std::string::npos) << path;
    ASSERT_EQ(decide("1", "rejected").status, 303);
    EXPECT_EQ(get("/search?q=Ming").body.find("Zhang Ming"), std::string::npos);
    EXPECT_TRUE(faults_of(*open_writable(url_)).empty());
}

TEST_F(PostgresSiteTest, AnEditorPartsATelling) {
    log_in();
    const std::string page = get(pierce_ + "/part").body;
    ASSERT_EQ(post(pierce_ + "/part", {{"csrf", hidden_value(page, "csrf")}, {"telling", second_report().statements[0].id}, {"reason", "Another speech"}}).status, 303);
    EXPECT_NE(get(pierce_).body.find("Another speech"), std::string::npos);
    EXPECT_EQ(nlohmann::json::parse(get(pierce_ + ".json").body)["tellings"].size(), 1u);
    ASSERT_EQ(decide("1", "rejected").status, 303);
    EXPECT_EQ(nlohmann::json::parse(get(pierce_ + ".json").body)["tellings"].size(), 2u);
}

TEST_F(PostgresSiteTest, ManyVisitorsAtOnce) {
    const std::vector<std::string> paths = {pierce_, "/subject/CHN", "/state/GBR", "/blocs", "/search?q=observers", "/speakers"};
    std::atomic<int> good{0};
    std::vector<std::thread> visitors;
    for (int i = 0; i < 8; ++i)
        visitors.emplace_back([&] {
            for (const std::string& path : paths) good += ask(*site_, path).status == 200;
        });
    for (std::thread& visitor : visitors) visitor.join();
    EXPECT_EQ(good, 48);
}

}  // namespace
}  // namespace rostra::server

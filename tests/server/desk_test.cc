// The writing part of the site over a real record, no socket: who may send what, and what becomes of it.
#include "site.h"

#include "fake_record.h"
#include "password.h"
#include "readings.h"

#include <httplib.h>

#include <ctime>
#include <filesystem>
#include <future>
#include <thread>

namespace rostra::server {
namespace {

using test::hostile;
using namespace rostra::testing;

std::string header(const Response& response, const std::string& name) {
    for (const auto& [key, value] : response.headers)
        if (key == name) return value;
    return {};
}

/// The value of the form's hidden field.
std::string hidden(const std::string& page, const std::string& name) {
    const std::string field = "name=\"" + name + "\" value=\"";
    const auto at = page.find(field);
    if (at == std::string::npos) return {};
    const auto begin = at + field.size();
    return page.substr(begin, page.find('"', begin) - begin);
}

std::string encoded(const std::map<std::string, std::string>& fields) {
    std::string body;
    for (const auto& [name, value] : fields) body += (body.empty() ? "" : "&") + escape_url(name) + "=" + escape_url(value);
    return body;
}

class DeskTest : public ::testing::Test {
protected:
    void SetUp() override {
        std::string pattern = (std::filesystem::temp_directory_path() / "rostra-desk-XXXXXX").string();
        folder_ = mkdtemp(pattern.data());
        auto record = Record::open(path(), {.writable = true});
        ASSERT_TRUE(record);
        ASSERT_TRUE((*record)->add(pierce_report(), 1572400000));
        static const std::string hash = *hash_password("correct horse battery");
        ASSERT_TRUE((*record)->put_editor({"eva", hash, "admin", 1}));
        ASSERT_TRUE((*record)->put_editor({"max", hash, "editor", 1}));
        options_.address.base = "https://rostra.example";
        options_.desk.secure_cookies = true;
        options_.desk.clock = [this] { return now_; };
        options_.open_for_writing = [this] { return Record::open(path(), {.writable = true}); };
    }
    void TearDown() override {
        site_.reset();
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }
    [[nodiscard]] std::string path() const { return folder_ + "/r.db"; }
    Site& site() {
        if (site_) return *site_;
        auto made = Site::make([this] { return Record::open(path()); }, nullptr, options_);
        EXPECT_TRUE(made) << (made ? "" : made.error().message());
        site_ = *std::move(made);
        return *site_;
    }
    Response send(const std::string& method, const std::string& target, const std::string& body = {}, const std::map<std::string, std::string>& headers = {}) {
        auto request = parse_target(target);
        EXPECT_TRUE(request);
        request->method = method;
        request->body = body;
        request->visitor = visitor_;
        request->headers = {{"host", "rostra.example"}};
        if (method == "POST") request->headers.insert({{"content-type", "application/x-www-form-urlencoded"}, {"origin", "https://rostra.example"}, {"sec-fetch-site", "same-origin"}});
        if (!cookie_.empty()) request->headers["cookie"] = "other=1; " + cookie_;
        for (const auto& [name, value] : headers) request->headers[name] = value;
        return site().answer(*request);
    }
    Response get(const std::string& target) { return send("GET", target); }
    Response post(const std::string& target, const std::map<std::string, std::string>& fields, const std::map<std::string, std::string>& headers = {}) { return send("POST", target, encoded(fields), headers); }

    /// Fills the form as a person would, and sends it.
    Response propose(std::map<std::string, std::string> fields, std::int64_t seconds = 20) {
        fields["token"] = hidden(get(form_).body, "token");
        now_ += seconds;
        return post(form_, fields);
    }
    void log_in(const std::string& name = "eva") {
        cookie_.clear();
        const Response answer = post("/login", {{"token", hidden(get("/login").body, "token")}, {"name", name}, {"password", "correct horse battery"}});
        ASSERT_EQ(answer.status, 303) << answer.body;
        cookie_ = header(answer, "Set-Cookie");
        cookie_ = cookie_.substr(0, cookie_.find(';'));
    }
    Response decide(int id, const std::string& verdict, std::map<std::string, std::string> more = {}) {
        const std::string page = "/edit/" + std::to_string(id), form = get(page).body;
        more.insert({{"csrf", hidden(form, "csrf")}, {"seen", hidden(form, "seen")}, {"verdict", verdict}});
        return post(page, more);
    }
    std::vector<Correction> in_state(CorrectionState state) {
        auto record = Record::open(path());
        return (*record)->corrections({state})->items;
    }
    const std::map<std::string, std::string> good_{{"kind", "speaker"}, {"name", "Zhang Ming"}, {"type", "person"}, {"of", "China"}, {"role", "envoy"}, {"reason", "It was the other Zhang"}};

    const std::string id_ = pierce_report().statements[1].id, page_ = "/s/" + escape_url(id_), form_ = page_ + "/correct";
    std::string folder_, cookie_, visitor_ = "192.0.2.1";
    std::int64_t now_ = 1'700'000'000;
    SiteOptions options_;
    std::unique_ptr<Site> site_;
};

TEST_F(DeskTest, TheWholePath) {
    EXPECT_NE(get(page_).body.find("/correct\">Propose a correction"), std::string::npos);
    const Response sent = propose(good_);
    ASSERT_EQ(sent.status, 303) << sent.body;
    EXPECT_NE(get(header(sent, "Location")).body.find("Thank you"), std::string::npos);
    for (const std::string& target : {page_, page_ + ".json", std::string("/corrections"), std::string("/corrections.json"), std::string("/api/v1/corrections"), "/api/v1/statements/" + escape_url(id_)})
        EXPECT_EQ(get(target).body.find("Ming"), std::string::npos) << target << ": nothing before an editor saw it";
    EXPECT_NE(get(page_).body.find("1 proposal waits for an editor"), std::string::npos);
    log_in();
    EXPECT_NE(get("/edit").body.find("It was the other Zhang"), std::string::npos);
    EXPECT_EQ(decide(1, "accepted", {{"note", "I heard it"}}).status, 303);
    const std::string shown = get(page_).body;
    EXPECT_NE(shown.find("Zhang Ming"), std::string::npos);
    EXPECT_NE(shown.find("<del>Zhang Jun, envoy (China)</del>"), std::string::npos) << "the first reading stays to be seen";
    EXPECT_NE(shown.find("I heard it"), std::string::npos);
    EXPECT_NE(get("/search?q=trade").body.find("Zhang Ming"), std::string::npos);
    EXPECT_NE(get("/speakers").body.find("Zhang Ming"), std::string::npos);
    EXPECT_NE(get("/corrections").body.find("It was the other Zhang"), std::string::npos);
    const auto api = nlohmann::json::parse(get("/api/v1/statements/" + escape_url(id_)).body);
    EXPECT_EQ(api["speaker"]["name"], "Zhang Ming");
    EXPECT_EQ(api["first_reading"]["speaker"]["name"], "Zhang Jun");
    EXPECT_EQ(api["history"][0]["decisions"][0]["note"], "I heard it");
    EXPECT_EQ(decide(1, "rejected", {{"note", "I was wrong"}}).status, 303);
    EXPECT_NE(get("/search?q=trade").body.find("Zhang Jun"), std::string::npos);
    const std::string log = get("/corrections").body;
    EXPECT_NE(log.find("I heard it"), std::string::npos);
    EXPECT_NE(log.find("I was wrong"), std::string::npos);
}

TEST_F(DeskTest, WithoutItTheSiteOnlyShows) {
    options_.open_for_writing = nullptr;
    EXPECT_EQ(get(page_).body.find("Propose a correction"), std::string::npos);
    EXPECT_EQ(get(form_).status, 404);
    EXPECT_EQ(get("/login").status, 404);
    EXPECT_EQ(post(form_, good_).status, 405);
    EXPECT_EQ(post("/login", {}).status, 405);
}

TEST_F(DeskTest, AFormOfAnotherSiteIsNotTaken) {
    auto fields = good_;
    fields["token"] = hidden(get(form_).body, "token");
    now_ += 20;
    for (const std::map<std::string, std::string>& from :
         {std::map<std::string, std::string>{{"origin", "https://evil.example"}}, {{"origin", "null"}}, {{"sec-fetch-site", "cross-site"}}, {{"sec-fetch-site", "same-site"}}, {{"origin", "https://rostra.example.evil.example"}}})
        EXPECT_EQ(post(form_, fields, from).status, 403);
    EXPECT_EQ(post(form_, fields, {{"content-type", "text/plain"}}).status, 415);
    EXPECT_TRUE(in_state(CorrectionState::proposed).empty());
    EXPECT_EQ(post(form_, fields, {{"origin", ""}, {"sec-fetch-site", ""}}).status, 303) << "a program that is no browser";
    log_in();
    for (const std::string& csrf : {std::string(), std::string("x"), std::string(64, '0')}) {
        const std::string page = get("/edit/1").body;
        EXPECT_EQ(post("/edit/1", {{"csrf", csrf}, {"seen", hidden(page, "seen")}, {"verdict", "accepted"}}).status, 403);
        EXPECT_EQ(post("/logout", {{"csrf", csrf}}).status, 403);
        EXPECT_EQ(post("/edit/editors", {{"csrf", csrf}, {"what", "add"}, {"name", "intruder"}, {"password", "correct horse battery"}}).status, 403);
    }
    EXPECT_EQ(in_state(CorrectionState::proposed).size(), 1u);
}

TEST_F(DeskTest, OnlyEditorsDecideAndOnlyAdminsSeeTheEditors) {
    ASSERT_EQ(propose(good_).status, 303);
    for (const char* page : {"/edit", "/edit/1", "/edit/editors", "/edit?queue=suspected"}) EXPECT_EQ(header(get(page), "Location"), "/login") << page;
    EXPECT_EQ(post("/edit/1", {{"verdict", "accepted"}, {"seen", "1"}}).status, 403);
    log_in("max");
    EXPECT_EQ(get("/edit/1").status, 200);
    EXPECT_EQ(get("/edit/editors").status, 403);
    EXPECT_EQ(get("/edit/77").status, 404);
    EXPECT_EQ(get("/edit/x").status, 404);
    EXPECT_EQ(post("/edit/editors", {{"csrf", hidden(get("/edit").body, "csrf")}, {"what", "add"}, {"name", "friend"}, {"password", "correct horse battery"}, {"role", "admin"}}).status, 403);
}

TEST_F(DeskTest, AdminsAddAndDisable) {
    log_in();
    const auto change = [&](std::map<std::string, std::string> fields) {
        fields["csrf"] = hidden(get("/edit/editors").body, "csrf");
        return post("/edit/editors", fields).status;
    };
    EXPECT_EQ(change({{"what", "add"}, {"name", "ida"}, {"password", "short"}, {"role", "editor"}}), 422);
    EXPECT_EQ(change({{"what", "add"}, {"name", "ida"}, {"password", "a much longer one"}, {"role", "editor"}}), 303);
    EXPECT_EQ(change({{"what", "add"}, {"name", "ida"}, {"password", "a much longer one"}, {"role", "admin"}}), 422) << "taken";
    EXPECT_EQ(change({{"what", "disable"}, {"name", "eva"}}), 422) << "an admin is always left";
    EXPECT_EQ(change({{"what", "crown"}, {"name", "max"}}), 422);
    const std::string evas = cookie_;
    log_in("max");
    const std::string maxs = cookie_;
    cookie_ = evas;
    EXPECT_EQ(change({{"what", "disable"}, {"name", "max"}}), 303);
    cookie_ = maxs;
    EXPECT_EQ(header(get("/edit"), "Location"), "/login") << "the session ended with it";
    cookie_.clear();
    EXPECT_EQ(post("/login", {{"token", hidden(get("/login").body, "token")}, {"name", "max"}, {"password", "correct horse battery"}}).status, 401);
}

TEST_F(DeskTest, LoginTellsNothing) {
    const auto attempt = [&](const std::string& name, const std::string& password) { return post("/login", {{"token", hidden(get("/login").body, "token")}, {"name", name}, {"password", password}}); };
    const Response unknown = attempt("nobody", "correct horse battery"), wrong = attempt("eva", "wrong horse battery");
    EXPECT_EQ(unknown.status, 401);
    EXPECT_EQ(wrong.status, 401);
    for (const Response* answer : {&unknown, &wrong}) EXPECT_NE(answer->body.find("Name or password is wrong."), std::string::npos);
    EXPECT_TRUE(header(wrong, "Set-Cookie").empty());
    EXPECT_EQ(post("/login", {{"token", "1-x"}, {"name", "eva"}, {"password", "correct horse battery"}}).status, 422);
    // Processor time: on a busy machine the clock on the wall tells of others.
    const auto work = [&](const std::string& name) {
        const std::clock_t before = std::clock();
        (void)attempt(name, "wrong horse battery");
        return static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
    };
    EXPECT_GT(work("nobody"), work("eva") / 4) << "an unknown name takes the same work";
    int status = 0;
    for (int i = 0; i < 10 && status != 429; ++i) status = attempt("eva", "guess number " + std::to_string(i)).status;
    EXPECT_EQ(status, 429);
    const Response limited = attempt("eva", "correct horse battery");
    EXPECT_EQ(limited.status, 429);
    EXPECT_FALSE(header(limited, "Retry-After").empty());
    visitor_ = "192.0.2.2";
    EXPECT_EQ(attempt("eva", "correct horse battery").status, 303) << "another visitor is not shut out";
}

TEST_F(DeskTest, SessionsAreSafeAndEnd) {
    const Response answer = post("/login", {{"token", hidden(get("/login").body, "token")}, {"name", "eva"}, {"password", "correct horse battery"}});
    const std::string set = header(answer, "Set-Cookie");
    for (const char* part : {"__Host-rostra=", "; HttpOnly", "; SameSite=Strict", "; Secure", "; Path=/", "; Max-Age="}) EXPECT_NE(set.find(part), std::string::npos) << part;
    cookie_ = set.substr(0, set.find(';'));
    const Response desk = get("/edit");
    EXPECT_EQ(desk.status, 200);
    EXPECT_EQ(header(desk, "Cache-Control"), "no-store");
    {
        auto record = Record::open(path());
        EXPECT_FALSE((*record)->session(cookie_.substr(cookie_.find('=') + 1), now_)) << "only the token's hash is kept";
    }
    now_ += 12 * 3600;
    EXPECT_EQ(header(get("/edit"), "Location"), "/login") << "expired";
    now_ -= 60;
    EXPECT_EQ(get("/edit").status, 200);
    const Response out = post("/logout", {{"csrf", hidden(get("/edit").body, "csrf")}});
    EXPECT_EQ(out.status, 303);
    EXPECT_NE(header(out, "Set-Cookie").find("Max-Age=0"), std::string::npos);
    EXPECT_EQ(header(get("/edit"), "Location"), "/login") << "logged out, whoever still has the cookie";
}

TEST_F(DeskTest, GuardsSetAsideAndLoseNothing) {
    auto trapped = good_;
    trapped["website"] = "http://x.example";
    EXPECT_EQ(propose(trapped).status, 303) << "it is told the same as everyone";
    ASSERT_EQ(in_state(CorrectionState::suspected).size(), 1u);
    EXPECT_NE(in_state(CorrectionState::suspected)[0].origin.suspicion.find("no person sees"), std::string::npos);
    auto hasty = good_;
    hasty["reason"] = "in a hurry";
    EXPECT_EQ(propose(hasty, 1).status, 303);
    EXPECT_EQ(in_state(CorrectionState::suspected).size(), 2u);
    EXPECT_TRUE(in_state(CorrectionState::proposed).empty());
    // Forms that are not ours, for another statement, too old, or from the future.
    auto fields = good_;
    for (const std::string& token : {std::string(), std::string("1700000000-abc"), hidden(get("/s/" + escape_url(pierce_report().statements[0].id) + "/correct").body, "token")}) {
        fields["token"] = token;
        EXPECT_EQ(post(form_, fields).status, 422) << token;
    }
    visitor_ = "192.0.2.9";
    EXPECT_EQ(propose(good_, 25 * 3600).status, 422);
    const Response kept = propose(good_, 25 * 3600);
    EXPECT_NE(kept.body.find("It was the other Zhang"), std::string::npos) << "what was written is not lost";
    EXPECT_NE(kept.body.find("Zhang Ming"), std::string::npos);
    log_in();
    EXPECT_NE(get("/edit?queue=suspected").body.find("in a hurry"), std::string::npos);
    EXPECT_EQ(decide(2, "proposed").status, 303) << "not spam";
    EXPECT_EQ(in_state(CorrectionState::proposed).size(), 1u);
    EXPECT_EQ(decide(1, "spam").status, 303);
    EXPECT_EQ(get("/corrections").body.find("other Zhang"), std::string::npos);
}

TEST_F(DeskTest, AVisitorWhoSendsManyWaits) {
    int taken = 0;
    Response last;
    for (int i = 0; i < 10; ++i) {
        auto fields = good_;
        fields["reason"] = "remark " + std::to_string(i);
        last = propose(fields);
        taken += last.status == 303;
    }
    EXPECT_EQ(taken, 6);
    EXPECT_EQ(last.status, 429);
    EXPECT_NEAR(std::stoi(header(last, "Retry-After")), 600, 5) << "one each ten minutes";
    EXPECT_NE(last.body.find("remark 9"), std::string::npos);
    visitor_ = "192.0.2.3";
    EXPECT_EQ(propose(good_).status, 303);
}

TEST_F(DeskTest, HostileTextIsTextInEveryField) {
    const std::string wild = hostile +
                             "\n'; DROP TABLE correction; -- \xE2\x80\xAE"
                             "evil";
    const auto safe = [&](const Response& page, const std::string& where) {
        EXPECT_EQ(page.body.find("<script>alert"), std::string::npos) << where;
        EXPECT_EQ(page.body.find("<img src=x"), std::string::npos) << where;
        EXPECT_EQ(page.body.find('\x01'), std::string::npos) << where;
    };
    for (const char* kind : {"speaker", "bloc", "other", "furniture", "not-a-statement"}) {
        visitor_ = std::string("192.0.2.") + kind;
        const Response refused = propose({{"kind", kind}, {"name", wild}, {"role", wild}, {"type", wild}, {"of", wild}, {"declared", wild}, {"named", wild}, {"lead", wild}, {"group", wild}, {"reason", wild}, {"no_speaker", ""}, {"no_bloc", ""}});
        safe(refused, kind);
        const Response taken = propose({{"kind", kind}, {"name", wild}, {"role", wild}, {"type", "person"}, {"declared", "7"}, {"group", wild}, {"reason", wild + kind}});
        EXPECT_EQ(taken.status, 303) << kind << taken.body;
    }
    safe(propose({{"kind", wild}, {"reason", wild}}), "kind");
    safe(post("/login", {{"token", wild}, {"name", wild}, {"password", wild}}), "login");
    safe(get("/edit?queue=" + escape_url(wild) + "&cursor=" + escape_url(wild)), "queue");
    log_in();
    safe(get("/edit?queue=" + escape_url(wild) + "&cursor=" + escape_url(wild)), "queue");
    for (const Correction& c : in_state(CorrectionState::proposed)) {
        const auto id = static_cast<int>(c.id);
        safe(get("/edit/" + std::to_string(id)), "decide");
        EXPECT_EQ(decide(id, wild, {{"note", wild}}).status, 422);
        EXPECT_EQ(decide(id, "accepted", {{"note", wild}}).status, 303);
    }
    for (const std::string& target : {page_, std::string("/corrections"), std::string("/speakers"), std::string("/search"), std::string("/blocs"), std::string("/")}) safe(get(target), target);
    EXPECT_EQ(post("/edit/editors", {{"csrf", hidden(get("/edit").body, "csrf")}, {"what", "add"}, {"name", hostile.substr(0, 60)}, {"password", "correct horse battery"}}).status, 303);
    safe(get("/edit/editors"), "editors");
    EXPECT_EQ(send("POST", form_, std::string("reason=%zz"), {}).status, 400);
    EXPECT_EQ(send("POST", form_, std::string("reason=%00"), {}).status, 400);
    std::string many;
    for (int i = 0; i < 100; ++i) many += "f" + std::to_string(i) + "=1&";
    EXPECT_EQ(send("POST", form_, many, {}).status, 413);
    EXPECT_EQ(propose({{"kind", "other"}, {"reason", std::string(3000, 'x')}}).status, 422);
}

TEST_F(DeskTest, TwoEditorsDoNotOverwriteEachOther) {
    ASSERT_EQ(propose(good_).status, 303);
    log_in();
    const std::string form = get("/edit/1").body;
    EXPECT_EQ(decide(1, "rejected", {{"note", "not so"}}).status, 303);
    const Response late = post("/edit/1", {{"csrf", hidden(form, "csrf")}, {"seen", hidden(form, "seen")}, {"verdict", "accepted"}, {"note", "my long note"}});
    EXPECT_EQ(late.status, 409);
    EXPECT_NE(late.body.find("was decided by eva meanwhile"), std::string::npos);
    EXPECT_NE(late.body.find("my long note"), std::string::npos);
}

TEST_F(DeskTest, AnEditorProposesWithoutGuardsAndUnderTheirName) {
    log_in("max");
    const Response sent = propose(good_, 0);
    EXPECT_EQ(header(sent, "Location"), "/edit/1");
    EXPECT_EQ(decide(1, "accepted").status, 303);
    EXPECT_NE(get("/corrections").body.find("proposed on"), std::string::npos);
    EXPECT_EQ(in_state(CorrectionState::accepted)[0].origin.editor, "max");
}

// Undoing a merge: an editor parts a telling, the log and both pages say why, and a later decision undoes it.
TEST_F(DeskTest, AnEditorPartsATellingWithAReason) {
    ASSERT_TRUE((*Record::open(path(), {.writable = true}))->add(second_report(), 1572400000));
    const std::string first = pierce_report().statements[0].id, second = second_report().statements[0].id;
    const std::string at_first = "/s/" + escape_url(first), at_second = "/s/" + escape_url(second), form = at_first + "/part";
    EXPECT_NE(get(at_first).body.find(escape_url(first) + "/part\""), std::string::npos);
    EXPECT_EQ(get(page_).body.find("/part\""), std::string::npos) << "one report tells it";
    EXPECT_EQ(header(get(form), "Location"), "/login");
    EXPECT_EQ(post(form, {{"telling", second}, {"reason", "Another speech"}}).status, 403);
    log_in("max");
    const std::map<std::string, std::string> fields{{"csrf", hidden(get(form).body, "csrf")}, {"telling", second}, {"reason", " Another speech <script>alert('x')</script>\r\n"}};
    const auto with = [&](const std::string& name, const std::string& value) {
        auto other = fields;
        other[name] = value;
        return post(form, other).status;
    };
    EXPECT_EQ(with("csrf", std::string(64, '0')), 403);
    EXPECT_EQ(post(form, fields, {{"origin", "https://evil.example"}}).status, 403);
    EXPECT_EQ(with("telling", ""), 422);
    EXPECT_EQ(with("telling", id_), 422) << "a telling of another statement";
    EXPECT_EQ(with("reason", "  "), 422);
    EXPECT_TRUE(in_state(CorrectionState::accepted).empty());
    EXPECT_EQ(get(at_second + ".json").body.find("Another speech"), std::string::npos);
    const Response parted = post(form, fields);
    ASSERT_EQ(parted.status, 303) << parted.body;
    EXPECT_EQ(header(parted, "Location"), at_second + "#history");
    for (const std::string& target : {at_first, at_second, std::string("/corrections")}) {
        const std::string body = get(target).body;
        EXPECT_NE(body.find("not the same statement"), std::string::npos) << target;
        EXPECT_NE(body.find("Another speech &lt;script&gt;"), std::string::npos) << target;
        EXPECT_NE(body.find("by max"), std::string::npos) << target;
        EXPECT_EQ(body.find("<script>alert"), std::string::npos) << target;
    }
    EXPECT_EQ(nlohmann::json::parse(get(at_first + ".json").body)["tellings"].size(), 1u);
    const auto log = nlohmann::json::parse(get("/api/v1/corrections").body);
    EXPECT_EQ(log["items"][0]["kind"], "apart");
    EXPECT_EQ(log["items"][0]["apart_from"], first);
    EXPECT_NE(get(form).body.find("there is nothing to part"), std::string::npos);
    EXPECT_EQ(with("telling", first), 422) << "it stands alone now";
    log_in();
    EXPECT_EQ(decide(1, "rejected", {{"note", "One speech after all"}}).status, 303);
    EXPECT_EQ(nlohmann::json::parse(get(at_first + ".json").body)["tellings"].size(), 2u);
    EXPECT_NE(get("/corrections").body.find("One speech after all"), std::string::npos);
}

TEST_F(DeskTest, AVisitorMayProposeToPartATelling) {
    EXPECT_EQ(get(form_).body.find("value=\"apart\""), std::string::npos) << "one report tells it";
    ASSERT_TRUE((*Record::open(path(), {.writable = true}))->add(second_report(), 1572400000));
    const std::string second = second_report().statements[0].id, form = "/s/" + escape_url(second) + "/correct";
    const std::string page = get(form + "?kind=apart").body;
    EXPECT_NE(page.find("value=\"apart\" required checked"), std::string::npos);
    std::map<std::string, std::string> fields{{"kind", "apart"}, {"reason", "Another speech"}, {"token", hidden(page, "token")}};
    now_ += 20;
    ASSERT_EQ(post(form, fields).status, 303);
    log_in();
    const std::string decision = get("/edit/1").body;
    EXPECT_NE(decision.find("The tellings that it stands with"), std::string::npos);
    EXPECT_EQ(decision.find("name=\"reach\""), std::string::npos) << "it is of this telling only";
    EXPECT_EQ(decide(1, "accepted").status, 303);
    EXPECT_EQ(nlohmann::json::parse(get("/s/" + escape_url(second) + ".json").body)["tellings"].size(), 1u);
}

/// A record whose sessions cannot be read.
class WithoutSessions final : public test::FakeRecord {
public:
    [[nodiscard]] Result<Session> session(std::string_view, std::int64_t) override { return Error{ErrorCode::store, "record", "disk fault"}; }
    [[nodiscard]] Result<std::string> form_key() override { return std::string(64, '0'); }
};

/// A service of the protocol on this machine, which says what it is told to.
class FakeService {
public:
    explicit FakeService(const std::string& answer, std::chrono::milliseconds wait = {}) {
        begin([this, answer, wait](const httplib::Request& request, httplib::Response& response) {
            std::this_thread::sleep_for(wait);
            asked = request.body;
            response.set_content(answer, "text/plain");
        });
    }
    /// Answers nobody before it may.
    FakeService(const std::string& answer, std::shared_future<void> may_answer) {
        begin([this, answer, may_answer](const httplib::Request&, httplib::Response& response) {
            ++waiting;
            may_answer.wait();
            response.set_content(answer, "text/plain");
        });
    }
    ~FakeService() {
        server_.stop();
        thread_.join();
    }
    [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
    std::string asked;
    std::atomic<int> waiting{0};

private:
    void begin(httplib::Server::Handler handler) {
        server_.new_task_queue = [] { return new httplib::ThreadPool(8); };
        server_.Post("/1.1/comment-check", std::move(handler));
        port_ = server_.bind_to_any_port("127.0.0.1");
        thread_ = std::thread([this] { server_.listen_after_bind(); });
        while (!server_.is_running()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }

    httplib::Server server_;
    int port_ = 0;
    std::thread thread_;
};

TEST_F(DeskTest, AServiceMaySayItIsSpam) {
    FakeService service("true");
    options_.desk.spam_service = {service.url() + "/", "k&y", 4};
    EXPECT_EQ(propose(good_).status, 303);
    ASSERT_EQ(in_state(CorrectionState::suspected).size(), 1u);
    for (const char* part : {"api_key=k%26y", "blog=https%3A%2F%2Frostra.example", "user_ip=192.0.2.1", "comment_content=It%20was%20the%20other%20Zhang"}) EXPECT_NE(service.asked.find(part), std::string::npos) << part;
}

// Whoever asks the service, or has a password hashed, holds none of the few records that are open for writing.
TEST_F(DeskTest, WhileAServiceThinksOthersGoOn) {
    std::promise<void> may_answer;
    FakeService service("false", may_answer.get_future().share());
    options_.desk.spam_service = {service.url(), "k", 30};
    std::vector<std::string> tokens;
    for (int i = 0; i < 6; ++i) tokens.push_back(hidden(get(form_).body, "token"));
    now_ += 20;
    std::vector<std::thread> senders;
    std::atomic<int> taken{0};
    for (int i = 0; i < 6; ++i)
        senders.emplace_back([&, i] {
            Request request = *parse_target(form_);
            request.method = "POST";
            request.visitor = "192.0.2." + std::to_string(100 + i);
            request.headers = {{"host", "rostra.example"}, {"content-type", "application/x-www-form-urlencoded"}};
            request.body = encoded({{"kind", "other"}, {"reason", "remark " + std::to_string(i)}, {"token", tokens[static_cast<std::size_t>(i)]}});
            taken += site().answer(request).status == 303;
        });
    while (service.waiting < 6) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    EXPECT_EQ(get(form_).status, 200);
    EXPECT_EQ(get("/login").status, 200);
    may_answer.set_value();
    for (std::thread& sender : senders) sender.join();
    EXPECT_EQ(taken, 6);
    EXPECT_EQ(in_state(CorrectionState::proposed).size(), 6u);
}

// A record that cannot be read is no reason to take an editor for nobody.
TEST_F(DeskTest, AFaultOfTheRecordIsNotTheEndOfASession) {
    log_in();
    ASSERT_EQ(get("/edit").status, 200);
    site_.reset();
    options_.open_for_writing = []() -> Result<std::unique_ptr<Record>> { return std::unique_ptr<Record>(std::make_unique<WithoutSessions>()); };
    EXPECT_EQ(get("/edit").status, 500);
    EXPECT_EQ(get("/login").status, 500);
}

TEST_F(DeskTest, AServiceThatFailsLeavesItToTheEditors) {
    const std::string long_answer(100'000, 't');
    for (const std::string& answer : {std::string("false"), std::string("invalid"), long_answer}) {
        FakeService service(answer);
        EXPECT_EQ(SpamService({service.url(), "k", 2}).ask({"text", "192.0.2.1", "browser", ""}), answer == "false" ? SpamService::Answer::fine : SpamService::Answer::none);
    }
    {
        FakeService slow("true", std::chrono::milliseconds(2500));
        const auto before = std::chrono::steady_clock::now();
        EXPECT_EQ(SpamService({slow.url(), "k", 1}).ask({"text", "192.0.2.1", "", ""}), SpamService::Answer::none);
        EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::milliseconds(2400));
    }
    options_.desk.spam_service = {"http://127.0.0.1:1", "k", 1};
    EXPECT_EQ(propose(good_).status, 303);
    EXPECT_EQ(in_state(CorrectionState::proposed).size(), 1u);
    for (const char* url : {"ftp://x", "x", "http://", "http://a b"}) EXPECT_FALSE(SpamService::check({url, "k", 1})) << url;
    EXPECT_FALSE(SpamService::check({"http://a.example", "", 1})) << "a key is needed";
    EXPECT_TRUE(SpamService::check({}));
}

TEST(Password, IsArgon2idAndBounded) {
    const auto hash = hash_password("correct horse battery");
    ASSERT_TRUE(hash);
    EXPECT_EQ(hash->rfind("$argon2id$", 0), 0u);
    EXPECT_TRUE(*is_password(*hash, "correct horse battery"));
    EXPECT_FALSE(*is_password(*hash, "correct horse batterz"));
    EXPECT_FALSE(*is_password(*hash, ""));
    EXPECT_FALSE(*is_password("", "nobody's password"));
    EXPECT_FALSE(*is_password("not a hash", "x"));
    EXPECT_FALSE(*is_password(*hash, std::string(1 << 20, 'x')));
    EXPECT_FALSE(hash_password("short"));
    EXPECT_FALSE(hash_password(std::string(2000, 'x')));
}

TEST(FormSigner, KnowsItsOwnForms) {
    const FormSigner signer("key"), other("other");
    const std::string token = signer.sign("propose a", 1000);
    EXPECT_EQ(signer.age(token, "propose a", 1007), 7);
    EXPECT_FALSE(signer.age(token, "propose b", 1007));
    EXPECT_FALSE(signer.age(token, "propose a", 999));
    EXPECT_FALSE(other.age(token, "propose a", 1007));
    EXPECT_FALSE(signer.age("2000" + token.substr(4), "propose a", 2007)) << "the time is signed";
    for (const char* broken : {"", "-", "1000", "x-y", "1000-", "99999999999999999999999-00"}) EXPECT_FALSE(signer.age(broken, "propose a", 1007)) << broken;
}

}  // namespace
}  // namespace rostra::server

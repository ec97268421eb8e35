// Who is an editor: logging in and out, and knowing them again by a cookie that holds a random token.
#include "desk.h"

#include "password.h"

namespace rostra::server {
namespace {

using Json = nlohmann::json;
constexpr std::int64_t session_seconds = 12 * 3600;
constexpr std::int64_t oldest_login = 3600;
constexpr std::size_t longest_name = 100;

}  // namespace

std::string Desk::cookie(const std::string& value, std::int64_t seconds) const {
    return cookie_name() + "=" + value + "; Path=/; Max-Age=" + std::to_string(seconds) + "; HttpOnly; SameSite=Strict" + (options_.secure_cookies ? "; Secure" : "");
}

std::string Desk::session_token(const Request& request) const {
    const std::string header = request.header("cookie");
    const std::string wanted = cookie_name() + "=";
    std::size_t at = 0;
    while (at < header.size()) {
        const std::size_t end = std::min(header.find(';', at), header.size());
        const std::size_t begin = header.find_first_not_of(' ', at);
        if (begin < end && header.compare(begin, wanted.size(), wanted) == 0) return header.substr(begin + wanted.size(), end - begin - wanted.size());
        at = end + 1;
    }
    return {};
}

/// Who has no session is nobody; a record that cannot be read is an error, and no reason to ask an editor to log in again.
Status Desk::recognise(Visit& visit) {
    const std::string token = session_token(visit.request);
    if (token.empty() || token.size() > 200) return Done{};
    auto session = visit.record().session(token_hash(token), now());
    if (!session) return session.error().code == ErrorCode::not_found ? Status(Done{}) : session.error();
    auto editor = visit.record().editor(session->editor);
    if (!editor) return editor.error().code == ErrorCode::not_found ? Status(Done{}) : editor.error();
    if (editor->disabled) return Done{};
    visit.session = *std::move(session);
    visit.editor = *std::move(editor);
    return Done{};
}

Response Desk::login_form(Visit& visit, std::string_view fault, int status) {
    Json view = {{"page", "login"}, {"title", "Log in"}, {"token", signer_.sign("login", now())}, {"fault", fault.empty() ? Json(nullptr) : Json(fault)}, {"name", visit.value("name").substr(0, longest_name)}};
    view["name"] = utf8::repair(view["name"].get<std::string>());
    return shown("login", std::move(view), visit, status);
}

Response Desk::login(Visit& visit) {
    if (visit.request.method != "POST") return visit.editor ? sent_to("/edit") : login_form(visit, "", 200);
    const std::string name = visit.value("name");
    auto wait = logins_.take(visit.request.visitor);
    if (!wait) wait = logins_of_name_.take(name.substr(0, longest_name));
    if (wait) {
        Response response = login_form(visit, "Too many attempts. Wait a minute and try again.", 429);
        response.headers.emplace_back("Retry-After", std::to_string(wait->count()));
        return response;
    }
    const auto age = signer_.age(visit.value("token"), "login", now());
    if (!age || *age > oldest_login) return login_form(visit, "This form was open for too long. Try again.", 422);
    // An unknown name, a disabled editor and a wrong password are one case: same work, same answer.
    const auto hash_of = [](const Result<Editor>& editor) { return editor && !editor->disabled ? editor->password_hash : std::string(); };
    const auto editor = visit.record().editor(name);
    if (!editor && editor.error().code != ErrorCode::not_found) return failed(editor.error(), visit.request);
    Result<bool> right = false;
    if (Status back = aside(visit, [&] { right = is_password(hash_of(editor), visit.value("password")); }); !back) return failed(back.error(), visit.request);
    if (!right) return failed(right.error(), visit.request);
    // Disabled, or with a new password, while it was looked at.
    if (!*right || hash_of(visit.record().editor(name)) != editor->password_hash) return login_form(visit, "Name or password is wrong.", 401);

    if (const std::string old = session_token(visit.request); !old.empty()) (void)visit.record().drop_session(token_hash(old));
    const Result<std::string> token = random_token(), csrf = random_token();
    if (!token) return failed(token.error(), visit.request);
    if (!csrf) return failed(csrf.error(), visit.request);
    if (Status put = visit.record().put_session({token_hash(*token), editor->name, *csrf, now() + session_seconds}, now()); !put) return failed(put.error(), visit.request);
    Response response = sent_to("/edit");
    response.headers.emplace_back("Set-Cookie", cookie(*token, session_seconds));
    return response;
}

Response Desk::logout(Visit& visit) {
    if (visit.request.method != "POST") return sent_to("/edit");
    if (Status dropped = visit.record().drop_session(visit.session->token_hash); !dropped) return failed(dropped.error(), visit.request);
    Response response = sent_to("/login");
    response.headers.emplace_back("Set-Cookie", cookie("", 0));
    return response;
}

}  // namespace rostra::server

// rostra editor: who may decide on corrections. Passwords come from the terminal, without echo, or from a file; never from
// the command line, which others on the machine can see.
#include "record.h"

#include "password.h"
#include "reading.h"

#include "rostra/publish.h"

#include <termios.h>
#include <unistd.h>

#include <ctime>
#include <fstream>
#include <iostream>

namespace rostra::cli {
namespace {

struct EditorArguments {
    std::string record, name, role = "editor", password_file;
};

/// Turns the terminal's echo off and, whatever happens, on again.
class NoEcho {
public:
    NoEcho() : on_(tcgetattr(STDIN_FILENO, &before_) == 0) {
        if (!on_) return;
        termios quiet = before_;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
    }
    ~NoEcho() {
        if (on_) tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
    }
    NoEcho(const NoEcho&) = delete;
    NoEcho& operator=(const NoEcho&) = delete;

private:
    termios before_{};
    bool on_;
};

std::string asked(const char* question) {
    std::cerr << question << std::flush;
    std::string line;
    {
        const NoEcho quiet;
        std::getline(std::cin, line);
    }
    std::cerr << "\n";
    return line;
}

/// The first line of the file, of standard input ("-", or when it is no terminal), or what is typed, twice.
Result<std::string> password_of(const EditorArguments& a) {
    std::string password;
    if (!a.password_file.empty() && a.password_file != "-") {
        std::ifstream in(a.password_file);
        if (!in) return Error{ErrorCode::not_readable, a.password_file, "cannot be read"};
        std::getline(in, password);
    } else if (a.password_file == "-" || !isatty(STDIN_FILENO)) {
        std::getline(std::cin, password);
    } else {
        password = asked("Password: ");
        if (asked("Once more: ") != password) return Error{ErrorCode::bad_value, "password", "the two are not the same"};
    }
    if (!password.empty() && password.back() == '\r') password.pop_back();
    return password;
}

int write(const EditorArguments& a, const std::function<Status(Record&)>& change) {
    auto record = Record::open(a.record, {.writable = true});
    if (!record) return failed(record.error());
    const Status done = change(**record);
    return done ? all_read : failed(done.error());
}

Status put_password(Record& record, Editor editor, const EditorArguments& a) {
    const auto password = password_of(a);
    if (!password) return password.error();
    auto hash = server::hash_password(*password);
    if (!hash) return hash.error();
    editor.password_hash = *std::move(hash);
    return record.put_editor(editor);
}

int add(const EditorArguments& a) {
    return write(a, [&](Record& record) -> Status {
        if (record.editor(a.name)) return Error{ErrorCode::bad_value, "editor " + a.name, "is there already; `rostra editor password` gives a new password"};
        return put_password(record, {a.name, {}, a.role, static_cast<std::int64_t>(std::time(nullptr)), false}, a);
    });
}

int password(const EditorArguments& a) {
    return write(a, [&](Record& record) -> Status {
        auto editor = record.editor(a.name);
        return editor ? put_password(record, *std::move(editor), a) : Status(editor.error());
    });
}

int set_disabled(const EditorArguments& a, bool disabled) {
    return write(a, [&](Record& record) -> Status {
        auto editor = record.editor(a.name);
        if (!editor) return editor.error();
        editor->disabled = disabled;
        return record.put_editor(*editor);
    });
}

int list(const EditorArguments& a) {
    auto record = Record::open(a.record);
    if (!record) return failed(record.error());
    const auto editors = (*record)->editors();
    if (!editors) return failed(editors.error());
    for (const Editor& e : *editors) put(printable(e.name) + "\t" + e.role + (e.disabled ? "\tdisabled" : "") + "\n");
    return all_read;
}

void add_password_option(CLI::App& verb, EditorArguments& a) {
    verb.add_option("--password-file", a.password_file, "File whose first line is the password; - for standard input (default: ask at the terminal)")->type_name("FILE");
}

}  // namespace

void add_editor(CLI::App& app, Action& chosen) {
    CLI::App* verb = app.add_subcommand("editor", "Who may decide on corrections");
    verb->require_subcommand(1);
    auto a = std::make_shared<EditorArguments>();
    const auto sub = [&](const char* name, const char* help, bool named, std::function<int(const EditorArguments&)> run) {
        CLI::App* one = verb->add_subcommand(name, help);
        add_record_option(*one, a->record);
        if (named) one->add_option("NAME", a->name, "The editor's name, as the public log shows it")->required();
        one->callback([&chosen, a, run] { chosen = [a, run] { return run(*a); }; });
        return one;
    };
    CLI::App* adding = sub("add", "Make an editor", true, add);
    adding->add_option("--role", a->role, "editor decides on corrections; admin also adds and disables editors on the site")->check(CLI::IsMember({"editor", "admin"}))->capture_default_str();
    add_password_option(*adding, *a);
    add_password_option(*sub("password", "Give an editor a new password and end their sessions", true, password), *a);
    sub("list", "Every editor with role", false, list);
    sub("disable", "An editor may not log in any more; what they decided stays", true, [](const EditorArguments& given) { return set_disabled(given, true); });
    sub("enable", "A disabled editor may log in again", true, [](const EditorArguments& given) { return set_disabled(given, false); });
    verb->footer("Example: rostra editor add --record un.db --role admin eva");
}

}  // namespace rostra::cli

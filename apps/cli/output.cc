#include "output.h"

#include <fcntl.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace rostra::cli {
namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t checkpoint_items = 256;  // a kill repeats at most this many reports

std::string journal_of(const std::string& path) { return path + ".progress"; }

Error cannot(const std::string& path, const char* what) { return {ErrorCode::store, path, what}; }

struct Noted {
    std::uint64_t items, bytes;
    std::string run, note;
};

Result<Noted> read_journal(const std::string& path) {
    std::ifstream in(journal_of(path));
    Noted noted{};
    if (!(in >> noted.items >> noted.bytes >> noted.run)) return Error{ErrorCode::bad_format, journal_of(path), "expected two numbers and a fingerprint: items done, bytes written, which run"};
    std::error_code error;
    if (fs::file_size(path, error) < noted.bytes || error) return Error{ErrorCode::bad_format, path, "is shorter than its journal says: not the file that was being written"};
    in.ignore(1);
    std::getline(in, noted.note);
    return noted;
}

}  // namespace

void Output::Close::operator()(std::FILE* file) const {
    if (file != stdout) std::fclose(file);
}

Output::Output() : file_(stdout) {}

Result<Output> Output::open(const std::string& path, bool resume, const std::string& run) {
    Output out;
    out.path_ = path;
    out.run_ = content_id(run);
    Noted noted{};
    std::error_code error;
    const bool goes_on = resume && fs::exists(journal_of(path), error);
    if (goes_on) {
        auto read = read_journal(path);
        if (!read) return read.error();
        noted = *std::move(read);
        if (noted.run != out.run_) return Error{ErrorCode::usage, journal_of(path), "is of a run with other files, model or options: give the same ones, or remove it to start afresh"};
        fs::resize_file(path, noted.bytes, error);
        if (error) return cannot(path, "cannot be cut to what its journal says");
    }
    out.file_.reset(std::fopen(path.c_str(), goes_on ? "ab" : "wb"));
    if (!out.file_) return Error{ErrorCode::not_readable, path, "cannot be opened for writing"};
    out.items_ = out.noted_ = noted.items;
    out.note_ = std::move(noted.note);
    if (!goes_on) fs::remove(journal_of(path), error);
    return out;
}

Status Output::write(std::string_view bytes) {
    if (std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size()) return cannot(path_.empty() ? "standard output" : path_, "cannot be written to");
    return Done{};
}

bool Output::due() const { return !path_.empty() && items_ - noted_ >= checkpoint_items; }

Status Output::checkpoint(const std::string& note) {
    if (std::fflush(file_.get()) != 0 || fdatasync(fileno(file_.get())) != 0) return cannot(path_, "cannot be written to");
    const std::string next = journal_of(path_) + ".new";
    {
        std::ofstream journal(next, std::ios::trunc);
        std::error_code error;
        journal << items_ << ' ' << fs::file_size(path_, error) << ' ' << run_ << '\n'
                << note << '\n';
        if (!journal.flush() || error) return cannot(next, "cannot be written to");
    }
    std::error_code error;
    fs::rename(next, journal_of(path_), error);
    if (error) return cannot(journal_of(path_), "cannot be replaced");
    noted_ = items_;
    return Done{};
}

Status Output::finish() {
    if (std::fflush(file_.get()) != 0) return cannot(path_.empty() ? "standard output" : path_, "cannot be written to");
    std::error_code ignored;
    if (!path_.empty()) fs::remove(journal_of(path_), ignored);
    return Done{};
}

}  // namespace rostra::cli

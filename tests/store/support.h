// A record of a test's own, on each kind of database that is there.
#pragma once

#include "readings.h"
#include "rostra/store.h"

#include <filesystem>

namespace rostra::testing {

constexpr std::int64_t now = 1572400000;

/// A folder that goes with the test.
class TemporaryFolder {
public:
    TemporaryFolder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "rostra-store-XXXXXX").string();
        path_ = mkdtemp(pattern.data());
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    [[nodiscard]] std::string file(const std::string& name) const { return (path_ / name).string(); }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

/// A report with one statement like no other number's.
inline Reading numbered(int i) {
    const std::string number = std::to_string(i), said = "plan " + number + " would be carried out in full before the winter came";
    ReadingMaker made("report-" + number, "Minister Number" + number + " said that " + said + ".");
    made.say("Minister Number" + number, "said", said).speaker = person("Minister Number" + number);
    return *made;
}

inline std::unique_ptr<Record> open_writable(const std::string& where) {
    auto record = Record::open(where, {.writable = true});
    EXPECT_TRUE(record) << (record ? "" : record.error().message());
    return record ? std::move(*record) : nullptr;
}

inline std::vector<std::string> faults_of(Record& record) {
    std::vector<std::string> out;
    const auto totals = record.verify([&](const Fault& f) { out.push_back(f.where + ": " + f.what); });
    if (!totals) out.push_back(totals.error().message());
    return out;
}

}  // namespace rostra::testing

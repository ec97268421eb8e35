// What must not be lost: kill -9 in the middle, a full disk, two writers at once, a record of the version before.
// postgres_faults_test.cc has what only a server can suffer.
#include "stores.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <thread>

namespace rostra {
namespace {

using namespace testing;

// The file may not grow past a size: as on a full disk, writes fail. What was acknowledged before stays, and once there
// is room again the record goes on.
TEST(Faults, AFullDiskKeepsWhatWasAcknowledged) {
    TemporaryFolder folder;
    const pid_t child = fork();
    if (child == 0) {
        signal(SIGXFSZ, SIG_IGN);
        auto record = Record::open(folder.file("r.db"), {.writable = true});
        const rlimit limit{3000000, 3000000};
        if (!record || setrlimit(RLIMIT_FSIZE, &limit) != 0) _exit(1);
        int kept = 0;
        for (int i = 0; i < 20000; ++i) {
            const auto added = (*record)->add(numbered(i), now);
            if (!added) {
                std::ofstream(folder.file("kept")) << kept << ' ' << name_of(added.error().code);
                _exit(0);
            }
            ++kept;
        }
        _exit(2);
    }
    int state = 0;
    ASSERT_EQ(waitpid(child, &state, 0), child);
    ASSERT_TRUE(WIFEXITED(state));
    ASSERT_EQ(WEXITSTATUS(state), 0);
    int kept = 0;
    std::string code;
    std::ifstream(folder.file("kept")) >> kept >> code;
    EXPECT_GT(kept, 20);
    EXPECT_EQ(code, "store");
    auto record = open_writable(folder.file("r.db"));
    ASSERT_TRUE(record);
    EXPECT_EQ(record->totals()->reports, static_cast<std::uint64_t>(kept));
    EXPECT_TRUE(faults_of(*record).empty());
    EXPECT_EQ(*record->add(numbered(kept), now), Added::added);
}

class WritersTest : public OnEachStore {};
INSTANTIATE_TEST_SUITE_P(Stores, WritersTest, each_store(), store_name);

// A child adds reports and tells each that was acknowledged through a pipe; it is killed at a random moment. Then all
// acknowledged ones must be there, whole, and once.
TEST_P(WritersTest, AKilledOneLosesNothingAcknowledged) {
    { auto made = open(); }
    std::uint64_t acknowledged = 0;
    for (int round = 0; round < 4; ++round) {
        const int from = round * 100000;
        int pipe_ends[2];
        ASSERT_EQ(pipe(pipe_ends), 0);
        const pid_t child = fork();
        if (child == 0) {
            auto record = Record::open(where_, {.writable = true});
            for (int i = from; record && i < from + 100000; ++i) {
                if (!(*record)->add(numbered(i), now)) _exit(1);
                if (write(pipe_ends[1], &i, sizeof i) != sizeof i) _exit(1);
            }
            _exit(0);
        }
        close(pipe_ends[1]);
        int last = from - 1;
        const int wanted = from + 3 + 17 * round;  // killed later each round, whatever the machine's speed
        while (last < wanted && read(pipe_ends[0], &last, sizeof last) == sizeof last) {
        }
        usleep(static_cast<useconds_t>(round * 700));
        kill(child, SIGKILL);
        int state = 0;
        ASSERT_EQ(waitpid(child, &state, 0), child);
        ASSERT_TRUE(WIFSIGNALED(state));
        for (int next; read(pipe_ends[0], &next, sizeof next) == sizeof next;) last = next;
        close(pipe_ends[0]);
        acknowledged += static_cast<std::uint64_t>(last - from + 1);
        auto record = open();
        ASSERT_TRUE(record);
        const auto totals = record->totals();
        EXPECT_GE(totals->reports, acknowledged);
        EXPECT_LE(totals->reports, acknowledged + 1) << "at most the one that was under way";
        acknowledged = totals->reports;
        EXPECT_EQ(totals->reports, totals->statements);
        for (int i = from; i <= last; ++i) EXPECT_TRUE(record->report("report-" + std::to_string(i)));
        EXPECT_TRUE(faults_of(*record).empty());
        EXPECT_EQ(*record->add(numbered(last), now), Added::unchanged);
    }
}

// Two writers add the same and different reports at once, a reader looks on.
TEST_P(WritersTest, TwoAtOnceLoseAndDoubleNothing) {
    constexpr int each = 60;
    { auto made = open(); }
    auto reader = Record::open(where_);
    ASSERT_TRUE(reader) << reader.error().message();
    std::vector<std::thread> writers;
    std::atomic<int> failures = 0, newly = 0;
    for (int w = 0; w < 2; ++w)
        writers.emplace_back([&, w] {
            auto record = open();
            for (int i = 0; i < each; ++i)
                for (const int n : {i, 1000 * (w + 1) + i}) {
                    const auto added = record->add(numbered(n), now);
                    if (!added) ++failures;
                    else if (*added == Added::added) ++newly;
                }
        });
    for (int i = 0; i < 50; ++i) EXPECT_TRUE((*reader)->search("winter"));
    for (std::thread& writer : writers) writer.join();
    EXPECT_EQ(failures, 0);
    EXPECT_EQ(newly, 3 * each);
    auto record = open();
    EXPECT_EQ(record->totals()->reports, static_cast<std::uint64_t>(3 * each));
    EXPECT_EQ(record->totals()->speakers, static_cast<std::uint64_t>(3 * each));
    EXPECT_TRUE(faults_of(*record).empty());
}

TEST_P(WritersTest, AReaderCannotWriteAndMissingIsSaid) {
    { auto made = open(); }
    auto reader = Record::open(where_);
    ASSERT_TRUE(reader) << reader.error().message();
    EXPECT_EQ((*reader)->add(numbered(1), now).error().code, ErrorCode::not_readable);
}

TEST(Opening, ForeignFilesAreRefused) {
    TemporaryFolder folder;
    EXPECT_EQ(Record::open(folder.file("none.db")).error().code, ErrorCode::not_found);
    EXPECT_EQ(Record::open(folder.path().string(), {.writable = true}).error().code, ErrorCode::not_readable);
    std::ofstream(folder.file("text")) << std::string(5000, 'x');
    EXPECT_EQ(Record::open(folder.file("text"), {.writable = true}).error().code, ErrorCode::bad_format);
    EXPECT_EQ(Record::open(folder.file("no/such/folder.db"), {.writable = true}).error().code, ErrorCode::not_readable);
}

// Writes the record that is kept for the tests of later versions; see src/store/README.md.
TEST(Freeze, WritesARecordOfThisVersion) {
    const char* path = std::getenv("ROSTRA_FREEZE");
    if (!path) GTEST_SKIP() << "only when ROSTRA_FREEZE names a file";
    auto record = open_writable(path);
    ASSERT_TRUE(record->add(pierce_report(), now));
    ASSERT_TRUE(record->add(second_report(), now));
}

// A copy of the record that an earlier version made must open, be brought up to date and answer, for ever.
TEST(Opening, AFrozenRecordStillAnswers) {
    for (const char* frozen : {"record-1.db", "record-3.db"}) {
        TemporaryFolder folder;
        std::filesystem::copy_file(std::filesystem::path(ROSTRA_ROOT) / "tests/frozen" / frozen, folder.file("r.db"));
        EXPECT_EQ(Record::open(folder.file("r.db")).error().code, ErrorCode::unsupported) << "a reader does not change it";
        auto record = open_writable(folder.file("r.db"));
        ASSERT_TRUE(record) << frozen;
        expect_frozen(*record);
    }
}

TEST(Verify, FindsATellingThatIsHiddenOrShownWithoutItsCorrection) {
    TemporaryFolder folder;
    const std::string file = folder.file("r.db"), telling = pierce_report().statements[1].id;
    auto record = open_writable(file);
    ASSERT_TRUE(record->add(pierce_report(), now));
    const auto id = record->propose({telling, CorrectionKind::furniture, {}, {}, "a test"}, now);
    ASSERT_TRUE(id);
    ASSERT_TRUE(record->decide({*id, record->correction(*id)->latest, CorrectionState::accepted, false, "eva", ""}, now));
    EXPECT_TRUE(faults_of(*record).empty());
    behind_its_back(file, "CREATE TABLE aside AS SELECT * FROM correction_on; DELETE FROM correction_on");
    EXPECT_EQ(faults_of(*record).size(), 1u) << "hidden, and no correction says so";
    behind_its_back(file, "INSERT INTO correction_on SELECT * FROM aside; DROP TABLE aside");
    EXPECT_TRUE(faults_of(*record).empty());
    behind_its_back(file, "UPDATE telling SET original = NULL");
    EXPECT_TRUE(faults_of(*record).empty()) << "what only hides leaves the reading as it was; version 1 kept no copy of it";
    behind_its_back(file, "UPDATE correction SET kind = 'other'");
    EXPECT_EQ(faults_of(*record).size(), 1u) << "nothing that holds hides it";
}

TEST(Verify, FindsWhatWasChangedBehindItsBack) {
    TemporaryFolder folder;
    {
        auto record = open_writable(folder.file("r.db"));
        ASSERT_TRUE(record->add(pierce_report(), now));
    }
    // Edits the file itself: one letter of the text, found once in the table's page.
    const std::string path = folder.file("r.db");
    std::string bytes;
    {
        std::ifstream in(path, std::ios::binary);
        bytes.assign(std::istreambuf_iterator<char>(in), {});
    }
    const auto at = bytes.find("independent observers");
    ASSERT_NE(at, std::string::npos);
    bytes[at] = 'I';
    std::ofstream(path, std::ios::binary) << bytes;
    auto record = open_writable(path);
    ASSERT_TRUE(record);
    const auto faults = faults_of(*record);
    ASSERT_EQ(faults.size(), 2u);
    EXPECT_NE(faults[0].find("SHA-256"), std::string::npos);
    EXPECT_NE(faults[1].find("spans no longer say"), std::string::npos);
}

}  // namespace
}  // namespace rostra

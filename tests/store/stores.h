// The same tests on each kind of store.
#pragma once

#include "support.h"

namespace rostra::testing {

class OnEachStore : public ::testing::TestWithParam<const char*> {
protected:
    /// Opens the test's own record, empty at first.
    std::unique_ptr<Record> open() { return open_writable(folder_.file("record.db")); }
    TemporaryFolder folder_;
};

inline auto each_store() { return ::testing::Values("sqlite"); }
inline std::string store_name(const ::testing::TestParamInfo<const char*>& info) { return info.param; }

}  // namespace rostra::testing

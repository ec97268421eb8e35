#include "turns.h"

#include <gtest/gtest.h>
#include <atomic>
#include <thread>
#include <vector>

namespace rostra::server {
namespace {

using namespace std::chrono_literals;

TEST(Turns, TheNextWaitsUntilOneIsGivenBack) {
    Turns turns(1);
    auto first = turns.take(0ms);
    ASSERT_TRUE(first);
    EXPECT_FALSE(turns.take(1ms));
    std::optional<Turns::Turn> moved(std::move(first));
    EXPECT_FALSE(turns.take(1ms)) << "a turn that is moved on is still held";
    moved.reset();
    EXPECT_TRUE(turns.take(0ms));
}

TEST(Turns, NeverMoreAtOnceThanAllowed) {
    Turns turns(2);
    std::atomic<int> now{0}, most{0}, done{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([&] {
            for (int k = 0; k < 20; ++k) {
                const auto turn = turns.take(10s);
                if (!turn) return;
                const int held = ++now;
                for (int seen = most; held > seen && !most.compare_exchange_weak(seen, held);) {
                }
                std::this_thread::sleep_for(100us);
                --now;
                ++done;
            }
        });
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(done, 160);
    EXPECT_LE(most, 2);
}

}  // namespace
}  // namespace rostra::server

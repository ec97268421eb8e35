#include "workers.h"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>

#ifdef __linux__
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

namespace rostra::server {
namespace {

using namespace std::chrono_literals;

TEST(Workers, TheNextWaitsUntilOneIsFree) {
    Workers workers(1, 0);
    std::atomic<bool> inside{false}, open{false};
    std::thread first([&] {
        EXPECT_TRUE(workers.run([&] {
            inside = true;
            while (!open) std::this_thread::sleep_for(1ms);
        },
                                10s));
    });
    while (!inside) std::this_thread::sleep_for(1ms);
    bool ran = false;
    EXPECT_FALSE(workers.run([&] { ran = true; }, 1ms));
    open = true;
    first.join();
    EXPECT_TRUE(workers.run([] {}, 10s));
    EXPECT_FALSE(ran) << "what was given up is not done later";
}

TEST(Workers, NeverMoreAtOnceThanAllowed) {
    Workers workers(2, 0);
    std::atomic<int> now{0}, most{0}, done{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([&] {
            for (int k = 0; k < 20; ++k)
                done += workers.run([&] {
                    const int held = ++now;
                    for (int seen = most; held > seen && !most.compare_exchange_weak(seen, held);) {
                    }
                    std::this_thread::sleep_for(100us);
                    --now;
                },
                                    10s);
        });
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(done, 160);
    EXPECT_LE(most, 2);
}

TEST(Workers, WhatTheWorkThrowsComesOut) {
    Workers workers(1, 0);
    EXPECT_THROW((void)workers.run([] { throw std::runtime_error("x"); }, 10s), std::runtime_error);
    EXPECT_TRUE(workers.run([] {}, 10s)) << "the thread goes on";
}

#ifdef __linux__
int own_niceness() { return getpriority(PRIO_PROCESS, static_cast<id_t>(syscall(SYS_gettid))); }

TEST(Workers, StepBackAndNobodyElseDoes) {
    const int before = own_niceness();
    Workers workers(1, 5);
    int seen = 0;
    ASSERT_TRUE(workers.run([&] { seen = own_niceness(); }, 10s));
    EXPECT_EQ(seen, std::min(before + 5, 19));
    EXPECT_EQ(own_niceness(), before);
}
#endif

}  // namespace
}  // namespace rostra::server

#include "kept_answers.h"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <thread>

namespace rostra::server {
namespace {

using namespace std::chrono_literals;

/// Counts how often an answer is made.
struct Kitchen {
    KeptAnswers kept;
    std::atomic<int> made{0};
    explicit Kitchen(std::size_t most = 1 << 20) : kept(most) {}
    std::string ask(std::int64_t state, const std::string& address, std::size_t size = 1, bool keep = true) {
        const auto answer = kept.get(
            state, address, [&] {
                ++made;
                return KeptAnswers::Made{{200, "text/plain", address + std::string(size, '.'), {}}, keep};
            },
            10s);
        return answer ? answer->body.substr(0, address.size()) : "none";
    }
};

TEST(KeptAnswers, AreMadeOnceForOneStateOfTheRecord) {
    Kitchen kitchen;
    for (int i = 0; i < 3; ++i) EXPECT_EQ(kitchen.ask(7, "/a"), "/a");
    EXPECT_EQ(kitchen.made, 1);
    EXPECT_EQ(kitchen.ask(7, "/b"), "/b");
    EXPECT_EQ(kitchen.made, 2);
    (void)kitchen.ask(8, "/a");
    EXPECT_EQ(kitchen.made, 3) << "the record changed";
    (void)kitchen.ask(7, "/a");
    EXPECT_EQ(kitchen.made, 4) << "a state that was before is not remembered";
}

TEST(KeptAnswers, WhatMayNotBeKeptIsMadeAgain) {
    Kitchen kitchen;
    for (int i = 0; i < 3; ++i) EXPECT_EQ(kitchen.ask(1, "/a", 1, false), "/a");
    EXPECT_EQ(kitchen.made, 3);
}

TEST(KeptAnswers, TheOneNotAskedForTheLongestGoesFirst) {
    Kitchen kitchen(10'000);
    for (const char* address : {"/a", "/b", "/a", "/c"}) (void)kitchen.ask(1, address, 3000);
    EXPECT_EQ(kitchen.made, 3) << "/b had to go for /c";
    (void)kitchen.ask(1, "/a", 3000);
    EXPECT_EQ(kitchen.made, 3);
    (void)kitchen.ask(1, "/b", 3000);
    EXPECT_EQ(kitchen.made, 4);
    for (int i = 0; i < 2; ++i) (void)kitchen.ask(1, "/large", 10'000);
    EXPECT_EQ(kitchen.made, 6) << "it fits nowhere";
    (void)kitchen.ask(1, "/b", 3000);
    EXPECT_EQ(kitchen.made, 6) << "and nothing went for it";
}

TEST(KeptAnswers, WhoAsksForWhatIsBeingMadeWaitsForIt) {
    KeptAnswers kept(0);  // what nobody keeps is handed on all the same
    std::atomic<int> made{0}, good{0};
    std::atomic<bool> open{false};
    const auto make = [&] {
        ++made;
        while (!open) std::this_thread::sleep_for(1ms);
        return KeptAnswers::Made{{200, "text/plain", "x", {}}, true};
    };
    std::vector<std::thread> visitors;
    for (int i = 0; i < 8; ++i) visitors.emplace_back([&] { good += kept.get(1, "/a", make, 10s)->body == "x"; });
    while (made == 0) std::this_thread::sleep_for(1ms);
    EXPECT_EQ(kept.get(1, "/a", make, 1ms), nullptr) << "it takes longer than this one waits";
    std::this_thread::sleep_for(50ms);
    open = true;
    for (std::thread& visitor : visitors) visitor.join();
    EXPECT_EQ(good, 8);
    EXPECT_EQ(made, 1);
}

TEST(KeptAnswers, WhoAsksOfALaterStateDoesNotGetWhatWasBegunBefore) {
    KeptAnswers kept(1 << 20);
    std::atomic<bool> begun{false}, open{false};
    std::thread early([&] {
        (void)kept.get(
            1, "/a", [&] {
                begun = true;
                while (!open) std::this_thread::sleep_for(1ms);
                return KeptAnswers::Made{{200, "text/plain", "old", {}}, true};
            },
            10s);
    });
    while (!begun) std::this_thread::sleep_for(1ms);
    const auto make = [] { return KeptAnswers::Made{{200, "text/plain", "new", {}}, true}; };
    EXPECT_EQ(kept.get(2, "/a", make, 10s)->body, "new");
    open = true;
    early.join();
    EXPECT_EQ(kept.get(2, "/a", make, 10s)->body, "new") << "the late one took no place";
}

TEST(KeptAnswers, AMakingThatFailsKeepsNobodyWaiting) {
    Kitchen kitchen;
    std::atomic<bool> begun{false}, open{false};
    std::thread failing([&] {
        EXPECT_THROW((void)kitchen.kept.get(
                         1, "/a", [&]() -> KeptAnswers::Made {
                             begun = true;
                             while (!open) std::this_thread::sleep_for(1ms);
                             throw std::runtime_error("x");
                         },
                         10s),
                     std::runtime_error);
    });
    while (!begun) std::this_thread::sleep_for(1ms);
    std::thread waiting([&] { EXPECT_EQ(kitchen.ask(1, "/a"), "/a"); });
    std::this_thread::sleep_for(20ms);
    open = true;
    failing.join();
    waiting.join();
    EXPECT_EQ(kitchen.made, 1);
}

TEST(KeptAnswers, ManyAskWhileTheRecordChanges) {
    Kitchen kitchen(5'000);
    std::vector<std::thread> visitors;
    std::atomic<int> good{0};
    for (int i = 0; i < 8; ++i)
        visitors.emplace_back([&, i] {
            for (int k = 0; k < 2000; ++k) {
                const std::string address = "/" + std::to_string((k * 7 + i) % 11);
                good += kitchen.ask(k / 100, address, 900, k % 5 != 0) == address;
            }
        });
    for (std::thread& visitor : visitors) visitor.join();
    EXPECT_EQ(good, 16000);
}

}  // namespace
}  // namespace rostra::server

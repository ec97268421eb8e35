// Threads for pages that take long: a few, and the system prefers others to them, so that a short page finds a core.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace rostra::server {

/// So many pieces of work are done at once, in the order in which they came; who waits holds no record and no core. Thread-safe.
class Workers {
public:
    /// `niceness`: how far the threads step back when cores are scarce, 0..19 as of nice(1). Where the system knows no niceness of a
    /// thread, they are like others.
    Workers(unsigned threads, int niceness);
    /// Nobody may be in `run` any more.
    ~Workers();
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;

    /// Has the work done by one of the threads and returns when it is done; what it throws comes out here. False: no thread
    /// came free within `wait`, and the work will not be done. Not to be called by the work itself.
    [[nodiscard]] bool run(const std::function<void()>& work, std::chrono::milliseconds wait);

private:
    struct Job;
    void serve(int niceness);

    std::mutex mutex_;
    std::condition_variable some_;
    std::deque<Job*> waiting_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace rostra::server

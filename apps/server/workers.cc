#include "workers.h"

#include <algorithm>
#include <exception>

#ifdef __linux__
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

namespace rostra::server {

namespace {

/// Further down from where the program stands: an ordinary user cannot take it back, so these threads never do anything else.
void step_back(int niceness) {
#ifdef __linux__
    // Of the calling thread alone, on Linux. Where it is refused the thread goes on as it is.
    const auto self = static_cast<id_t>(syscall(SYS_gettid));
    (void)setpriority(PRIO_PROCESS, self, std::min(getpriority(PRIO_PROCESS, self) + niceness, 19));
#else
    (void)niceness;
#endif
}

}  // namespace

struct Workers::Job {
    const std::function<void()>& work;
    std::condition_variable changed;
    bool taken = false, done = false;
    std::exception_ptr fault;
};

Workers::Workers(unsigned threads, int niceness) {
    for (unsigned i = 0; i < threads; ++i) threads_.emplace_back([this, niceness] { serve(niceness); });
}

Workers::~Workers() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    some_.notify_all();
    for (std::thread& thread : threads_) thread.join();
}

bool Workers::run(const std::function<void()>& work, std::chrono::milliseconds wait) {
    Job job{work, {}, false, false, nullptr};
    std::unique_lock lock(mutex_);
    waiting_.push_back(&job);
    some_.notify_one();
    if (!job.changed.wait_for(lock, wait, [&] { return job.taken; })) {
        waiting_.erase(std::find(waiting_.begin(), waiting_.end(), &job));
        return false;
    }
    job.changed.wait(lock, [&] { return job.done; });
    if (job.fault) std::rethrow_exception(job.fault);
    return true;
}

void Workers::serve(int niceness) {
    step_back(niceness);
    std::unique_lock lock(mutex_);
    for (;;) {
        some_.wait(lock, [&] { return !waiting_.empty() || stopping_; });
        if (waiting_.empty()) return;
        Job& job = *waiting_.front();
        waiting_.pop_front();
        job.taken = true;
        job.changed.notify_one();
        lock.unlock();
        std::exception_ptr fault;
        try {
            job.work();
        } catch (...) {
            fault = std::current_exception();
        }
        lock.lock();
        job.fault = fault;
        job.done = true;
        job.changed.notify_one();  // under the lock: the job is gone as soon as its owner sees it
    }
}

}  // namespace rostra::server

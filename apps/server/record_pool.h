// A Record is used by one thread at a time: this lends a few of them to many threads.
#pragma once

#include "rostra/store.h"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>

namespace rostra::server {

class RecordPool {
public:
    using Open = std::function<Result<std::unique_ptr<Record>>()>;

    /// At most `size` records are open at once; each is opened when first needed.
    RecordPool(Open open, std::size_t size) : open_(std::move(open)), left_(size) {}

    /// A record on loan; goes back when destroyed.
    class Lease {
    public:
        Lease(RecordPool& pool, std::unique_ptr<Record> record) : pool_(&pool), record_(std::move(record)) {}
        Lease(Lease&&) noexcept = default;
        Lease& operator=(Lease&&) = delete;
        ~Lease() {
            if (record_) pool_->give_back(std::move(record_));
        }
        [[nodiscard]] Record& operator*() const { return *record_; }
        [[nodiscard]] Record* operator->() const { return record_.get(); }

    private:
        RecordPool* pool_;
        std::unique_ptr<Record> record_;
    };

    /// Waits for a free one. Errors: conflict when none came free within `wait`, or what opening gave.
    [[nodiscard]] Result<Lease> lease(std::chrono::milliseconds wait);

private:
    void give_back(std::unique_ptr<Record> record);

    Open open_;
    std::mutex mutex_;
    std::condition_variable freed_;
    std::vector<std::unique_ptr<Record>> idle_;
    std::size_t left_;  // how many more may be opened
};

}  // namespace rostra::server

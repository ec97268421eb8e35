#include "record_pool.h"

namespace rostra::server {

Result<RecordPool::Lease> RecordPool::lease(std::chrono::milliseconds wait) {
    std::unique_lock lock(mutex_);
    if (!freed_.wait_for(lock, wait, [&] { return !idle_.empty() || left_ > 0; }))
        return Error{ErrorCode::conflict, "record", "all readers are busy"};
    if (!idle_.empty()) {
        Lease lease(*this, std::move(idle_.back()));
        idle_.pop_back();
        return lease;
    }
    --left_;
    lock.unlock();
    Result<std::unique_ptr<Record>> opened = open_();
    if (opened) return Lease(*this, *std::move(opened));
    lock.lock();
    ++left_;
    freed_.notify_one();
    return opened.error();
}

void RecordPool::give_back(std::unique_ptr<Record> record) {
    {
        const std::lock_guard lock(mutex_);
        idle_.push_back(std::move(record));
    }
    freed_.notify_one();
}

}  // namespace rostra::server

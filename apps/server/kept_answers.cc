#include "kept_answers.h"

namespace rostra::server {

namespace {

std::size_t weight_of(const std::string& address, const Response& response) {
    constexpr std::size_t around = 512;  // entry, list, map
    std::size_t bytes = around + 2 * address.size() + response.body.size();
    for (const auto& [name, value] : response.headers) bytes += 64 + name.size() + value.size();
    return bytes;
}

}  // namespace

KeptAnswers::Shared KeptAnswers::find(std::int64_t state, const std::string& address) {
    // Whoever makes an answer of another state goes on and hands it to those who wait for it, but it is not kept.
    if (state != state_) entries_.clear(), turns_.clear(), bytes_ = 0, state_ = state;
    const auto found = entries_.find(address);
    return found == entries_.end() ? nullptr : found->second;
}

void KeptAnswers::touch(const Entry& entry) { turns_.splice(turns_.end(), turns_, entry.turn); }

KeptAnswers::Answer KeptAnswers::get(std::int64_t state, const std::string& address, const Make& make, std::chrono::milliseconds wait) {
    const auto until = std::chrono::steady_clock::now() + wait;
    std::unique_lock lock(mutex_);
    while (const Shared entry = find(state, address)) {
        if (entry->answer) {
            touch(*entry);
            return entry->answer;
        }
        if (!ended_.wait_until(lock, until, [&] { return entry->ended; })) return nullptr;
        // Kept or not: it was read from the record after that had the state that was asked about.
        if (entry->answer) return entry->answer;
    }
    const auto entry = std::make_shared<Entry>();
    entries_.emplace(address, entry);
    lock.unlock();
    try {
        Made made = make();
        const auto answer = std::make_shared<const Response>(std::move(made.response));
        end(address, entry, answer, made.keep);
        return answer;
    } catch (...) {
        end(address, entry, nullptr, false);
        throw;
    }
}

void KeptAnswers::end(const std::string& address, const Shared& entry, Answer answer, bool keep) {
    {
        const std::lock_guard lock(mutex_);
        entry->answer = std::move(answer);
        entry->ended = true;
        // The record may have changed meanwhile; then this entry is not among them, or another's is in its place.
        const auto found = entries_.find(address);
        if (found != entries_.end() && found->second == entry) {
            entry->bytes = entry->answer ? weight_of(address, *entry->answer) : 0;
            if (keep && entry->answer && entry->bytes <= most_) {
                entry->turn = turns_.insert(turns_.end(), address);
                bytes_ += entry->bytes;
                forget_oldest();
            } else {
                entries_.erase(found);
            }
        }
    }
    ended_.notify_all();
}

void KeptAnswers::forget_oldest() {
    while (bytes_ > most_) {
        const auto oldest = entries_.find(turns_.front());
        bytes_ -= oldest->second->bytes;
        entries_.erase(oldest);
        turns_.pop_front();
    }
}

}  // namespace rostra::server

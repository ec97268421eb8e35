// Answers that cost much and stay true until the record changes, remembered for all who read it in this process.
#pragma once

#include "bloc_leavings.h"

#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>

namespace rostra {
namespace store {

/// Answers to one kind of question, of the latest state of the record that was asked about. Thread-safe. Who asks what
/// another is just finding waits for it: the same work is not done twice at once.
template <class Question, class Answer>
class Answers {
public:
    using Found = std::shared_ptr<const Answer>;

    /// `most`: what the remembered answers may weigh together; those not asked for the longest go first.
    explicit Answers(std::size_t most) : most_(most) {}

    /// As remembered, else as `find` gives it.
    Result<Found> get(std::int64_t state, const Question& question, const std::function<Result<Answer>()>& find, const std::function<std::size_t(const Answer&)>& weigh) {
        const std::shared_ptr<Entry> entry = entry_of(state, question);
        const std::lock_guard finding(entry->mutex);
        if (entry->answer) return entry->answer;
        Result<Answer> found = find();
        if (!found) return found.error();
        entry->answer = std::make_shared<const Answer>(*std::move(found));
        weighed(question, entry, weigh(*entry->answer));
        return entry->answer;
    }

private:
    struct Entry {
        std::mutex mutex;
        Found answer;
        std::size_t weight = 1;
        typename std::list<Question>::iterator turn;
    };

    std::shared_ptr<Entry> entry_of(std::int64_t state, const Question& question) {
        const std::lock_guard lock(mutex_);
        if (state != state_) entries_.clear(), turns_.clear(), weight_ = 0, state_ = state;
        const auto [found, fresh] = entries_.try_emplace(question);
        if (fresh) found->second = std::make_shared<Entry>(), ++weight_;
        else turns_.erase(found->second->turn);
        turns_.push_back(question);
        const std::shared_ptr<Entry> entry = found->second;
        entry->turn = std::prev(turns_.end());
        forget_oldest();
        return entry;
    }

    // The entry may be gone by now, or another's may be in its place: the record changed meanwhile.
    void weighed(const Question& question, const std::shared_ptr<Entry>& entry, std::size_t weight) {
        const std::lock_guard lock(mutex_);
        const auto found = entries_.find(question);
        if (found == entries_.end() || found->second != entry) return;
        weight_ += weight - entry->weight;
        entry->weight = weight;
        forget_oldest();
    }

    void forget_oldest() {
        while (weight_ > most_ && turns_.size() > 1) {
            const auto oldest = entries_.find(turns_.front());
            weight_ -= oldest->second->weight;
            entries_.erase(oldest);
            turns_.pop_front();
        }
    }

    std::size_t most_, weight_ = 0;
    std::int64_t state_ = 0;
    std::mutex mutex_;
    std::list<Question> turns_;  // the one not asked for the longest first
    std::map<Question, std::shared_ptr<Entry>> entries_;
};

/// Which tellings of blocs: about whom, the keys between which they lie, and until which key leavings are told.
struct BlocQuestion {
    std::string about;  ///< empty: anyone
    std::int64_t low = 0, high = 0, leavings_until = 0;
    friend auto operator<=>(const BlocQuestion&, const BlocQuestion&) = default;
};

/// What a walk through the statements about a state counts.
struct SubjectCounts {
    std::uint32_t counted_over = 0;
    std::vector<ActMonth> acts;
    std::vector<std::pair<std::int64_t, std::uint32_t>> speakers;  ///< by key; most first
    std::vector<StateActs> states;                                 ///< most first
};

}  // namespace store

class RecordMemory {
public:
    /// Weighed by tellings: of some kilobytes each.
    store::Answers<store::BlocQuestion, std::vector<BlocEvent>> events{20000};
    /// Weighed by leavings, and one.
    store::Answers<store::BlocQuestion, std::vector<store::ToldLeaving>> leavings{20000};
    /// Weighed by months. The question: first and last key, and the tags of the filter, parted by spaces.
    store::Answers<std::string, std::vector<ActMonth>> months{200000};
    /// Weighed by what was counted. The question: the state's code.
    store::Answers<std::string, store::SubjectCounts> subjects{200000};
    /// What a text says of leavings. A text never changes: `state` is the record's own number, the question is a reading.
    store::Answers<std::int64_t, std::vector<Leaving>> texts{50000};
};

}  // namespace rostra

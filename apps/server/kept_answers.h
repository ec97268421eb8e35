// Finished answers, kept until the record changes: what many visitors ask for is made once.
#pragma once

#include "http.h"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <unordered_map>

namespace rostra::server {

/// Answers of one state of the record (`Record::changes`), by address. Thread-safe. A found one costs one look-up.
class KeptAnswers {
public:
    using Answer = std::shared_ptr<const Response>;
    struct Made {
        Response response;
        bool keep = false;  ///< it is wholly of the state that was asked about, and the same for everybody
    };
    using Make = std::function<Made()>;

    /// `most`: bytes that the kept answers take together, about; those not asked for the longest go first. 0: none is kept.
    explicit KeptAnswers(std::size_t most) : most_(most) {}

    /// The answer as it was kept; or as somebody is making it just now; else as `make` gives it. null when somebody else's making took longer
    /// than `wait`. What `make` throws comes out here; those who waited for it then make it themselves.
    [[nodiscard]] Answer get(std::int64_t state, const std::string& address, const Make& make, std::chrono::milliseconds wait);

private:
    struct Entry {
        Answer answer;
        bool ended = false;  // the making; without an answer: it failed
        std::size_t bytes = 0;
        std::list<std::string>::iterator turn;  // when kept
    };
    using Shared = std::shared_ptr<Entry>;

    Shared find(std::int64_t state, const std::string& address);
    void touch(const Entry& entry);
    void end(const std::string& address, const Shared& entry, Answer answer, bool keep);
    void forget_oldest();

    std::size_t most_, bytes_ = 0;
    std::int64_t state_ = 0;
    std::mutex mutex_;
    std::condition_variable ended_;
    std::list<std::string> turns_;  // the kept ones; the one not asked for the longest first
    std::unordered_map<std::string, Shared> entries_;
};

}  // namespace rostra::server

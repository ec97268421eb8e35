// Pages that take long wait for each other, so that those that take a moment find a core.
#pragma once

#include <chrono>
#include <optional>
#include <semaphore>

namespace rostra::server {

/// So many pages of one kind are made at once; the next waits its turn without holding a record or a core. Thread-safe.
class Turns {
public:
    explicit Turns(unsigned at_once) : free_(at_once) {}

    /// Held while the page is made; given back when destroyed.
    class Turn {
    public:
        explicit Turn(Turns& turns) : turns_(&turns) {}
        Turn(Turn&& other) noexcept : turns_(other.turns_) { other.turns_ = nullptr; }
        Turn(const Turn&) = delete;
        Turn& operator=(const Turn&) = delete;
        Turn& operator=(Turn&&) = delete;
        ~Turn() {
            if (turns_) turns_->free_.release();
        }

    private:
        Turns* turns_;
    };

    /// None when no turn came within `wait`.
    [[nodiscard]] std::optional<Turn> take(std::chrono::milliseconds wait) {
        if (!free_.try_acquire_for(wait)) return std::nullopt;
        return Turn(*this);
    }

private:
    std::counting_semaphore<> free_;
};

}  // namespace rostra::server

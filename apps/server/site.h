// The site: request → record → page model → page or JSON. Knows nothing of sockets.
#pragma once

#include "desk.h"
#include "http.h"
#include "kept_answers.h"
#include "record_pool.h"
#include "template.h"
#include "workers.h"

#include <atomic>
#include <stop_token>
#include <thread>

namespace rostra::server {

struct SiteOptions {
    SiteAddress address;                 ///< where the site stands, for citations and feeds
    std::size_t readers = 8;             ///< records open at once
    unsigned long_pages = 0;             ///< that are made at once: joint statements, states, subjects, speakers; searches apart, one more. 0: one less than there are cores, at least one
    std::size_t kept_bytes = 128 << 20;  ///< memory for finished answers until the record changes: three quarters for long pages; 0: none is kept
    std::size_t read_bytes = 256 << 10;  ///< greatest text that POST read takes
    std::size_t reads_at_once = 2;       ///< texts read at the same time; more are told to come back
    // A visitor; this machine itself is not counted (`is_this_machine` in rate_limit.h).
    Rate data{300, std::chrono::milliseconds(50)};  ///< the interface, twins and feeds: what programs ask for
    Rate reads{30, std::chrono::seconds(2)};        ///< texts to be read
    RecordPool::Open open_for_writing;              ///< given: visitors may propose corrections, and editors decide them
    DeskOptions desk;
};

/// Thread-safe after `make`.
class Site {
public:
    /// `reader` may be null: then texts cannot be read on the site, and it says so.
    [[nodiscard]] static Result<std::unique_ptr<Site>> make(RecordPool::Open open, std::unique_ptr<Reader> reader, SiteOptions options);

    /// Answers anything, errors included; never throws.
    [[nodiscard]] Response answer(const Request& request);
    /// The same for a request that could not even be parsed.
    [[nodiscard]] Response error(int status, std::string_view message, bool as_json) const;

    /// Beside the first visitors, reads all joint statements once (the process remembers them, and the first page of a state would
    /// have to do it), then makes the pages of joint statements about the states most spoken about, until a third of the memory
    /// for long pages is used or the record changes. Long pages wait for it as for each other. Returns at once; to be called once
    /// at most.
    void warm();

    /// To be called before the first request, when the address was not known at `make`.
    void set_address(std::string base);

private:
    Site(RecordPool::Open open, std::unique_ptr<Reader> reader, SiteOptions options, Templates templates);

    Response routed(const Request& request);
    /// 429 for a visitor who asks too often.
    std::optional<Response> refused(const Request& request, bool reading);
    Response get(const Request& request);
    /// Page or data of the record: as kept, else made and kept while the record is as it is.
    Response made(const Request& request);
    /// Made by the threads for its kind.
    Response made_apart(const Request& request);
    void warm_events();
    void warm_matrices(const std::stop_token& stop);
    /// `Record::changes` of a record on loan.
    Result<std::int64_t> state_of_record();
    Response page(const Request& request);
    Response api(const Request& request);
    Response read(const Request& request);
    Result<Reading> read_text(const Request& request);
    Response asset(const Request& request) const;
    Response rendered(const std::string& name, const nlohmann::json& view, const Request& request, const nlohmann::json& shared = nlohmann::json::object()) const;
    Response failed(const Error& error, const Request& request) const;
    /// The states of the record, and those it has something about: they fill the lists of the forms.
    struct Known {
        std::int64_t state = 0;  ///< of the record
        std::vector<CountOf> states;
        nlohmann::json choices;  ///< {"state_choices", "subject_choices": [{"value", "label"}]} by name
    };
    Result<std::shared_ptr<const Known>> known(Record& record);

    SiteOptions options_;
    RecordPool records_;
    std::unique_ptr<Reader> reader_;
    std::unique_ptr<Desk> desk_;  // null: this site only shows
    Templates templates_;
    std::string version_;  // of the assets; part of their addresses, so that they can be kept for ever
    std::atomic<int> reading_{0};
    RateLimit data_, reads_;
    KeptAnswers long_answers_, answers_;  // apart, so that many searches push no long page out
    std::mutex known_mutex_;
    std::shared_ptr<const Known> known_;
    Workers long_, searches_;  // end before what they use
    std::jthread warming_;     // ends before what it uses
};

}  // namespace rostra::server

// What keeping and joining hand each other.
#pragma once

#include "stored_record.h"

namespace rostra::store {

/// Where a reading goes.
struct StoredRecord::NewReading {
    std::int64_t rid = 0, key = 0, number = 1, at = 0;
    std::string report_id;
    std::vector<std::string> ids;          ///< one a statement
    std::optional<std::int64_t> previous;  ///< key of the reading that it replaces
    bool known = false;                    ///< the same was kept before
    bool of_leaving = false;               ///< its text may tell that a state left a bloc
};

/// The telling of the same words in the reading before, and what editors made of it.
struct StoredRecord::Earlier {
    std::optional<std::int64_t> key;
    std::vector<Correction> corrections;  ///< that hold for it
    std::vector<std::int64_t> apart;      ///< heads of statements that it must not join again
};

/// A telling as far as joining looks at it.
struct StoredRecord::Known {
    Version version;
    std::int64_t rid = 0, head = 0;
    bool out = false;  ///< superseded or hidden
};

/// What others find a telling by: its gist, and its bands (six, or none for a content without words).
struct StoredRecord::Marks {
    std::string gist;
    std::vector<std::int64_t> bands;
};

struct StoredRecord::Candidate {
    std::int64_t head = 0;
    JoinReason why;
};

/// A telling on its way in.
struct StoredRecord::Coming {
    Kept kept;
    std::size_t position = 0;  ///< in its report
    std::string id, hash, body;
    std::string original;  ///< only when corrections stand over it
    Earlier earlier;
    std::shared_ptr<Known> known;
    Marks marks;
    std::vector<std::int64_t> candidates;
    std::optional<Candidate> match;
};

}  // namespace rostra::store

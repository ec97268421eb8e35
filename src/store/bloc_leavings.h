// Who took its name off which joint statement: leavings that reports tell, set against the events that they can mean.
#pragma once

#include "bloc_events.h"

#include "rostra/speakers_leavings.h"

namespace rostra::store {

/// A leaving with the report that tells it.
struct ToldLeaving {
    Leaving leaving;
    BlocLeaving told;      ///< as an event will show it
    std::int32_t day = 0;  ///< of the report; 0: not known
    std::string reading;   ///< id of the report
};

/// Gives each leaving to the event that it most likely means, when one stands out: it was before, and the report names
/// the state, the number, the lead, the year or the side that the event has. One that fits none is left out.
void add_leavings(std::vector<BlocEvent>& events, const std::vector<ToldLeaving>& leavings);

}  // namespace rostra::store

#pragma once

namespace rostra::statements {

inline constexpr float act_evidence[2][12][12] = {};

}  // namespace rostra::statements

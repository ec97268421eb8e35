// Templates, styles and scripts, built into the program from web/ (tools: apps/server/embed.cmake). The program is one
// file: nothing to find at run time, nothing that can be of another version.
#pragma once

#include <string_view>
#include <vector>

namespace rostra::server {

struct Asset {
    std::string_view name;  ///< path below web/: "templates/home.html", "static/site.css"
    std::string_view bytes;
};

[[nodiscard]] const std::vector<Asset>& assets();

}  // namespace rostra::server

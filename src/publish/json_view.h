// The one place where statements become JSON values: command line, API and exports share it. Private to publish.
#pragma once

#include "explain.h"

#include <nlohmann/json.hpp>

namespace rostra::publish {

using Json = nlohmann::ordered_json;

/// Spans in code points: [[start, end], ...].
[[nodiscard]] Json spans_json(const std::vector<Span>& spans, const CodePoints& points);

/// One statement in the shape of the house; with an explainer, why each field has its value.
[[nodiscard]] Json statement_json(const Statement& statement, const CodePoints& points, const OffsetMap* page = nullptr, const Explainer* explainer = nullptr);

/// A report with its statements.
[[nodiscard]] Json report_json(const Reading& reading, const JsonOptions& options = {});

/// One line; text that is not UTF-8 (it never should be) is replaced, not thrown at.
[[nodiscard]] std::string one_line(const Json& value);

}  // namespace rostra::publish

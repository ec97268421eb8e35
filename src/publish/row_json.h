// Record rows as JSON values; the statement inside is json_view.h's. Private to publish.
#pragma once

#include "json_view.h"

namespace rostra::publish {

/// Code points of the texts of one call: rows of one report share their text, and its count.
class PointsOf {
public:
    [[nodiscard]] const CodePoints& operator()(const StatementRow& row);

private:
    std::shared_ptr<const std::string> text_;
    std::optional<CodePoints> points_;
};

[[nodiscard]] Json report_row_json(const ReportRow& row);
[[nodiscard]] Json row_json(const StatementRow& row, PointsOf& points);
[[nodiscard]] Json correction_json(const Correction& correction);
[[nodiscard]] Json bloc_event_json(const BlocEvent& event, PointsOf& points);
[[nodiscard]] Json events_json(const std::vector<BlocEvent>& events, std::size_t total, bool more_than_total, const std::optional<std::string>& next);
/// Whether they have as many tellings as `Record::blocs` looks at, so that there may be earlier ones.
[[nodiscard]] bool looked_at_most(const std::vector<BlocEvent>& events);

/// A reading's statement as a row of a record that has nothing else, so that exports have one shape.
[[nodiscard]] std::vector<StatementRow> rows_of(const Reading& reading);

}  // namespace rostra::publish

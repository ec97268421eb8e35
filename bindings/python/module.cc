// The thinnest possible layer: the pipeline and its JSON. Names and values are those of the library; only here do
// errors become exceptions. The interpreter's lock is let go while a report is read.
#include "rostra/publish.h"

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

namespace py = pybind11;

namespace {

[[noreturn]] void raise(const rostra::Error& error) {
    if (error.code == rostra::ErrorCode::not_found) throw py::value_error(error.message());
    throw std::runtime_error(error.message());
}

class PyReader {
public:
    PyReader(const std::string& model, const std::string& models, double min_confidence, unsigned jobs) : reader_(load(model, models, min_confidence, jobs)) {}

    [[nodiscard]] std::string read(rostra::RawReport report) const {
        const py::gil_scoped_release unlocked;
        auto reading = reader_.read(report);
        if (!reading) {
            const py::gil_scoped_acquire locked;
            raise(reading.error());
        }
        return rostra::to_json(*reading);
    }

    // Every report of a file, and the failures beside them.
    [[nodiscard]] std::pair<std::vector<std::string>, std::vector<std::string>> read_file(const std::string& path, const std::string& as) const {
        const auto kind = rostra::input_kind(as);
        if (!kind) throw py::value_error("as_ must be auto, text, html, ndjson or warc, not '" + as + "'");
        const py::gil_scoped_release unlocked;
        auto source = rostra::open_source(path, *kind);
        std::pair<std::vector<std::string>, std::vector<std::string>> out;
        if (!source) {
            out.second.push_back(source.error().message());
            return out;
        }
        reader_.read_all(**source, [&](rostra::Result<rostra::Reading> reading) {
            if (reading) out.first.push_back(rostra::to_json(*reading));
            else out.second.push_back(reading.error().message());
            return true;
        });
        return out;
    }

    [[nodiscard]] std::string model_id() const { return reader_.model_id(); }

private:
    static rostra::Reader load(const std::string& model, const std::string& models, double min_confidence, unsigned jobs) {
        rostra::ReadOptions options;
        options.model = model;
        options.models_directory = models;
        options.min_confidence = min_confidence;
        options.jobs = jobs;
        auto reader = rostra::Reader::load(options);
        if (!reader) raise(reader.error());
        return *std::move(reader);
    }

    rostra::Reader reader_;
};

rostra::RawReport raw_report(const std::string& body, bool html, const std::map<std::string, std::string>& facts) {
    rostra::RawReport report;
    report.origin = "text";
    report.body = body;
    report.body_kind = html ? rostra::RawReport::Body::html : rostra::RawReport::Body::text;
    const auto take = [&](const char* key) { const auto it = facts.find(key); return it == facts.end() ? std::nullopt : std::optional(it->second); };
    report.id = take("id");
    report.url = take("url");
    report.title = take("title");
    report.published = take("published");
    report.publisher = take("publisher");
    return report;
}

}  // namespace

PYBIND11_MODULE(_rostra, m) {
    m.doc() = "Private: use the package rostra.";
    py::class_<PyReader>(m, "Reader")
        .def(py::init<const std::string&, const std::string&, double, unsigned>())
        .def("read", [](const PyReader& self, const std::string& body, bool html, const std::map<std::string, std::string>& facts) { return self.read(raw_report(body, html, facts)); })
        .def("read_file", &PyReader::read_file)
        .def_property_readonly("model_id", &PyReader::model_id);
}

// One loop from bytes to statements. Reports are read in batches, so that the model sees many sentences at once; batches
// run on a pool and come back in order, at most a few in flight, so memory does not grow with the input.
#include "rostra/pipeline.h"

#include "given.h"
#include "models.h"
#include "pool.h"

namespace rostra {
namespace {

constexpr std::size_t batch_reports = 32;
constexpr std::size_t batch_bytes = 128u << 10;  // of bodies: big enough to fill the model, small enough to show progress

using Batch = std::vector<Result<RawReport>>;
using Readings = std::vector<Result<Reading>>;

struct Prepared {
    Document document;
    Tokens tokens;
};

/// The attributions of each: found, or those that came with it where they are to be taken.
std::vector<std::vector<Attribution>> attribute_all(const Attributor& model, const std::vector<Prepared*>& prepared, const ReadOptions& options, unsigned threads) {
    std::vector<AttributionInput> inputs;
    std::vector<std::size_t> number;  // of each input
    std::vector<std::vector<Attribution>> out(prepared.size());
    for (std::size_t i = 0; i < prepared.size(); ++i) {
        const Document& document = prepared[i]->document;
        const bool given = options.given_attributions && document.has_given;
        if (given) out[i] = pipeline::given_attributions(document);
        if (given && !options.judge_acts) continue;
        inputs.push_back({document.text, &prepared[i]->tokens, given ? &out[i] : nullptr, options.judge_acts});
        number.push_back(i);
    }
    auto found = model.attribute(inputs, threads);
    for (std::size_t k = 0; k < found.size(); ++k) out[number[k]] = std::move(found[k]);
    return out;
}

void drop_unsure(std::vector<Attribution>& attributions, double least) {
    std::erase_if(attributions, [least](const Attribution& a) { return a.confidence < least; });
}

Reading finish(Prepared&& prepared, std::vector<Attribution>&& attributions) {
    Document& document = prepared.document;
    auto sources = resolve_speakers(document.text, prepared.tokens, attributions, document.published.value_or(""));
    auto statements = make_statements(document, prepared.tokens, std::move(attributions), std::move(sources));
    return {std::move(document), std::move(statements)};
}

// `threads` share the model's work on this batch.
Readings read_batch(const Attributor& model, const ReadOptions& options, const Batch& batch, unsigned threads = 1) {
    std::vector<Result<Prepared>> prepared;
    prepared.reserve(batch.size());
    std::vector<Prepared*> to_attribute;
    for (const Result<RawReport>& raw : batch) {
        Result<Document> document = raw ? read_page(*raw) : Result<Document>(raw.error());
        if (!document) {
            prepared.emplace_back(document.error());
            continue;
        }
        Tokens tokens = reads_language(document->language) ? tokenize(document->text, document->furniture) : Tokens();
        prepared.emplace_back(Prepared{*std::move(document), std::move(tokens)});
    }
    for (Result<Prepared>& p : prepared)
        if (p) to_attribute.push_back(&*p);
    auto found = attribute_all(model, to_attribute, options, threads);

    Readings out;
    out.reserve(batch.size());
    std::size_t next = 0;
    for (Result<Prepared>& p : prepared) {
        if (!p) {
            out.emplace_back(p.error());
            continue;
        }
        std::vector<Attribution> attributions = std::move(found[next++]);
        drop_unsure(attributions, options.min_confidence);
        out.emplace_back(finish(*std::move(p), std::move(attributions)));
    }
    return out;
}

// Fills a batch; false when the source is at its end.
bool fill(Source& source, Batch& batch) {
    for (std::size_t bytes = 0; batch.size() < batch_reports && bytes < batch_bytes;) {
        auto item = source.next();
        if (!item) return false;
        if (*item) bytes += (*item)->body.size();
        batch.push_back(*std::move(item));
    }
    return true;
}

}  // namespace

bool reads_language(std::string_view language) { return language == "und" || language == "en" || language.starts_with("en-"); }

struct Reader::State {
    ReadOptions options;
    std::unique_ptr<Attributor> model;
};

Reader::Reader(std::unique_ptr<State> state) : state_(std::move(state)) {}
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;
Reader::~Reader() = default;

Result<Reader> Reader::load(const ReadOptions& options) {
    auto directory = pipeline::find_model(options.models_directory, options.model);
    if (!directory) return directory.error();
    auto model = Attributor::load(*directory);
    if (!model) return model.error();
    return Reader(std::make_unique<State>(State{options, *std::move(model)}));
}

const ReadOptions& Reader::options() const { return state_->options; }
std::string Reader::model_id() const { return state_->model->id(); }

Result<Reading> Reader::read(const RawReport& report) const {
    Batch one;
    one.emplace_back(report);
    return std::move(read_batch(*state_->model, state_->options, one).front());
}

Result<Reading> Reader::read_text(std::string_view text) const {
    RawReport report;
    report.origin = "text";
    report.body = std::string(text);
    return read(report);
}

void Reader::read_all(Source& source, const Sink& sink) const {
    const unsigned jobs = std::max(1u, state_->options.jobs);
    pipeline::Pool pool(jobs);
    std::deque<std::future<Readings>> in_flight;
    bool more = true, first = true;
    while (more || !in_flight.empty()) {
        while (more && in_flight.size() < 2 * jobs) {
            Batch batch;
            more = fill(source, batch);
            if (batch.empty()) break;
            // A batch that is all there is to read has the cores to itself.
            const unsigned threads = !more && first ? jobs : 1;
            first = false;
            in_flight.push_back(pool.submit([this, threads, batch = std::move(batch)] { return read_batch(*state_->model, state_->options, batch, threads); }));
        }
        if (in_flight.empty()) break;
        Readings readings = in_flight.front().get();
        in_flight.pop_front();
        for (Result<Reading>& reading : readings)
            if (!sink(std::move(reading))) return;
    }
}

}  // namespace rostra

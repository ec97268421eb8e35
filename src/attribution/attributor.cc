// Stage 4's way from texts to attributions: cut, encode windows of many texts together, read the heads, and turn
// units into byte spans.
#include "heads.h"
#include "make_attributor.h"
#include "quotations.h"
#include "rostra/attribution_cost.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <future>

namespace rostra {
namespace attribution {
namespace {

/// Rows that are encoded together: enough to keep the kernels busy, few enough to stay in the cache.
constexpr std::size_t batch_rows = 384;
/// A self-test that is longer is left to the tests, so that loading stays quick.
constexpr std::size_t longest_quick_sample = 300;

/// Attributions that came with the text, by their number there.
struct Known {
    std::vector<std::size_t> number;
    std::vector<Found> parts;
};

/// A window that waits to be encoded.
struct Job {
    std::size_t text = 0;
    std::shared_ptr<const Cut> cut;
    Window window;
    std::vector<std::uint32_t> pieces;
    std::vector<std::uint8_t> shapes;
    std::vector<std::uint32_t> first;  // the row of each unit's first piece
    bool find = true;                  // or only judge `known`
    bool judge_acts = true;
    Known known;
};

struct ThreadScratch {
    nn::Scratch encoder;
    HeadScratch heads;
};

/// A range as bytes: one span, or more where text that is not read lies between.
void add_bytes(const Cut& cut, Range range, std::vector<Span>& out) {
    for (std::uint32_t j = range.start; j < range.stop; ++j) {
        const Span unit = cut.units[j].span;
        if (j == range.start || cut.units[j].apart) out.push_back(unit);
        else out.back().end = unit.end;
    }
}

std::vector<Span> bytes_of(const Cut& cut, std::span<const Range> ranges) {
    std::vector<Span> out;
    for (const Range& r : ranges) add_bytes(cut, r, out);
    return out;
}

/// The units that the spans touch, a range a span.
std::vector<Range> units_of(const Cut& cut, const std::vector<Span>& spans) {
    std::vector<Range> out;
    for (const Span& span : spans) {
        const auto first = std::partition_point(cut.units.begin(), cut.units.end(), [&](const Unit& u) { return u.span.end <= span.begin; });
        const auto last = std::partition_point(first, cut.units.end(), [&](const Unit& u) { return u.span.begin < span.end; });
        if (first < last) out.push_back({static_cast<std::uint32_t>(first - cut.units.begin()), static_cast<std::uint32_t>(last - cut.units.begin())});
    }
    return out;
}

/// Those of the given attributions whose cue (content, where there is none) begins with a unit that this window reads.
Known known_in(const Cut& cut, const Window& window, const std::vector<Attribution>& given) {
    Known out;
    for (std::size_t i = 0; i < given.size(); ++i) {
        const std::vector<Range> cue = units_of(cut, given[i].cue);
        std::vector<Range> content = units_of(cut, given[i].content);
        if (content.empty()) continue;
        const std::uint32_t first = cue.empty() ? content.front().start : cue.front().start;
        if (first < window.from || first >= window.to) continue;
        out.number.push_back(i);
        out.parts.push_back({units_of(cut, given[i].source), cue, std::move(content), given[i].confidence, {}});
    }
    return out;
}

Job make_job(std::size_t text, std::shared_ptr<const Cut> cut, const Window& window) {
    const std::uint32_t begin = cut->units[window.start].begin, end = cut->units[window.stop - 1].end;
    Job job;
    job.text = text;
    job.cut = std::move(cut);
    job.window = window;
    job.pieces.reserve(end - begin + 2);
    job.pieces.push_back(cls);
    job.pieces.insert(job.pieces.end(), job.cut->pieces.begin() + begin, job.cut->pieces.begin() + end);
    job.pieces.push_back(sep);
    job.shapes.assign(1, 0);
    job.shapes.insert(job.shapes.end(), job.cut->shapes.begin() + begin, job.cut->shapes.begin() + end);
    job.shapes.push_back(0);
    for (std::uint32_t j = window.start; j < window.stop; ++j) job.first.push_back(job.cut->units[j].first - begin + 1);
    return job;
}

class Model final : public Attributor {
public:
    Model(nn::ModelFile file, Settings settings, WordPiece vocabulary, nn::Encoder encoder, Heads heads)
        : file_(std::move(file)), settings_(std::move(settings)), vocabulary_(std::move(vocabulary)), encoder_(std::move(encoder)), heads_(std::move(heads)) {}

    [[nodiscard]] std::vector<std::vector<Attribution>> attribute(std::span<const AttributionInput> texts, unsigned threads) const override {
        std::vector<std::vector<Attribution>> out(texts.size());
        for (std::size_t i = 0; i < texts.size(); ++i)
            if (texts[i].given) out[i] = *texts[i].given;
        if (threads > 1) {
            std::vector<std::vector<Job>> batches;
            each_batch(texts, [&](std::vector<Job> jobs) { batches.push_back(std::move(jobs)); });
            run_together(batches, threads, out);
        } else {
            each_batch(texts, [&](const std::vector<Job>& jobs) { put(run(jobs), out); });
        }
        for (std::size_t i = 0; i < texts.size(); ++i) {
            if (texts[i].given) continue;
            if (texts[i].tokens) heed_quotations(texts[i].text, *texts[i].tokens, out[i]);
            std::stable_sort(out[i].begin(), out[i].end(), [](const Attribution& a, const Attribution& b) { return a.content.front().begin < b.content.front().begin; });
        }
        return out;
    }

    [[nodiscard]] std::string id() const override { return settings_.id; }
    [[nodiscard]] std::uint64_t multiply_adds(std::span<const AttributionInput> texts) const {
        const nn::NetworkConfig& c = file_.config();
        const std::uint64_t h = c.hidden, rest = h * h + 2 * h * c.intermediate, layer = 3 * h * h + rest;
        std::uint64_t rows = 0, units = 0;
        for (const AttributionInput& text : texts) {
            const Cut cut = cut_text(text.text, text.tokens, vocabulary_);
            for (const Window& w : windows_of(cut, settings_.window, settings_.overlap)) {
                rows += cut.units[w.stop - 1].end - cut.units[w.start].begin + 2;
                units += w.stop - w.start;
            }
        }
        // The last layer goes on with a row a unit.
        return rows * layer * (c.layers - 1) + rows * 3 * h * h + units * rest;
    }
    [[nodiscard]] const Settings& settings() const { return settings_; }
    void forget_pages() const { file_.forget_pages(); }

private:
    /// What a batch gave: an attribution of the text with this number, or the acts of one that came with it.
    struct Gained {
        std::size_t text = 0;
        Attribution attribution;
        std::optional<std::size_t> number;
    };
    using Gain = std::vector<Gained>;

    static void put(Gain gain, std::vector<std::vector<Attribution>>& out) {
        for (Gained& g : gain) {
            if (g.number) out[g.text][*g.number].acts = std::move(g.attribution.acts);
            else out[g.text].push_back(std::move(g.attribution));
        }
    }

    /// Cuts the texts into windows and hands them on, as many at a time as are encoded together.
    template <class Take>
    void each_batch(std::span<const AttributionInput> texts, Take take) const {
        std::vector<Job> jobs;
        std::size_t rows = 0;
        for (std::size_t i = 0; i < texts.size(); ++i) {
            if (texts[i].given && (!heads_.judges() || !texts[i].judge_acts || texts[i].given->empty())) continue;
            const auto cut = std::make_shared<const Cut>(cut_text(texts[i].text, texts[i].tokens, vocabulary_));
            for (const Window& window : windows_of(*cut, settings_.window, settings_.overlap)) {
                Job job = make_job(i, cut, window);
                job.find = texts[i].given == nullptr;
                job.judge_acts = texts[i].judge_acts;
                if (!job.find) job.known = known_in(*cut, window, *texts[i].given);
                if (!job.find && job.known.parts.empty()) continue;
                if (rows > 0 && rows + job.pieces.size() > batch_rows) {
                    take(std::move(jobs));
                    jobs = {};
                    rows = 0;
                }
                rows += job.pieces.size();
                jobs.push_back(std::move(job));
            }
        }
        if (!jobs.empty()) take(std::move(jobs));
    }

    /// The batches by several threads; put together in their order, so that the outcome does not depend on who was quick.
    void run_together(const std::vector<std::vector<Job>>& batches, unsigned threads, std::vector<std::vector<Attribution>>& out) const {
        std::vector<Gain> given(batches.size());
        std::atomic<std::size_t> next{0};
        const auto work = [&] {
            for (std::size_t i = next++; i < batches.size(); i = next++) given[i] = run(batches[i]);
        };
        std::vector<std::future<void>> others;
        for (unsigned t = 1; t < threads && t < batches.size(); ++t) others.push_back(std::async(std::launch::async, work));
        work();
        for (auto& other : others) other.get();
        for (Gain& g : given) put(std::move(g), out);
    }

    [[nodiscard]] Gain run(const std::vector<Job>& jobs) const {
        thread_local ThreadScratch scratch;
        std::vector<nn::Sequence> sequences;
        for (const Job& job : jobs) sequences.push_back({job.pieces, job.shapes, job.first});
        const std::vector<std::uint32_t>& keep = settings_.act_reader.states;
        std::size_t rows = 0;
        for (const Job& job : jobs) rows += job.first.size();
        States states{encoder_.run(sequences, scratch.encoder, keep), {}};
        for (std::size_t k = 0; k < keep.size(); ++k) states.kept.push_back(scratch.encoder.kept.of<float>(0) + k * rows * encoder_.hidden());
        Gain out;
        for (const Job& job : jobs) {
            if (job.find) find(job, states, scratch, out);
            else judge(job, states, scratch, out);
            const std::size_t behind = job.first.size() * encoder_.hidden();
            states.last += behind;
            for (const float*& kept : states.kept) kept += behind;
        }
        return out;
    }

    void find(const Job& job, const States& states, ThreadScratch& scratch, Gain& out) const {
        std::vector<Found> found;
        heads_.read(job.window, states, job.judge_acts, scratch.encoder, scratch.heads, found);
        for (Found& f : found)
            out.push_back({job.text, {bytes_of(*job.cut, f.source), bytes_of(*job.cut, f.cue), bytes_of(*job.cut, f.content), f.confidence, std::move(f.acts)}, std::nullopt});
    }

    void judge(const Job& job, const States& states, ThreadScratch& scratch, Gain& out) const {
        std::vector<Found> known = job.known.parts;
        heads_.judge(job.window, states, scratch.encoder, scratch.heads, known);
        for (std::size_t k = 0; k < known.size(); ++k) out.push_back({job.text, {{}, {}, {}, 0, std::move(known[k].acts)}, job.known.number[k]});
    }

    nn::ModelFile file_;
    Settings settings_;
    WordPiece vocabulary_;
    nn::Encoder encoder_;
    Heads heads_;
};

using Spans = std::array<std::vector<Span>, 3>;

/// Source, cue and content in code points, cue first: samples are kept in the order of their cues.
std::vector<Spans> in_code_points(std::string_view text, const std::vector<Attribution>& list) {
    const CodePoints points(text);
    std::vector<Spans> out;
    for (const Attribution& a : list) {
        Spans& spans = out.emplace_back(Spans{a.source, a.cue, a.content});
        for (auto& part : spans)
            for (Span& s : part) s = {points.of_byte(s.begin), points.of_byte(s.end)};
    }
    return out;
}

bool passes(const Attributor& model, const Sample& sample) {
    const AttributionInput input{sample.text, nullptr};
    auto found = in_code_points(sample.text, model.attribute({&input, 1})[0]), wanted = sample.attributions;
    std::sort(found.begin(), found.end());
    std::sort(wanted.begin(), wanted.end());
    return found == wanted;
}

/// The shortest sample that finds something, if it is short enough to be run at every load.
const Sample* quick_sample(const std::vector<Sample>& samples) {
    const Sample* best = nullptr;
    for (const Sample& s : samples)
        if (!s.attributions.empty() && s.text.size() <= longest_quick_sample && (!best || s.text.size() < best->text.size())) best = &s;
    return best;
}

}  // namespace

Result<std::unique_ptr<Attributor>> make_attributor(nn::ModelFile file, nn::Isa isa) {
    auto settings = read_settings(file);
    if (!settings) return settings.error();
    WordPiece vocabulary;
    if (!vocabulary.build(file.vocabulary(), file.config().vocab)) return Error{ErrorCode::bad_format, file.name(), "the vocabulary does not have config.vocab lines"};
    auto encoder = nn::Encoder::make(file, isa);
    if (!encoder) return encoder.error();
    auto heads = Heads::make(file, *settings, isa);
    if (!heads) return heads.error();
    const std::string name = file.name();
    auto model = std::make_unique<Model>(std::move(file), std::move(*settings), std::move(vocabulary), std::move(*encoder), std::move(*heads));
    model->forget_pages();  // the weights have been packed; embeddings come back as they are used
    if (const Sample* sample = quick_sample(model->settings().samples); sample && !passes(*model, *sample))
        return Error{ErrorCode::bad_format, name, "the self-test sample gives other attributions than when the model was made"};
    return std::unique_ptr<Attributor>(std::move(model));
}

}  // namespace attribution

std::uint64_t multiply_adds(const Attributor& model, std::span<const AttributionInput> texts) {
    const auto* known = dynamic_cast<const attribution::Model*>(&model);
    return known ? known->multiply_adds(texts) : 0;
}

Result<std::unique_ptr<Attributor>> Attributor::load(const std::string& directory) {
    const auto isa = nn::chosen_isa();
    if (!isa) return isa.error();
    auto file = nn::ModelFile::open(directory + "/weights.rnn");
    if (!file) return file.error();
    return attribution::make_attributor(std::move(*file), *isa);
}

}  // namespace rostra

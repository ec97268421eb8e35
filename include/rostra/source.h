// Stage 1, source: files, standard input, NDJSON, HTML pages and archives → raw reports, one at a time.
// Must not know what an article, a token or a statement is.
#pragma once

#include "rostra/base.h"

#include <istream>
#include <memory>

namespace rostra {

enum class InputKind { automatic,
                       text,
                       html,
                       ndjson,
                       warc };

/// What `--as` names: "auto", "text", "html", "ndjson", "warc".
[[nodiscard]] std::optional<InputKind> input_kind(std::string_view name);

/// Bounds on hostile input. Over a bound an item fails with `too_large`; the input's other items go on.
struct SourceLimits {
    std::size_t report_bytes = 32u << 20;  ///< one text, page, NDJSON line or archive record, decoded
    std::size_t inflate_ratio = 200;       ///< decoded over encoded bytes of one record, beyond 1 MiB
};

/// Spans that came with a report (code points), for `--attributions gold` and for scoring.
struct GivenAttribution {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> source, cue, content;
};

/// One report as found: its bytes and what the container said of it.
struct RawReport {
    enum class Body { text,
                      html };
    std::string origin;  ///< for messages: "a.html", "feed.ndjson:17", "crawl.warc.gz@byte 8123"
    Body body_kind = Body::text;
    std::string body;     ///< bytes as found; text bodies of NDJSON are already valid UTF-8
    std::string charset;  ///< as the container declares it (HTTP header); empty when unknown
    std::optional<std::string> id, url, title, byline, publisher, published, language;
    std::vector<GivenAttribution> attributions;  ///< NDJSON's `attributions` or `statements`
    bool has_attributions = false;
};

/// A pull reader over one input. Not thread-safe; use one a thread.
class Source {
public:
    virtual ~Source() = default;
    /// The next report; nullopt at the end. An error is of one item (or of the input itself, then the
    /// end follows); reading goes on after it.
    [[nodiscard]] virtual std::optional<Result<RawReport>> next() = 0;
    /// Bytes consumed so far and in all (0 when unknown, as on a pipe), for progress.
    [[nodiscard]] virtual std::pair<std::uint64_t, std::uint64_t> progress() const = 0;
};

/// Opens a file, or standard input for "-". `automatic` looks at the name and the first bytes.
/// Errors: not_found, not_readable (directory, permission).
[[nodiscard]] Result<std::unique_ptr<Source>> open_source(const std::string& path, InputKind kind = InputKind::automatic,
                                                          const SourceLimits& limits = {});

/// The same over bytes in memory (server, Python, fuzzers); `name` is used in messages. The bytes must
/// outlive the source.
[[nodiscard]] std::unique_ptr<Source> open_bytes(std::string_view bytes, std::string name,
                                                 InputKind kind = InputKind::automatic, const SourceLimits& limits = {});

}  // namespace rostra

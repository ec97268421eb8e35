// Which kernels this processor can run, and which the user asked for.
#include "kernels.h"
#include "rostra/nn.h"

#include <array>
#include <cstdlib>
#if defined(__x86_64__)
#include <cpuid.h>
#endif

namespace rostra::nn {
namespace {

struct Entry {
    Isa isa;
    std::string_view name;
    const Kernels* kernels;
    bool supported;
};

#if defined(__x86_64__)
// __builtin_cpu_supports knows AVX-VNNI only in newer compilers: leaf 7, subleaf 1, EAX bit 4.
bool has_avxvnni() {
    unsigned a = 0, b = 0, c = 0, d = 0;
    return __builtin_cpu_supports("avx2") && __get_cpuid_count(7, 1, &a, &b, &c, &d) && (a >> 4 & 1);
}
#endif

const auto& entries() {
#if defined(__x86_64__)
    static const bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    static const bool avx512 = avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                               __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
    static const bool vnni = avx512 && __builtin_cpu_supports("avx512vnni");
    static const std::array<Entry, 6> list{{
        {Isa::portable, "portable", &portable_kernels, true},
        {Isa::avx2, "avx2", &avx2_kernels, avx2},
        {Isa::avxvnni, "avxvnni", &avxvnni_kernels, avx2 && has_avxvnni()},
        {Isa::avx512, "avx512", &avx512_kernels, avx512},
        {Isa::vnni, "vnni", &vnni_kernels, vnni},
        {Isa::vbmi, "vbmi", &vbmi_kernels, vnni && __builtin_cpu_supports("avx512vbmi")},
    }};
#else
    static const std::array<Entry, 1> list{{{Isa::portable, "portable", &portable_kernels, true}}};
#endif
    return list;
}

}  // namespace

std::string_view name_of(Isa isa) {
    for (const Entry& e : entries())
        if (e.isa == isa) return e.name;
    return "unknown";
}

std::vector<Isa> supported_isas() {
    std::vector<Isa> out;
    for (const Entry& e : entries())
        if (e.supported) out.push_back(e.isa);
    return out;
}

Result<Isa> chosen_isa() {
    const char* wanted = std::getenv("ROSTRA_ISA");
    if (!wanted || !*wanted) return supported_isas().back();
    for (const Entry& e : entries()) {
        if (e.name != wanted) continue;
        if (e.supported) return e.isa;
        return Error{ErrorCode::unsupported, "ROSTRA_ISA", "this processor cannot run '" + std::string(wanted) + "'"};
    }
    return Error{ErrorCode::usage, "ROSTRA_ISA", "'" + std::string(wanted) + "' is none of portable, avx2, avxvnni, avx512, vnni, vbmi"};
}

const Kernels& kernels_for(Isa isa) {
    for (const Entry& e : entries())
        if (e.isa == isa) return *e.kernels;
    return portable_kernels;
}

}  // namespace rostra::nn

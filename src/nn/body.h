// All bodies, and the table that leads to them.
#pragma once

#ifdef BYTE_PRODUCTS
#include "body_attention_bytes.h"
#else
#include "body_attention.h"
#endif
#include "body_rows.h"

#define ROSTRA_KERNELS(NAME)                                                                                                                             \
    namespace rostra::nn {                                                                                                                               \
    const Kernels NAME = {{inputs_per_group, panel_columns, lanes}, quantize, matmul, attention, norm, gelu, gated, dense, embed, peak, attention_room}; \
    }

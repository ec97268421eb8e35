// AVX-512 with VNNI: 64 byte products an instruction, summed in 32 bits without saturation.
#if defined(__x86_64__)
#include "products_512.h"

#include "body.h"
ROSTRA_KERNELS(vnni_kernels)
#endif

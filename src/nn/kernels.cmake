# Flags of the files that are compiled once for each instruction set. They hold plain loops only (see kernels.h), so
# that no code built for a newer processor can end up in the rest of the program. Only the portable ones, which have the
# same bodies, are built with sanitizers: over unrolled 512-bit blocks these take clang ten minutes a file.
set(ROSTRA_KERNEL_FLAGS -O3 -ffp-contract=fast -fno-trapping-math -fno-math-errno)
function(rostra_kernel name)
  set_source_files_properties(${CMAKE_SOURCE_DIR}/src/nn/kernels_${name}.cc PROPERTIES COMPILE_OPTIONS "${ROSTRA_KERNEL_FLAGS};${ARGN}")
endfunction()
rostra_kernel(portable)
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
  set(avx512 -mavx512f -mavx512bw -mavx512dq -mavx512vl -mavx2 -mfma -mprefer-vector-width=512)
  set(plain -fno-sanitize=all)
  rostra_kernel(avx2 ${plain} -mavx2 -mfma)
  rostra_kernel(avxvnni ${plain} -mavx2 -mfma -mavxvnni)
  rostra_kernel(avx512 ${plain} ${avx512})
  rostra_kernel(vnni ${plain} ${avx512} -mavx512vnni)
endif()
set_source_files_properties(${CMAKE_SOURCE_DIR}/src/nn/linear.cc ${CMAKE_SOURCE_DIR}/src/nn/model_file.cc PROPERTIES COMPILE_OPTIONS -O3)

# Compiles data/*.tsv into the tables of src/knowledge. Changing a table rebuilds one file.
find_package(Python3 REQUIRED COMPONENTS Interpreter)
function(rostra_compile_data target)
  file(GLOB tables CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/data/*.tsv)
  set(output ${CMAKE_BINARY_DIR}/generated/knowledge_tables.cc)
  file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/generated)
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/compile_data.py ${CMAKE_SOURCE_DIR}/data ${output}
    DEPENDS ${tables} ${CMAKE_SOURCE_DIR}/tools/compile_data.py
    COMMENT "Compiling data/*.tsv" VERBATIM)
  target_sources(${target} PRIVATE ${output})
  target_include_directories(${target} PRIVATE ${CMAKE_SOURCE_DIR}/src/knowledge)
endfunction()

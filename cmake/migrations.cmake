# Embeds src/store/migrations/KIND/NNNN_name.sql as KIND_migrations(), in order of number. Numbers must be 1, 2, 3 ...
function(rostra_migrations kind)
  set(output ${CMAKE_BINARY_DIR}/generated/${kind}_migrations.cc)
  file(GLOB files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/store/migrations/${kind}/*.sql)
  list(SORT files)
  set(steps "")
  set(expected 1)
  foreach(file ${files})
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
    get_filename_component(name ${file} NAME)
    string(REGEX MATCH "^0*([0-9]+)_" _ ${name})
    if(NOT CMAKE_MATCH_1 EQUAL expected)
      message(FATAL_ERROR "${file}: migrations must be numbered without gaps; expected ${expected}")
    endif()
    file(READ ${file} sql)
    string(APPEND steps "    {${expected}, R\"~sql~(${sql})~sql~\"},\n")
    math(EXPR expected "${expected} + 1")
  endforeach()
  file(GENERATE OUTPUT ${output} CONTENT
"// Made by cmake/migrations.cmake from src/store/migrations/${kind}; do not edit.
#include \"database.h\"

namespace rostra::store {
namespace {
constexpr Migration steps[] = {
${steps}};
}  // namespace
std::span<const Migration> ${kind}_migrations() { return steps; }
}  // namespace rostra::store
")
  target_sources(rostra_store PRIVATE ${output})
  set_source_files_properties(${output} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)  # the two kinds share names
endfunction()

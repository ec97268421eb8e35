# Everything here comes from Debian's or Ubuntu's packages; tools/install-packages.sh installs them.
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(ZLIB REQUIRED)
find_package(nlohmann_json 3.9 REQUIRED)
find_package(CLI11 REQUIRED)
pkg_check_modules(utf8proc REQUIRED IMPORTED_TARGET libutf8proc)
pkg_check_modules(xxhash REQUIRED IMPORTED_TARGET libxxhash)
pkg_check_modules(zstd REQUIRED IMPORTED_TARGET libzstd)
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(pq REQUIRED IMPORTED_TARGET libpq)
pkg_check_modules(brotli REQUIRED IMPORTED_TARGET libbrotlidec)

# libmodest-dev has no pkg-config file; MyHTML is part of libmodest.
find_library(MODEST_LIBRARY modest REQUIRED)
find_path(MODEST_INCLUDE myhtml/api.h REQUIRED)
add_library(modest INTERFACE)
target_link_libraries(modest INTERFACE ${MODEST_LIBRARY})
target_include_directories(modest SYSTEM INTERFACE ${MODEST_INCLUDE})

# CLD2 has no pkg-config file either.
find_library(CLD2_LIBRARY cld2 REQUIRED)
find_path(CLD2_INCLUDE cld2/public/compact_lang_det.h REQUIRED)
add_library(cld2 INTERFACE)
target_link_libraries(cld2 INTERFACE ${CLD2_LIBRARY})
target_include_directories(cld2 SYSTEM INTERFACE ${CLD2_INCLUDE})

# The site's HTTP. Debian 13's header calls OpenSSL from inline code, which its package file does not tell.
pkg_check_modules(httplib REQUIRED IMPORTED_TARGET cpp-httplib)
find_package(OpenSSL)
if(OPENSSL_FOUND)
  target_link_libraries(PkgConfig::httplib INTERFACE OpenSSL::SSL OpenSSL::Crypto)
endif()

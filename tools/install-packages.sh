#!/usr/bin/env bash
# Installs what Rostra needs from Debian's or Ubuntu's packages. Does nothing, fast, when all of it is there.
# Works as root or with sudo. Target: Debian 12 and 13, Ubuntu 22.04 and 24.04.
set -euo pipefail

build=(build-essential cmake ninja-build pkg-config ccache python3 python3-venv libutf8proc-dev libxxhash-dev libzstd-dev
       libcld2-dev libbrotli-dev zlib1g-dev libsqlite3-dev libsodium-dev libpq-dev nlohmann-json3-dev libcli11-dev libcpp-httplib-dev libkainjow-mustache-dev)
check=(libgtest-dev clang clang-format chromium git pybind11-dev python3-dev postgresql)

if ! command -v apt-get >/dev/null; then
  echo "Rostra's installer knows Debian and Ubuntu (apt-get), which this machine lacks." >&2
  echo "Install by hand: ${build[*]} MyHTML (libmodest)." >&2
  exit 1
fi

known() { [ -n "$(apt-cache policy "$1" 2>/dev/null | sed -n 's/^  Candidate: //p' | grep -v '(none)')" ]; }
installed() { dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null | grep -q '^installed$'; }

# Names that differ between releases: the first one that this release knows, or that is already there.
alternatives() {
  local name
  for name in "$@"; do installed "$name" && { echo "$name"; return; }; done
  for name in "$@"; do known "$name" && { echo "$name"; return; }; done
  return 1
}

missing() {
  local name
  for name in "$@"; do installed "$name" || echo "$name"; done
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null; then sudo "$@"
  else
    echo "Packages are missing: $*" >&2
    echo "Run this as root, or install sudo, or let an administrator run the line above." >&2
    exit 1
  fi
}

want=("${build[@]}" "${check[@]}")
all=$(missing "${want[@]}")
html=$(alternatives libmodest-dev || true)
if [ -z "$all" ] && installed "${html:-none}"; then exit 0; fi

as_root apt-get update -q
html=$(alternatives libmodest-dev) || { echo "This release does not package libmodest-dev (MyHTML)." >&2; exit 1; }
# Ubuntu's chromium is a snap wrapper; where it cannot be installed the browser tests say 'skipped'.
known chromium || want=("${want[@]/chromium}")
mapfile -t names < <(missing $(printf '%s\n' "${want[@]}" "$html" | grep .))
[ ${#names[@]} = 0 ] || as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${names[@]}"

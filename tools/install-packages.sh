#!/usr/bin/env bash
# Installs what Rostra needs from Debian's or Ubuntu's packages:
#   tools/install-packages.sh [build|test|check]
# build (the default): the program. test: also what `make test` drives, Chromium and a PostgreSQL server. check: also clang, for
# sanitizers, fuzzing and lint. Does nothing, fast, when all of it is there. Works as root or with sudo.
# Target: Debian 12 and 13, Ubuntu 22.04 and 24.04.
set -euo pipefail

want=(build-essential cmake ninja-build pkg-config ccache python3 python3-dev libutf8proc-dev libxxhash-dev libzstd-dev libcld2-dev libbrotli-dev
      zlib1g-dev libmodest-dev libsqlite3-dev libsodium-dev libpq-dev nlohmann-json3-dev libcli11-dev libcpp-httplib-dev
      libgtest-dev pybind11-dev)
case ${1:-build} in
  build) ;;
  test) want+=(python3-venv chromium fonts-dejavu-core postgresql) ;;
  check) want+=(python3-venv chromium fonts-dejavu-core postgresql clang libclang-rt-dev clang-format git) ;;
  *) echo "usage: $0 [build|test|check]" >&2; exit 2 ;;
esac

if ! command -v apt-get > /dev/null; then
  echo "Rostra's installer knows Debian and Ubuntu (apt-get), which this machine lacks. Install by hand what these packages hold:" >&2
  echo "  ${want[*]}" >&2
  exit 1
fi

installed() { dpkg-query -W -f '${db:Status-Status}' "$1" 2> /dev/null | grep -q '^installed$'; }
known() { [ -n "$(apt-cache policy "$1" 2> /dev/null | sed -n 's/^  Candidate: //p' | grep -v '(none)')" ]; }

missing=()
for name in "${want[@]}"; do installed "$name" || missing+=("$name"); done
[ ${#missing[@]} = 0 ] && exit 0

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo > /dev/null; then sudo "$@"
  else
    echo "Packages are missing: ${missing[*]}" >&2
    echo "Run this as root, or install sudo, or let an administrator install them." >&2
    exit 1
  fi
}

as_root apt-get update -q
names=()
for name in "${missing[@]}"; do
  if known "$name"; then names+=("$name")
  # Ubuntu ships Chromium as a snap only: the browser tests then say 'skipped'.
  elif [ "$name" = chromium ]; then echo "This release has no package chromium: the browser tests will be skipped." >&2
  # clang's run-time libraries (sanitizers, libFuzzer); older releases have them inside clang's own packages.
  elif [ "$name" = libclang-rt-dev ]; then continue
  else echo "This release does not package $name, which Rostra needs." >&2; exit 1
  fi
done
[ ${#names[@]} = 0 ] || as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${names[@]}"

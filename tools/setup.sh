#!/bin/sh
# Installs what bluf needs, and says what it is doing. Doing it again costs a quarter of a second.
#
#   tools/setup.sh runtime   what `bluf` itself needs (requirements.lock)
#   tools/setup.sh dev       and what the tests and checks need (requirements-dev.lock)
#   tools/setup.sh uv        only uv, for `make lock`
#
# Environment: VENV (.venv) and UV_VENV (.uv) say where; PYTHON names an interpreter, otherwise the first 3.11+ on PATH.
set -eu
cd "$(dirname "$0")/.."

UV_VERSION=0.13.9
VENV=${VENV:-.venv}
UV_VENV=${UV_VENV:-.uv}
export PIP_DISABLE_PIP_VERSION_CHECK=1 UV_PYTHON_DOWNLOADS=never

say() { printf '==> %s\n' "$*" >&2; }
stop() { say "$@"; exit 1; }

# --- the machine: Python, and the libraries that WeasyPrint loads -------------------------------------------------------

find_python() {
    for name in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            python=$(command -v "$name")
            return
        fi
    done
    python=
}

loads() { "$python" -c 'import ctypes, sys; ctypes.CDLL(sys.argv[1])' "$1" 2>/dev/null; }

# The Debian package that brings `venv` and `ensurepip` to the Python found.
venv_package() {
    case $python in
        "" | */python3) echo python3-venv ;;
        *) echo "$(basename "$python")-venv" ;;
    esac
}

find_missing() {
    missing=
    find_python
    if [ -z "$python" ] || ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        missing="$missing $(venv_package)"
    fi
    [ "$(uname -s)" = Linux ] || return 0
    if [ ! -e /etc/ssl/certs/ca-certificates.crt ] && [ -e /etc/debian_version ]; then
        missing="$missing ca-certificates"
    fi
    if [ -z "$python" ] || ! loads libpangoft2-1.0.so.0; then
        missing="$missing libpangoft2-1.0-0"
    fi
    if [ -z "$python" ] || ! loads libharfbuzz-subset.so.0; then
        missing="$missing libharfbuzz-subset0"
    fi
}

install_system_packages() {
    find_missing
    [ -n "$missing" ] || return 0
    if ! command -v apt-get >/dev/null 2>&1; then
        say "missing on this machine (by their Debian names):$missing"
        stop "install what your system calls them (Python 3.11+ with venv, Pango, HarfBuzz), then run this again"
    fi
    if [ "$(id -u)" = 0 ]; then
        sudo=
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        sudo="sudo -n"
    else
        say "missing on this machine, and only root can install them:$missing"
        say "run this line, then the same command again:"
        line="apt-get update && apt-get install -y --no-install-recommends$missing"
        if command -v sudo >/dev/null 2>&1; then
            line="sudo sh -c '$line'"
        else
            line="su -c '$line'"
        fi
        printf '\n    %s\n\n' "$line" >&2
        exit 1
    fi
    say "installing system packages:$missing"
    $sudo apt-get update -q >&2 || say "apt-get update failed; going on with the package lists that are here"
    # shellcheck disable=SC2086  # a list of words
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing >&2 ||
        stop "apt-get could not install:$missing"
    find_missing
    [ -n "$python" ] || stop "this system's Python is older than 3.11: install python3.11 or newer, or set PYTHON=/path/to/it"
    [ -z "$missing" ] || say "still not found, going on without:$missing"
}

# --- the virtual environment --------------------------------------------------------------------------------------------

find_uv() {
    uv=$UV_VENV/bin/uv
    if "$uv" --version 2>/dev/null | grep -q "^uv $UV_VERSION"; then
        return
    fi
    say "installing uv $UV_VERSION into $UV_VENV"
    if ! { "$python" -m venv --clear "$UV_VENV" && "$UV_VENV/bin/python" -m pip install -q "uv==$UV_VERSION" >&2; }; then
        say "uv cannot be installed here: going on with pip, which takes a few minutes"
        uv=
    fi
}

make_venv() {
    if "$VENV/bin/python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null &&
        { [ -n "$uv" ] || "$VENV/bin/python" -m pip --version >/dev/null 2>&1; }; then
        return
    fi
    say "making the virtual environment $VENV with $("$python" --version) ($python)"
    if [ -n "$uv" ]; then
        "$uv" venv -q --clear --python "$python" "$VENV"
    else
        "$python" -m venv --clear "$VENV"
    fi
}

install() {
    if [ -n "$uv" ]; then
        "$uv" pip install -q --python "$VENV/bin/python" "$@"
    else
        "$VENV/bin/python" -m pip install -q "$@"
    fi
}

# What an installed environment depends on; the stamp holds it.
fingerprint() { { cat requirements.lock "$1" pyproject.toml; pwd; } | cksum; }

set_up() {
    lock=$1
    stamp=$VENV/.installed-$2
    if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(fingerprint "$lock")" ] && "$VENV/bin/python" -c '' 2>/dev/null; then
        return
    fi
    find_uv
    make_venv
    say "installing $(grep -c '^[a-zA-Z0-9]' "$lock") packages into $VENV"
    install --require-hashes -r "$lock"
    install --no-deps -e .
    fingerprint "$lock" >"$stamp"
    [ "$2" = runtime ] || fingerprint requirements.lock >"$VENV/.installed-runtime"
}

case ${1:-} in
    runtime | dev | uv) install_system_packages ;;
    *) stop "usage: tools/setup.sh runtime|dev|uv" ;;
esac
case $1 in
    runtime) set_up requirements.lock runtime ;;
    dev) set_up requirements-dev.lock dev ;;
    uv) find_uv ;;
esac

#!/bin/sh
# Brings what the Makefile needs and the machine may lack. Run from the project's folder; does nothing where all is there.
#   tools/bootstrap.sh venv     .venv/ with Python 3.11 or newer
#   tools/bootstrap.sh tests    git, Chromium, a font and a library that Playwright needs, for the tests
# Exit codes: 0 all there; 2 wrong use; 3 the machine lacks something that could not be installed.
set -eu

say() { printf 'bootstrap: %s\n' "$*" >&2; }
fail() {
    say "$@"
    exit 3
}

# Installs the Debian packages named, saying so first; with sudo for whoever is not root.
install_packages() {
    command -v apt-get >/dev/null 2>&1 ||
        fail "this machine lacks: $*. There is no apt-get here to install them (names as in Debian); install them yourself, then run make again."
    sudo=
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null 2>&1 ||
            fail "this machine lacks: $*. Ask an administrator to run: apt-get install $*"
        sudo=sudo
        [ -t 0 ] || sudo='sudo -n' # nobody is there to type a password
    fi
    say "installing $* with ${sudo:+$sudo }apt-get"
    # $sudo is none, one or two words
    # shellcheck disable=SC2086
    { $sudo apt-get update -qq && $sudo env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "$@"; } >&2 ||
        fail "apt-get could not install $*; its message stands above. Install them yourself, then run make again."
}

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

# Prints the first Python that is new enough; 3.11 before others, since requirements/ was resolved for it.
find_python() {
    for python in ${PYTHON:+"$PYTHON"} python3.11 python3.12 python3.13 python3.14 python3; do
        if new_enough "$python"; then
            command -v "$python"
            return
        fi
    done
    return 1
}

# The folder is written in .venv/.where: an environment does not survive being moved or copied.
venv_stands() {
    new_enough .venv/bin/python && .venv/bin/python -m pip --version >/dev/null 2>&1 &&
        [ "$(cat .venv/.where 2>/dev/null)" = "$(pwd -P)" ]
}

make_venv() {
    if venv_stands; then return; fi
    if ! python=$(find_python); then
        install_packages python3 python3-venv
        python=$(find_python) || fail "Python 3.11 or newer is needed, and this system's own is older."
    elif ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
        install_packages python3-venv # Debian keeps these two modules apart from Python
        "$python" -c 'import ensurepip, venv' >/dev/null 2>&1 || python=/usr/bin/python3
        new_enough "$python" || fail "$python is older than Python 3.11."
    fi
    say "making .venv with $python"
    "$python" -m venv --clear .venv >&2 || fail "$python could not make .venv; its message stands above."
    pwd -P >.venv/.where
}

debian_has() {
    case $(dpkg-query -W -f '${Status}' "$1" 2>/dev/null) in *' installed') ;; *) return 1 ;; esac
}

bring_test_tools() {
    set --
    command -v git >/dev/null 2>&1 || set -- "$@" git
    command -v chromium >/dev/null 2>&1 || set -- "$@" chromium
    if command -v dpkg-query >/dev/null 2>&1; then
        for package in fonts-dejavu-core libatomic1; do # libatomic1: Playwright's own Node does not start without it
            debian_has "$package" || set -- "$@" "$package"
        done
    fi
    if [ $# -gt 0 ]; then install_packages "$@"; fi
}

case ${1-} in
    venv) make_venv ;;
    tests) bring_test_tools ;;
    *)
        say "usage: tools/bootstrap.sh venv | tests"
        exit 2
        ;;
esac

# Makes .venv and the front end from what the clone holds. Sourced by the scripts in bin/, from the root of the clone.
# Everything here is done once: a stamp beside what was made says from what, so that the next start skips it.

umask 022 # by root: the embedded database runs as a user of its own and must be able to read its programs
STAMPS=.venv/stamps
UV=.venv/bin/uv
# Where the machine has a store of certificates, uv and npm trust it, as pip and git do: an inner mirror may be signed by it alone.
CERTIFICATES=/etc/ssl/certs/ca-certificates.crt
if [ -e "$CERTIFICATES" ]; then
    export UV_SYSTEM_CERTS="${UV_SYSTEM_CERTS:-1}" NODE_EXTRA_CA_CERTS="${NODE_EXTRA_CA_CERTS:-$CERTIFICATES}"
fi

say() { printf '%s\n' "$*" >&2; }

give_up() {
    say "$*"
    exit 1
}

# stamped NAME FILE...: whether NAME was last made from these files as they are now.
stamped() {
    stamp=$1
    shift
    sum=$(cat "$@" | sha256sum)
    [ "$(cat "$STAMPS/$stamp" 2>/dev/null)" = "$sum" ]
}

stamp() {
    stamp=$1
    shift
    mkdir -p "$STAMPS"
    cat "$@" | sha256sum >"$STAMPS/$stamp"
}

# One script at a time makes the environment; the others wait and then find it made.
begin_making() {
    exec 9<bin/lib/environment.sh
    if command -v flock >/dev/null; then flock 9; fi
}

end_making() { exec 9>&-; }

# is_new_enough PYTHON: whether it is there and Upwell runs on it.
is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

# The distribution's own Python comes before one that was built beside it: it is kept safe by the distribution's updates, stays where it is,
# and as Debian builds it, it serves a page with a quarter less work (docs/decisions/0005).
ensure_environment() {
    if is_new_enough .venv/bin/python; then return; fi
    if [ -n "${UPWELL_PYTHON:-}" ]; then set -- "$UPWELL_PYTHON"; else set -- /usr/bin/python3 python3; fi
    why=
    for python in "$@"; do
        if is_new_enough "$python" && why=$("$python" -m venv --without-pip --clear .venv 2>&1); then return; fi
    done
    case $why in
    '') ;;
    *"No module named"*) give_up "The environment .venv could not be made (${why##*: }): install python3-venv, or name another Python with UPWELL_PYTHON." ;;
    *) give_up "The environment .venv could not be made: $(printf '%s' "$why" | tail -n 1)" ;;
    esac
    version=$("$python" -V 2>&1) || give_up "Upwell needs Python 3.11 or newer, and $python is not there or does not run: install python3, or name another with UPWELL_PYTHON."
    give_up "Upwell needs Python 3.11 or newer; $python is $version. Name another with UPWELL_PYTHON."
}

bundled_pip() {
    for wheel in bin/bootstrap/pip-*.whl; do :; done
    PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore .venv/bin/python "$wheel/pip" "$@"
}

ensure_uv() {
    ensure_environment
    if stamped uv requirements/uv.lock; then return; fi
    if bundled_pip install --quiet --require-hashes --requirement requirements/uv.lock; then
        stamp uv requirements/uv.lock
    else
        say "uv cannot be had here; pip installs instead, which takes longer."
        UV=
    fi
}

# install_locked NAME...: what requirements/NAME.lock lists, with the hashes it gives.
install_locked() {
    for name in "$@"; do
        lock=requirements/$name.lock
        if stamped "$name" "$lock"; then continue; fi
        ensure_uv
        say "Installing $(grep -c '^[a-z].*==' "$lock") packages ($lock) ..."
        if [ -n "$UV" ]; then
            UV_LINK_MODE=${UV_LINK_MODE:-copy} "$UV" pip install --quiet --python .venv/bin/python --require-hashes --requirement "$lock"
        else
            bundled_pip install --quiet --require-hashes --requirement "$lock"
        fi || give_up "Installing $lock failed; is there a connection to a package index?"
        stamp "$name" "$lock"
    done
}

# The clone itself runs in place: its folder on Python's path, and the command beside Python.
link_upwell() {
    if [ "$(cat "$STAMPS/linked" 2>/dev/null)" = "$PWD" ]; then return; fi
    packages=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
    printf '%s\n' "$PWD" >"$packages/upwell.pth"
    cat >.venv/bin/upwell <<'SCRIPT'
#!/bin/sh
exec "$(dirname "$(readlink -f "$0")")/python" -m upwell.cli "$@"
SCRIPT
    chmod +x .venv/bin/upwell
    mkdir -p "$STAMPS"
    printf '%s\n' "$PWD" >"$STAMPS/linked"
}

node_is_new_enough() { node -e 'process.exit(parseInt(process.versions.node) >= 20 ? 0 : 1)' 2>/dev/null; }

ensure_node() {
    PATH=$PWD/.venv/bin:$PATH
    if ! node_is_new_enough; then install_locked build; fi
    node_is_new_enough || give_up "The front end needs Node 20 or newer, and none could be installed."
}

# build_front_end [force]: frontend/ -> upwell/web/built/, where the sources are newer than what was built of them.
build_front_end() {
    if [ ! -f frontend/package.json ]; then return; fi
    sources=$(find frontend -name node_modules -prune -o -type f -print | LC_ALL=C sort)
    built=upwell/web/built/.built-from
    # shellcheck disable=SC2086 # the names are ours, and hold no spaces
    made_from=$(cat $sources | sha256sum)
    if [ "$(cat "$built" 2>/dev/null)" = "$made_from" ]; then return; fi
    ensure_node
    say "Building the front end ..."
    log=.venv/front-end.log
    {
        { [ -d frontend/node_modules ] && stamped node_modules frontend/package-lock.json; } ||
            npm ci --prefix frontend --no-audit --no-fund
    } >"$log" 2>&1 && stamp node_modules frontend/package-lock.json &&
        npm run build --prefix frontend >>"$log" 2>&1 || {
        tail -n 20 "$log" >&2
        give_up "The front end could not be built: $log says more."
    }
    printf '%s\n' "$made_from" >"$built"
}

# What the checks and the tests need: all of the above, and the tools.
prepare_for_tests() {
    begin_making
    ensure_environment
    install_locked dev
    link_upwell
    build_front_end
    ensure_node
    end_making
    # The Node that Playwright brings needs a library that a bare Debian has not; this one is known to run.
    PLAYWRIGHT_NODEJS_PATH=$(node -p process.execPath)
    export PLAYWRIGHT_NODEJS_PATH
    # What Python compiled is kept, apart from the sources, though the machine may say otherwise: the tests start it often.
    unset PYTHONDONTWRITEBYTECODE
    export PYTHONPYCACHEPREFIX="$PWD/.cache/compiled"
}

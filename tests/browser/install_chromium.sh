#!/bin/sh
# The browser tests drive Debian's chromium, some of them through nginx. Installs both with apt as root; says what to install otherwise.
PATH="$PATH:/usr/sbin:/sbin"
POLICY=/usr/sbin/policy-rc.d
missing=
command -v chromium >/dev/null 2>&1 || missing="chromium"
command -v nginx >/dev/null 2>&1 || missing="$missing nginx-light"
[ -z "$missing" ] && exit 0

# The tests start an nginx of their own. One that is new on this machine is not started: not now, and not with the machine.
without_starting() {
    if [ ! -e "$POLICY" ]; then
        trap 'rm -f "$POLICY"' EXIT
        printf '#!/bin/sh\nexit 101\n' >"$POLICY"
        chmod +x "$POLICY"
    fi
    "$@" || return 1
    case "$missing" in *nginx*) update-rc.d nginx disable >/dev/null 2>&1 || true ;; esac
}

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq && without_starting apt-get install -y -qq --no-install-recommends $missing >/dev/null && exit 0
fi
echo "The browser tests need chromium and nginx. Install them: sudo apt-get install chromium nginx-light" >&2
exit 1

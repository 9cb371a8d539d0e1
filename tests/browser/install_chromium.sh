#!/bin/sh
# The browser tests drive Debian's chromium. Installs it with apt as root; says what to install otherwise.
command -v chromium >/dev/null 2>&1 && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null && exit 0
fi
echo "The browser tests need chromium. Install it: sudo apt-get install chromium" >&2
exit 1

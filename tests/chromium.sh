#!/bin/sh
# The browser of the tests: installed where this account may, named where it may not.
for program in chromium chromium-browser; do
    command -v "$program" >/dev/null 2>&1 && exit 0
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo 'Installing Chromium for the browser tests (once) ...'
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-noto-core \
        </dev/null >/dev/null && exit 0
fi
echo 'Chromium is missing, so the browser tests will be skipped. On Debian and Ubuntu:' >&2
echo '  sudo apt-get install chromium fonts-noto-core' >&2

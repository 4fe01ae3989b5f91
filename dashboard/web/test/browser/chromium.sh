#!/bin/sh
# Makes sure that a Chromium is there: the one named by CHROMIUM, Debian's, or Debian's newly installed where that is allowed.
set -eu
browser=${CHROMIUM:-/usr/bin/chromium}
[ -x "$browser" ] && exit 0
if [ -n "${CHROMIUM:-}" ]; then
  echo "CHROMIUM names $browser, which cannot be run" >&2
  exit 1
fi
as_root=
if [ "$(id -u)" -ne 0 ]; then
  if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then as_root="sudo -n"; else as_root=none; fi
fi
if [ "$as_root" = none ] || ! command -v apt-get >/dev/null; then
  echo "The browser tests need Chromium: install the package 'chromium', or set CHROMIUM to a program of that kind." >&2
  exit 1
fi
$as_root apt-get update -qq
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends chromium >/dev/null

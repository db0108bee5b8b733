# SPDX-License-Identifier: Apache-2.0
# docs/put-it-on-a-gateway.md, followed word by word on a machine of its own; then what the unit promises.
page=$here/../docs/put-it-on-a-gateway.md
log=$work/steps.log

on() { "$here/groups/machine" run "$work/machine" "$@"; }
show() { on systemctl show suture --property "$1" --value; }
status() { on /opt/suture/bin/suture status --root /var/lib/suture; }
said() { sed -n "/^## $1\$/,/^## $(($1 + 1))\$/p" "$log"; }
says() { said "$1" | grep -E -- "$2" >/dev/null; }
follow() {
    "$here/groups/steps" "$page" >"$work/steps"
    on bash -c 'cat >/root/suture-0.1.0.tar.gz' <"$archive"
    on bash -c 'cat >/root/steps' <"$work/steps"
    timeout 600 "$here/groups/machine" run "$work/machine" bash -c 'cd /root && exec bash steps' </dev/null >"$log" 2>&1 \
        || { sed 's/^/    | /' "$log"; on journalctl -u suture --no-pager | tail -20; return 1; }
}
fingerprint() { said "$1" | grep -oE 'sha256 [0-9a-f]{64}'; }
same_trust() { [ -n "$(fingerprint 2)" ] && [ "$(fingerprint 2)" = "$(fingerprint 4)" ]; }
dropin() { # lines of [Service]
    printf '[Service]\n%s\n' "$1" | on bash -c 'mkdir -p /etc/systemd/system/suture.service.d && cat >/etc/systemd/system/suture.service.d/test.conf'
    on systemctl daemon-reload
}
started_again() { [ "$(show NRestarts)" -gt "$1" ]; }
runs() { [ "$(show ActiveState)" = active ]; }
patched() { status 2>&1 | grep '^gateway 5\.2\.0 (a)' >/dev/null; }
sandboxed() { on systemd-analyze security --no-pager --threshold=15 suture.service >/dev/null; }
threads_told() { on journalctl -u suture --no-pager | grep 'Full thread dump' >/dev/null; }
stopped_in_order() { on systemctl stop suture && [ "$(show Result) $(show ActiveState)" = "success inactive" ]; }

echo "guide: docs/put-it-on-a-gateway.md, word by word"
if [ "$(id -u)" != 0 ] || ! unshare --mount --pid --net --cgroup --fork true 2>/dev/null || ! findmnt -nt cgroup2 >/dev/null; then
    echo "guide: skipped: it needs root, and a kernel that gives out name spaces and control groups of version 2"
    return 0
fi
mkdir "$work/machine"
trap '"$here/groups/machine" stop "$work/machine"; rm -rf "$work"' EXIT
"$here/groups/machine" start "$work/machine"
version=$(cat /etc/debian_version)

held "every step succeeds" follow
held "the device trusts the root that was made" same_trust
held "the hole is open" says 6 "^$version\$"
held "the gateway tells of itself" says 6 '^gateway .*device [0-9a-f]{16}'
held "the patch is announced" says 7 '5\.2\.0 \(a\)'
held "it is confirmed" says 8 '^phase +confirmed'
held "the hole is closed" says 8 '^\$\{url:UTF-8:file:///etc/debian_version\}$'
held "by the same process" [ "$(show NRestarts)" = 0 ]
held "systemd finds no mistake in the unit" on systemd-analyze verify /etc/systemd/system/suture.service
held "and little to attack" sandboxed

dropin 'WatchdogSec=10'
on systemctl restart suture
on kill -STOP "$(show MainPID)"
held "a gateway that hangs is killed and started again" await started_again 0
held "and runs" await runs
held "its threads are in the journal" threads_told
held "with the patch" await patched
held "a stop is no failure" stopped_in_order

dropin $'ExecStart=\nExecStart=bash -c "systemd-notify READY=1; exit 75"'
on systemctl start suture
held "75 is a relaunch, however often" await started_again 6
held "and no failure" [ "$(show Result)" = success ]

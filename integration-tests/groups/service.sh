# SPDX-License-Identifier: Apache-2.0
# A gateway from the archive, which it may only read, as a user of its own, with a socket to listen to what it says.
home=$work/suture-0.1.0
state=$work/state
words=$work/words

lay_out() {
    local framework jar=$home/repository/com/acme/hang/1.0.0
    chmod 755 "$work"
    tar -xzf "$archive" -C "$work"
    framework=$(echo "$home"/repository/org/apache/felix/org.apache.felix.framework/*/*.jar)
    mkdir -p "$work/hang" "$jar" "$state"
    javac -d "$work/hang" -cp "$framework" "$here/groups/hang/Hang.java"
    printf 'Bundle-ManifestVersion: 2\nBundle-SymbolicName: com.acme.hang\nBundle-Version: 1.0.0\nBundle-Activator: Hang\nImport-Package: org.osgi.framework\n' \
        >"$work/hang.mf"
    jar --create --file "$jar/hang-1.0.0.jar" --manifest "$work/hang.mf" -C "$work/hang" .
    cat >"$work/hang.json" <<END
{"feature-resource-version": "1.0", "id": "com.acme:hang:1.0.0", "bundles": [{"id": "com.acme:hang:1.0.0"}],
 "extensions": {"framework-launching-properties": {"kind": "mandatory", "type": "json", "json": {"hang.when": "$work/hangs"}}}}
END
    chmod -R a-w "$home"
    [ "$(id -u)" != 0 ] || chown nobody "$state"
}

# Another user than the one whose files these are, where that can be had.
as_another() {
    if [ "$(id -u)" = 0 ]; then exec setpriv --reuid=nobody --regid=nogroup --clear-groups "$@"; else exec "$@"; fi
}
tree() { (cd "$home" && find . -type f -print0 | sort -z | xargs -0 sha256sum); }
beats() { grep -c '^WATCHDOG=1$' "$words" || true; }
beats_beyond() { [ "$(beats)" -gt "$1" ]; }
beat() { beats_beyond "$before"; }
hangs() { jcmd -J-XX:-UsePerfData "$(pgrep -f "Main run --root $state")" Thread.print 2>/dev/null | grep -A 25 '"suture-heartbeat"' | grep -q ' Hang\.'; }
silent() {
    sleep 3 # what was said before is on its way
    before=$(beats)
    sleep 5 # of which it would use one
    [ "$(beats)" = "$before" ]
}
ends_in_order() {
    local code=0
    kill "$gateway"
    wait "$gateway" || code=$?
    [ "$code" = 143 ]
}

echo "service: a gateway under the eyes of systemd, played by a socket"
lay_out
tree >"$work/tree"
"$here/groups/notify-socket" "$work/socket" >"$words" &
listener=$!
trap 'kill "$listener" ${gateway:-} 2>/dev/null || true; rm -rf "$work"' EXIT
await [ -S "$work/socket" ]
(
    export NOTIFY_SOCKET=$work/socket WATCHDOG_USEC=3000000 JDK_JAVA_OPTIONS=-XX:-UsePerfData # which would stay in /tmp
    as_another "$home/bin/suture" run --root "$state" --product gateway --base 5.2.0 --device line-1 --feature core "$work/hang.json"
) </dev/null >"$work/gateway.log" 2>&1 &
gateway=$!
before=2
held "it says again and again that it lives" await beat
held "once before, that it is up" [ "$(grep -n '^READY=1$' "$words")" = "1:READY=1" ]
touch "$work/hangs"
if [ "$(id -u)" = 0 ]; then hang_seen() { setpriv --reuid=nobody --regid=nogroup --clear-groups bash -c "$(declare -f hangs); state=$state; hangs"; }; else hang_seen() { hangs; }; fi
held "the framework hangs" await hang_seen
held "then nothing is said" silent
held "though the process runs" kill -0 "$gateway"
rm "$work/hangs"
held "it hangs no more, and says that it lives" await beat
held "a stop is in order" ends_in_order
held "nothing was written where it was unpacked" diff <(tree) "$work/tree"
held "nothing is left" [ -z "$(pgrep -f "$home" || true)" ]

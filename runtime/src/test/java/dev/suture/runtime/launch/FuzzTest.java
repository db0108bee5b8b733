// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.launch;

import java.io.IOException;
import java.nio.file.Files;

import dev.suture.fuzz.FuzzTargets;
import dev.suture.runtime.UserError;
import dev.suture.tuf.json.MalformedException;

class FuzzTest extends FuzzTargets {
    FuzzTest() {
        target("settings", this::settings, UserError.class).sample(text("""
                {"format":1,"product":"gateway","base":"5.2.0","device":"d1","launching":{"a":"b","c":1}}"""));
        target("feature", input -> Feature.parse("input", input), MalformedException.class, UserError.class)
                .sample(text(
                        """
                                {"id":"a:b:1","bundles":[{"id":"g:a:1"},{"id":"g:b:2","bundleStartLevel":3}],
                                "configurations":{"some.pid":{"a":"b","c":1,"d":true}},
                                "extensions":{"suture-system":{"artifacts":[{"id":"g:c:3"}]},"suture-includes":{"text":["core"]},
                                "framework-launching-properties":{"json":{"a":"b","c":1}}}}"""))
                .found("a PID of many parts",
                        text("{\"bundles\":[],\"configurations\":{\"a" + ".a".repeat(20_000) + "\":{}}}"));
        target("configuration", ConfigurationFiles::read, IOException.class).sample(text("""
                service.pid="some.pid"
                number=I"7"
                long=L"-1"
                flag=B"true"
                list=["a","b"]
                numbers=I["1","2"]
                several=("a")
                """.replace("\n", "\r\n"))).found("a number that is none", text("number=I\"7d\"\r\n"));
    }

    private void settings(byte[] input) throws IOException {
        Files.write(folder().resolve("settings.json"), input);
        Settings.find(folder()).orElseThrow().frameworkProperties();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.suture.adopt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code docs/adopt.md}, followed to the letter: what stands in its blocks is done, with the shipped command line. */
final class Guide {
    private static final Pattern BLOCK = Pattern.compile("^```\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final String CONSOLE = "g! ";

    private final Path page;
    private final Map<String, String> here;

    /** @param here what the page's paths and addresses are in this test */
    Guide(Path page, Map<String, String> here) {
        this.page = page;
        this.here = here;
    }

    /** Does what stands under a heading that begins so. @return what the console answered */
    List<String> follow(String heading, Host host) throws IOException, InterruptedException {
        List<String> answers = new ArrayList<>();
        for (String block : blocks(heading)) {
            if (block.startsWith(CONSOLE)) {
                for (String line : block.lines().toList()) {
                    answers.addAll(host.say(translate(line.substring(CONSOLE.length()))));
                }
            } else {
                run(block);
            }
        }
        return answers;
    }

    /** Does what a shell would, with the page's paths and addresses. */
    void run(String script) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("bash", "-euc", translate(script)).redirectErrorStream(true).start();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (shell.waitFor() != 0) {
            throw new AssertionError(translate(script) + said);
        }
    }

    private List<String> blocks(String heading) throws IOException {
        String text = Files.readString(page);
        int begin = text.indexOf("\n## " + heading);
        if (begin < 0) {
            throw new IllegalArgumentException(page + " has no heading " + heading);
        }
        int end = text.indexOf("\n## ", begin + 1);
        return BLOCK.matcher(text.substring(begin, end < 0 ? text.length() : end)).results()
                .map(block -> block.group(1)).toList();
    }

    private String translate(String text) {
        String translated = text;
        for (Map.Entry<String, String> each : here.entrySet()) {
            translated = translated.replace(each.getKey(), each.getValue());
        }
        return translated;
    }
}

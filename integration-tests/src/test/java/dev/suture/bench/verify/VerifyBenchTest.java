// SPDX-License-Identifier: Apache-2.0
package dev.suture.bench.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.suture.bench.Machine;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VerifyBenchTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void oursDoesTheWorkOfEachScheme(Scheme scheme) throws Exception {
        Repository.make(folder, scheme, 3);
        Path trusted = Files.createDirectory(folder.resolve("trusted"));
        Client.Work work = Client.OURS.over(Repository.at(folder));
        work.refresh(trusted);
        work.refresh(trusted);
        assertTrue(Files.exists(trusted.resolve("metadata/targets.json")));
    }

    @Test
    void theTableSaysWhatOneCannotAndHowManyTimesOursTheOtherTakes() {
        Figure ours = new Figure(Duration.ofMillis(100), Duration.ofMillis(10), Duration.ofMillis(4));
        Figure other = new Figure(Duration.ofMillis(250), Duration.ofMillis(5), Duration.ofMillis(4));
        VerifyResult result = new VerifyResult(Machine.here(), List.of(
                new Trial(3, Scheme.ECDSA, Client.OURS, List.of(ours), Optional.of(10), ""),
                new Trial(3, Scheme.ECDSA, Client.SIGSTORE, List.of(other), Optional.of(20), ""),
                new Trial(3, Scheme.HYBRID, Client.OURS, List.of(ours), Optional.of(10), ""),
                new Trial(3, Scheme.HYBRID, Client.SIGSTORE, List.of(), Optional.empty(), "no such scheme")));
        List<String> lines = VerifyTable.lines(result);
        assertEquals(List.of("/", "ours", "2.5", "0.5", "1.0", "2.0"), List.of(lines.get(3).strip().split("\\s+")));
        assertTrue(lines.get(5).endsWith("cannot: no such scheme"), lines.get(5));
        assertEquals(0, result.exitCode());
    }

    @Test
    void oursThatRefusesIsABrokenPromise() {
        Trial refused = new Trial(3, Scheme.ECDSA, Client.OURS, List.of(), Optional.empty(), "no");
        assertEquals(1, new VerifyResult(Machine.here(), List.of(refused)).exitCode());
    }
}

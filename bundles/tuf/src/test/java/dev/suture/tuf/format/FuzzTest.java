// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;

import dev.suture.fuzz.FuzzTarget;
import dev.suture.fuzz.FuzzTargets;
import dev.suture.tuf.json.MalformedException;
import dev.suture.tuf.json.StrictJson;

/** What is read can be written, and is the same when it is read again. */
class FuzzTest extends FuzzTargets {
    FuzzTest() {
        document("patch", PatchFormat::read, PatchFormat::write).sample(PatchFormat.write(Samples.patch()))
                .sample(PatchFormat.write(Samples.plainPatch()));
        document("base", BaseFormat::read, BaseFormat::write).sample(BaseFormat.write(Samples.base()));
        document("rollout", RolloutFormat::read, RolloutFormat::write).sample(RolloutFormat.write(Samples.rollout()));
        document("notification", NotifyFormat::read, NotifyFormat::write)
                .sample(NotifyFormat.write(Samples.notification()));
        document("generation", GenerationFormat::read, GenerationFormat::write)
                .sample(GenerationFormat.write(Samples.generation()));
        document("advisory", utf8 -> AdvisoryFormat.read(utf8, Instant.EPOCH),
                advisory -> StrictJson.write(AdvisoryFormat.write(advisory)))
                .sample(StrictJson.write(AdvisoryFormat.write(Samples.advisory())));
    }

    private interface Writer<T> {
        byte[] write(T value);
    }

    private <T> FuzzTarget document(String name, Documents.Reader<byte[], T> reader, Writer<T> writer) {
        return target(name, input -> {
            T read = reader.read(input);
            assertEquals(read, reader.read(writer.write(read)));
        }, MalformedException.class);
    }
}

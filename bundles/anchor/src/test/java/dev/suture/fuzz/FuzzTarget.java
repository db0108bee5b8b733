// SPDX-License-Identifier: Apache-2.0
package dev.suture.fuzz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A parser that has to take any bytes. It may refuse them by its documented exceptions; whatever else it throws is a
 * finding, as are an exhausted heap or stack, and time without end. Not safe for use by several threads.
 */
public final class FuzzTarget {
    private final String name;
    private final Parser parser;
    private final List<Class<? extends Exception>> refusals = new ArrayList<>();
    private final Map<String, byte[]> samples = new LinkedHashMap<>();
    private final Map<String, byte[]> findings = new LinkedHashMap<>();

    /** Reads bytes, and fails if what has to hold of what was read does not hold. */
    @FunctionalInterface
    public interface Parser {
        /** Reads {@code input}, which is its own to change. */
        void read(byte[] input) throws Exception;
    }

    FuzzTarget(String name, Parser parser) {
        this.name = name;
        this.parser = parser;
    }

    /** The name, by which {@code integration-tests/fuzz} knows it too. */
    public String name() {
        return name;
    }

    void refuses(Class<? extends Exception> refusal) {
        refusals.add(refusal);
    }

    /** Bytes that are accepted, from which fuzzing starts. */
    public FuzzTarget sample(byte[] bytes) {
        samples.put("sample " + (samples.size() + 1), bytes.clone());
        return this;
    }

    /** Bytes that broke a parser, under a name that tells how; whether they are accepted does not matter. */
    public FuzzTarget found(String what, byte[] bytes) {
        findings.put(what, bytes.clone());
        return this;
    }

    /** All bytes that are known to be worth a try, by what they are. */
    Map<String, byte[]> known() {
        Map<String, byte[]> all = new LinkedHashMap<>(samples);
        all.putAll(findings);
        return all;
    }

    boolean isSample(String what) {
        return samples.containsKey(what);
    }

    /** Lets the parser read. @return whether it accepted @throws Exception what it should not have thrown */
    boolean accepts(byte[] input) throws Exception {
        try {
            parser.read(input);
            return true;
        } catch (Exception e) {
            if (refusals.stream().noneMatch(refusal -> refusal.isInstance(e))) {
                throw e;
            }
            return false;
        }
    }
}

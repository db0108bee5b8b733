// SPDX-License-Identifier: Apache-2.0
package dev.suture.demo.internal;

import org.apache.commons.text.StringSubstitutor;

/**
 * Expands message templates with every lookup commons-text offers by default; which ones those are is what changes from
 * 1.9 to 1.10.0. Safe for use by several threads.
 */
final class Greeting {
    /** The longest template that is expanded, in characters. */
    static final int LIMIT = 2048;

    private final StringSubstitutor substitutor = StringSubstitutor.createInterpolator();

    /**
     * The template with its lookups replaced; those unknown stay as they are.
     *
     * @throws IllegalArgumentException if the template is too long or one of its lookups fails
     */
    String expand(String template) {
        if (template.length() > LIMIT) {
            throw new IllegalArgumentException("a template has at most " + LIMIT + " characters");
        }
        return substitutor.replace(template);
    }
}

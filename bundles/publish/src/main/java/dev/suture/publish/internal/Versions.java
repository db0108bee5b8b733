// SPDX-License-Identifier: Apache-2.0
package dev.suture.publish.internal;

/** The order of OSGi versions (Core §3.2.5): three numbers, then the qualifier as text. Stateless. */
final class Versions {
    private Versions() {
    }

    /** Compares two versions that have all three numbers. */
    static int compare(String left, String right) {
        String[] a = left.split("\\.", 4);
        String[] b = right.split("\\.", 4);
        for (int i = 0; i < 3; i++) {
            int order = Integer.compare(Integer.parseInt(a[i]), Integer.parseInt(b[i]));
            if (order != 0) {
                return order;
            }
        }
        return qualifier(a).compareTo(qualifier(b));
    }

    private static String qualifier(String[] parts) {
        return parts.length == 4 ? parts[3] : "";
    }
}

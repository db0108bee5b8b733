// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.util.Collection;
import java.util.Optional;

import com.google.gson.JsonObject;

import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;

/**
 * How many keys of each class must be among those that sign for a role, besides its threshold. With t of both and a
 * threshold of 2t, of persons who each hold one key of both classes t must sign, even for somebody who breaks one class.
 *
 * @param classical how many that a quantum computer may break
 * @param pq how many that it does not
 */
public record Minimum(int classical, int pq) {
    /** @throws IllegalArgumentException if one is negative, or nothing is asked for */
    public Minimum {
        if (classical < 0 || pq < 0 || classical == 0 && pq == 0) {
            throw new IllegalArgumentException("a minimum has no negative number, and one that is not 0");
        }
    }

    /** Both of every person: {@code persons} keys of either class. */
    public static Minimum of(int persons) {
        return new Minimum(persons, persons);
    }

    /** A closed schema: a class that nobody here knows would be one that nobody here counts. */
    static Minimum read(Fields fields) throws MalformedException {
        int classical = (int) fields.integer("classical", 0, Integer.MAX_VALUE);
        int pq = (int) fields.integer("pq", 0, Integer.MAX_VALUE);
        fields.end();
        if (classical == 0 && pq == 0) {
            throw fields.wrong("pq", "0, as is 'classical'");
        }
        return new Minimum(classical, pq);
    }

    JsonObject toJson() {
        JsonObject json = new JsonObject();
        json.addProperty("classical", classical);
        json.addProperty("pq", pq);
        return json;
    }

    /** What these keys, each given once, fall short of. */
    Optional<String> findLack(Collection<Key> keys) {
        long quantum = keys.stream().filter(Key::isPostQuantum).count();
        if (quantum < pq) {
            return Optional.of(quantum + " of " + pq + " post-quantum keys of its role");
        }
        long others = keys.size() - quantum;
        return others < classical
                ? Optional.of(others + " of " + classical + " classical keys of its role")
                : Optional.empty();
    }
}

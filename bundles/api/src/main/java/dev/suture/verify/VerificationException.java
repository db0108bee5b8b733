// SPDX-License-Identifier: Apache-2.0
package dev.suture.verify;

/** Metadata that was refused, with the attack it looks like. */
public final class VerificationException extends Exception {
    private static final long serialVersionUID = 1;

    /** What a refusal looks like (the names of the TUF specification §1.5.2 where it has one). */
    public enum Attack {
        /** Not signed by enough of the right keys. */
        ARBITRARY_CONTENT,
        /** An older version than one already seen. */
        ROLLBACK,
        /** Expired metadata served on. */
        FREEZE,
        /** Parts that do not belong together. */
        MIX_AND_MATCH,
        /** Longer than it may be. */
        ENDLESS_DATA,
        /** Not the strict form: bad JSON, unknown fields, wrong types. */
        MALFORMED,
        /** For another product, base or device. */
        WRONG_TARGET,
        /** The device's own trusted files are damaged. */
        LOCAL_DAMAGE
    }

    private final Attack attack;
    private final String document;

    /**
     * A refusal.
     *
     * @param document which file or role, e.g. {@code timestamp}
     * @param detail one constant line for a person, without bytes from the attacker
     */
    public VerificationException(Attack attack, String document, String detail) {
        super(document + ": " + detail);
        this.attack = attack;
        this.document = document;
    }

    /** A refusal caused by {@code cause}. */
    public VerificationException(Attack attack, String document, String detail, Throwable cause) {
        super(document + ": " + detail, cause);
        this.attack = attack;
        this.document = document;
    }

    public Attack attack() {
        return attack;
    }

    public String document() {
        return document;
    }
}

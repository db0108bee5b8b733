// SPDX-License-Identifier: Apache-2.0
package dev.suture.publish;

/** Something that cannot be published as it is; the message is one line that names the cause and the way out. */
public final class PublishException extends Exception {
    private static final long serialVersionUID = 1;

    /** A refusal; {@code message} is one line for a person. */
    public PublishException(String message) {
        super(message);
    }

    /** A refusal caused by {@code cause}. */
    public PublishException(String message, Throwable cause) {
        super(message, cause);
    }
}

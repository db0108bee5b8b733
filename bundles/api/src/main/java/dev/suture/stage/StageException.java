// SPDX-License-Identifier: Apache-2.0
package dev.suture.stage;

/** Staging that failed, with the reason. */
public final class StageException extends Exception {
    private static final long serialVersionUID = 1;

    /** Why staging failed. */
    public enum Reason {
        /** A bundle the patch replaces is not on this device. */
        DOES_NOT_FIT(false),
        /** Content that is not what was signed. */
        WRONG_CONTENT(true),
        /** Not enough space. */
        DISK_FULL(true),
        /** The disk failed, or a file on it is damaged. */
        DISK_FAILED(true);

        private final boolean retryable;

        Reason(boolean retryable) {
            this.retryable = retryable;
        }

        /** Whether trying again later can help. */
        public boolean isRetryable() {
            return retryable;
        }
    }

    private final Reason reason;

    /** A failure; {@code detail} is one line that names the cause and the way out. */
    public StageException(Reason reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    /** A failure caused by {@code cause}. */
    public StageException(Reason reason, String detail, Throwable cause) {
        super(detail, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}

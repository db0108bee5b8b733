// SPDX-License-Identifier: Apache-2.0
package dev.suture.activate;

/** An activation that cannot be done; what runs was not touched. */
public final class ActivationException extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean refusal;

    /** A failure that may not come again; {@code detail} is one line that names the cause and the way out. */
    public ActivationException(String detail) {
        super(detail);
        refusal = false;
    }

    /** A failure caused by {@code cause}. */
    public ActivationException(String detail, Throwable cause) {
        super(detail, cause);
        refusal = false;
    }

    private ActivationException(boolean refusal, String detail) {
        super(detail);
        this.refusal = refusal;
    }

    /** The patch does not suit this device as it is: another try alone would end the same way. */
    public static ActivationException refusal(String detail) {
        return new ActivationException(true, detail);
    }

    /** Whether another try alone would end the same way. */
    public boolean isRefusal() {
        return refusal;
    }
}

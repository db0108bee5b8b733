// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf.json;

/** Bytes that are not the strict form they have to be. */
public final class MalformedException extends Exception {
    private static final long serialVersionUID = 1;

    private final String document;
    private final String detail;

    /** Refuses {@code document}; {@code detail} is a constant line without bytes of the input. */
    public MalformedException(String document, String detail) {
        super(document + ": " + detail);
        this.document = document;
        this.detail = detail;
    }

    /** Refuses {@code document} because of {@code cause}, whose own message is not shown to anyone. */
    public MalformedException(String document, String detail, Throwable cause) {
        super(document + ": " + detail, cause);
        this.document = document;
        this.detail = detail;
    }

    /** Why, without the document. */
    public String detail() {
        return detail;
    }

    /** Which document was refused. */
    public String document() {
        return document;
    }
}

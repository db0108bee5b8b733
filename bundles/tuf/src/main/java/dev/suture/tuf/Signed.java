// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;
import dev.suture.tuf.json.StrictJson;
import dev.suture.verify.VerificationException;
import dev.suture.verify.VerificationException.Attack;

/**
 * One metadata file (TUF §4.2.1): the exact bytes, what they say, and the signatures over it. That it exists means that it
 * is well-formed, not that anyone trusts it: {@link Delegator#verify} does that. Signatures are over the canonical form of
 * the very object the content was read from, so what is verified is what is used. Immutable.
 *
 * @param <T> what it says
 */
public final class Signed<T extends Metadata> {
    private final RoleType<T> type;
    private final byte[] bytes;
    private final JsonObject signed;
    private final T content;
    private final Map<String, String> signatures;

    private Signed(RoleType<T> type, String role, byte[] bytes) throws MalformedException {
        this.type = type;
        this.bytes = bytes.clone();
        JsonObject envelope = StrictJson.parse(role, bytes, type.maxLength());
        Fields fields = Fields.of(role, envelope);
        this.signed = fields.raw("signed");
        this.content = type.read(fields.object("signed"));
        this.signatures = signatures(fields);
    }

    /**
     * Reads a file. Unknown fields are kept and signed over.
     *
     * @throws VerificationException {@link Attack#ENDLESS_DATA} if it is longer than its kind may be,
     *         {@link Attack#MALFORMED} if it is not the strict form of that kind
     */
    public static <T extends Metadata> Signed<T> read(RoleType<T> type, byte[] bytes) throws VerificationException {
        return read(type, type.type(), bytes);
    }

    /** Reads the file of a role that has this type, but a name of its own. */
    static <T extends Metadata> Signed<T> read(RoleType<T> type, String role, byte[] bytes)
            throws VerificationException {
        if (bytes.length > type.maxLength()) {
            throw new VerificationException(Attack.ENDLESS_DATA, role, "longer than " + type.maxLength() + " bytes");
        }
        try {
            return new Signed<>(type, role, bytes);
        } catch (MalformedException e) {
            throw new VerificationException(Attack.MALFORMED, role, e.detail(), e);
        }
    }

    /** A new file with these signatures. */
    public static <T extends Metadata> Signed<T> sign(RoleType<T> type, T content, List<Signer> signers) {
        return write(type, content.toJson(), Map.of()).signedBy(signers);
    }

    /** The same content with these signatures added or made anew; the others stay. */
    public Signed<T> signedBy(List<Signer> signers) {
        Map<String, String> all = new LinkedHashMap<>(signatures);
        signers.forEach(signer -> all.put(signer.key().id(), HexFormat.of().formatHex(signer.sign(canonical()))));
        return write(type, signed, all);
    }

    private static <T extends Metadata> Signed<T> write(RoleType<T> type, JsonObject signed,
            Map<String, String> signatures) {
        JsonArray list = new JsonArray();
        signatures.forEach((id, signature) -> {
            JsonObject entry = new JsonObject();
            entry.addProperty("keyid", id);
            entry.addProperty("sig", signature);
            list.add(entry);
        });
        JsonObject envelope = new JsonObject();
        envelope.add("signatures", list);
        envelope.add("signed", signed);
        try {
            return new Signed<>(type, type.type(), StrictJson.write(envelope));
        } catch (MalformedException e) {
            throw new IllegalArgumentException("this metadata would be refused by every client", e);
        }
    }

    /** TUF §4.2.1: a keyid is unique among the signatures. */
    private static Map<String, String> signatures(Fields envelope) throws MalformedException {
        Map<String, String> signatures = new LinkedHashMap<>();
        for (Fields entry : envelope.objects("signatures")) {
            if (signatures.put(entry.string("keyid"), entry.string("sig")) != null) {
                throw envelope.wrong("signatures", "a list with one keyid twice");
            }
        }
        return signatures;
    }

    /** What it says. */
    public T content() {
        return content;
    }

    /** The file, byte for byte; a fresh array. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** What is signed: the canonical form of the signed part, with all its unknown fields. */
    public byte[] canonical() {
        return CanonicalJson.encode(signed);
    }

    /** The ids of those who signed; nothing is verified by that. */
    public List<String> signers() {
        return new ArrayList<>(signatures.keySet());
    }

    /** The signature under this id; one that is empty or not hexadecimal is none. */
    public Optional<byte[]> findSignature(String keyId) {
        return Optional.ofNullable(signatures.get(keyId)).flatMap(Hex::find);
    }
}

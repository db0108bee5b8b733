// SPDX-License-Identifier: Apache-2.0
package dev.suture.verify.internal;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.suture.fetch.FetchException;
import dev.suture.patch.Advisory;
import dev.suture.patch.BaseRelease;
import dev.suture.patch.Changes;
import dev.suture.patch.Pace;
import dev.suture.patch.Patch;
import dev.suture.patch.PatchId;
import dev.suture.patch.PatchLevel;
import dev.suture.patch.Severity;
import dev.suture.patch.Terms;
import dev.suture.tuf.format.BaseFormat;
import dev.suture.verify.BaseUpdate;
import dev.suture.verify.Offer;
import dev.suture.verify.VerificationException;
import dev.suture.verify.VerificationException.Attack;
import dev.suture.verify.internal.ListedDocuments.Document;

/** Makes offers of other base releases. Used by one thread. */
final class BaseOffers {
    private static final Changes NOTHING = new Changes(List.of(), List.of(), List.of(), List.of());
    private static final Terms TERMS = new Terms(Pace.UNLIMITED, Optional.empty(), Terms.Consent.REQUIRED,
            Terms.Mode.RELAUNCH, Optional.empty());

    private final Self self;
    private final ListedDocuments documents;
    private final URI content;

    BaseOffers(Self self, ListedDocuments documents, URI content) {
        this.self = self;
        this.documents = documents;
        this.content = content;
    }

    /** The base release of this name; empty if none is listed. */
    Optional<Offer> find(String base) throws VerificationException, FetchException {
        String path = self.basePath(base);
        if (!documents.lists(path)) {
            return Optional.empty();
        }
        Document<BaseRelease> to = get(base);
        if (to.content().artifacts().isEmpty()) {
            throw new VerificationException(Attack.WRONG_TARGET, path,
                    "published without its bundles, so no device can move to it; ask the publisher for them");
        }
        if (!documents.lists(self.basePath(self.base()))) {
            throw new VerificationException(Attack.WRONG_TARGET, self.basePath(self.base()),
                    "not in the repository any more, so that nobody can tell what is this device's own");
        }
        BaseUpdate update = new BaseUpdate(get(self.base()).content(), to.content());
        return Optional.of(new Offer(described(to.content()), to.digest(), content, Optional.of(update)));
    }

    private Document<BaseRelease> get(String base) throws VerificationException, FetchException {
        String path = self.basePath(base);
        Document<BaseRelease> document = documents.get(path, BaseFormat.MAX_LENGTH, BaseFormat::read);
        if (!document.content().product().equals(self.product()) || !document.content().base().equals(base)) {
            throw new VerificationException(Attack.WRONG_TARGET, path,
                    "made for " + document.content().product() + " " + document.content().base());
        }
        return document;
    }

    private static Patch described(BaseRelease base) {
        Advisory advisory = new Advisory(base.base(), "base release " + base.base(), List.of(), Severity.LOW, false,
                List.of(), "", Instant.EPOCH);
        return new Patch(new PatchId(base.product(), base.base(), PatchLevel.BASE), NOTHING, base.artifacts(), advisory,
                TERMS);
    }
}

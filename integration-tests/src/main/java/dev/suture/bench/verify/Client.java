// SPDX-License-Identifier: Apache-2.0
package dev.suture.bench.verify;

import java.nio.file.Path;

/** A TUF client that is measured. */
enum Client {
    /** The device's own. */
    OURS("ours") {
        @Override
        Work over(Repository repository) {
            return new SutureWork(repository);
        }
    },
    /** The client of sigstore-java, which knows no delegations and no post-quantum scheme. */
    SIGSTORE("sigstore-java") {
        @Override
        Work over(Repository repository) {
            return new SigstoreWork(repository);
        }
    };

    private final String label;

    Client(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** Its work over a repository. */
    abstract Work over(Repository repository);

    /** What is done once for each figure. */
    interface Work {
        /**
         * Brings the trusted files in a folder up to date, beginning with the repository's root if there are none, and verifies the
         * target.
         *
         * @throws Exception if the client refuses what it is offered
         */
        void refresh(Path trusted) throws Exception;
    }
}

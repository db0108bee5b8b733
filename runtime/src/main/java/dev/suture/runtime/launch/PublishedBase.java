// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.launch;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.suture.delta.BadJarException;
import dev.suture.delta.CanonicalJar;
import dev.suture.fetch.FetchException;
import dev.suture.patch.BaseRelease;
import dev.suture.patch.BaseRelease.BaseBundle;
import dev.suture.runtime.UserError;
import dev.suture.tuf.DelegatedTargets;
import dev.suture.tuf.ProductRoles;
import dev.suture.tuf.RefreshObserver;
import dev.suture.tuf.TargetFile;
import dev.suture.tuf.TrustedStore;
import dev.suture.tuf.TrustedView;
import dev.suture.tuf.TufClient;
import dev.suture.tuf.format.BaseFormat;
import dev.suture.tuf.json.MalformedException;
import dev.suture.verify.VerificationException;

/** A base release as its publisher signed it. A gateway whose bundles are other ones would find that no patch fits it. */
public record PublishedBase(BaseRelease release) {
    /**
     * Asks the repository.
     *
     * @param root the publisher's root.json
     * @throws UserError if the repository cannot be asked, is not this publisher's, or does not have that base release
     */
    public static PublishedBase find(RepositoryFiles repository, byte[] root, String product, String base) {
        return ask(repository, root, product, listing -> {
            if (listing.bases().stream().noneMatch(base::equals)) {
                throw new UserError("the repository has no base release " + base + " of " + product + "; it has "
                        + (listing.bases().isEmpty()
                                ? "none, so publish one first"
                                : String.join(", ", listing.bases())));
            }
            return new PublishedBase(read(repository, listing, product, base));
        });
    }

    /** All base releases of a product, maybe none. The rest as in {@link #find}. */
    public static List<PublishedBase> all(RepositoryFiles repository, byte[] root, String product) {
        return ask(repository, root, product, listing -> {
            List<PublishedBase> bases = new ArrayList<>();
            for (String base : listing.bases()) {
                bases.add(new PublishedBase(read(repository, listing, product, base)));
            }
            return bases;
        });
    }

    /** What the role of a product lists. */
    private record Listing(TrustedView view, DelegatedTargets role) {
        private static final Pattern BASE = Pattern.compile("[^/]+/([^/]+)/base\\.json");

        Set<String> bases() {
            return role.targets().keySet().stream().map(BASE::matcher).filter(Matcher::matches)
                    .map(matcher -> matcher.group(1)).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** What somebody wants to know of the repository. */
    private interface Question<T> {
        T put(Listing listing) throws VerificationException, FetchException, MalformedException;
    }

    private static <T> T ask(RepositoryFiles repository, byte[] root, String product, Question<T> question) {
        try {
            TufClient client = new TufClient(repository, new MemoryStore(root), new Silent(), Clock.systemUTC());
            TrustedView view = client.refresh(Optional.empty());
            DelegatedTargets role = client.findDelegated(new ProductRoles(product).patches().name())
                    .orElseThrow(() -> new UserError("the repository has no product " + product + "; it has "
                            + String.join(", ", ProductRoles.productsOf(view.targets()))));
            return question.put(new Listing(view, role));
        } catch (VerificationException e) {
            throw new UserError("the repository " + repository.address() + " is not the one of this root.json ("
                    + e.getMessage() + "); check --repository and --trust", e);
        } catch (FetchException e) {
            throw new UserError("the repository cannot be read: " + e.getMessage()
                    + "; check --repository, and that this machine reaches it", e);
        } catch (MalformedException e) {
            throw new UserError("the base release in the repository is damaged: " + e.getMessage()
                    + "; tell the publisher", e);
        }
    }

    private static BaseRelease read(RepositoryFiles repository, Listing listing, String product, String base)
            throws VerificationException, FetchException, MalformedException {
        String path = product + "/" + base + "/base.json";
        TargetFile listed = listing.role().find(path).orElseThrow();
        byte[] bytes = repository.target(listing.view().locate(path, listed), BaseFormat.MAX_LENGTH);
        if (!listed.matches(bytes)) {
            throw new UserError(path + " in the repository is not what was signed; tell the publisher");
        }
        BaseRelease release = BaseFormat.read(bytes);
        if (!release.product().equals(product) || !release.base().equals(base)) {
            throw new UserError(path + " in the repository was made for " + release.product() + " " + release.base()
                    + "; tell the publisher");
        }
        return release;
    }

    /** Whether every bundle of it is among these jars, byte for byte. @throws UserError that names those that are not */
    void requireAll(Collection<Path> jars) throws IOException {
        Set<String> digests;
        try {
            digests = jars.parallelStream().map(PublishedBase::digest).collect(Collectors.toSet());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        List<String> missing = release.bundles().stream().map(BaseBundle::bundle)
                .filter(bundle -> !digests.contains(bundle.digest().hex()))
                .map(bundle -> bundle.symbolicName() + " " + bundle.version()).toList();
        if (!missing.isEmpty()) {
            throw new UserError(release.product() + " " + release.base() + " was published with " + missing.get(0)
                    + (missing.size() > 1 ? " and " + (missing.size() - 1) + " more bundles" : "")
                    + ", and that is not what the features here have; use the distribution and the features that the"
                    + " publisher used");
        }
    }

    private static String digest(Path jar) {
        try {
            return CanonicalJar.write(jar, OutputStream.nullOutputStream()).sha256();
        } catch (BadJarException e) {
            throw new UserError(jar.getFileName() + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing of this is kept: the gateway's own updater makes its own. */
    private record MemoryStore(byte[] initialRoot, Map<String, byte[]> files) implements TrustedStore {
        MemoryStore(byte[] root) {
            this(root, new HashMap<>());
        }

        @Override
        public Optional<byte[]> find(String role) {
            return Optional.ofNullable(files.get(role));
        }

        @Override
        public void save(String role, byte[] bytes) {
            files.put(role, bytes);
        }

        @Override
        public Optional<byte[]> findFloor(Slot slot) {
            return Optional.empty();
        }

        @Override
        public void saveFloor(Slot slot, byte[] bytes) {
            // It trusts nothing for longer than it lasts.
        }

        @Override
        public void delete(String role) {
            files.remove(role);
        }
    }

    private static final class Silent implements RefreshObserver {
        @Override
        public void adopted(String role, long version) {
            // What is refused is thrown, and no more is asked here.
        }

        @Override
        public void equivocation(String role) {
            // There is nothing it could differ from.
        }

        @Override
        public void discarded(String role, VerificationException why) {
            // There are no files of a device.
        }
    }
}

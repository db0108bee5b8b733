// SPDX-License-Identifier: Apache-2.0
package dev.suture.publish.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.suture.patch.Artifact;
import dev.suture.patch.BaseRelease;
import dev.suture.patch.BaseRelease.BaseBundle;
import dev.suture.patch.BundleRef;
import dev.suture.patch.Changes;
import dev.suture.patch.Digest;
import dev.suture.patch.Infrastructure;
import dev.suture.patch.Patch;
import dev.suture.patch.PatchId;
import dev.suture.patch.PatchLevel;
import dev.suture.patch.Replacement;
import dev.suture.patch.Terms;
import dev.suture.publish.PatchRequest;
import dev.suture.publish.Progress;
import dev.suture.publish.PublishException;

/** From jars and an advisory to the next patch level, with its content in place. */
public final class PatchMaker {
    private final Catalog catalog;
    private final Disk disk;
    private final Progress progress;

    /** For the repository behind {@code catalog}. */
    public PatchMaker(Catalog catalog, Disk disk, Progress progress) {
        this.catalog = catalog;
        this.disk = disk;
        this.progress = progress;
    }

    /**
     * Makes it. Nothing is in the repository before all of the request is known to be good; then its content is.
     *
     * @throws PublishException if the request is refused
     */
    public Patch make(PatchRequest request) throws PublishException, IOException {
        AdvisoryCheck.check(request.advisory());
        BaseRelease base = catalog.getBase(request.base());
        List<Patch> levels = catalog.levels(request.base());
        Optional<Patch> before = levels.stream().reduce((lower, higher) -> higher);
        Map<BundleFile, Path> brought = new LinkedHashMap<>();
        PatchDraft draft = new PatchDraft(base, before);
        for (Path jar : request.jars()) {
            progress.step("reading " + jar.getFileName());
            Path canonical = disk.part("canonical-" + brought.size());
            BundleFile file = BundleFile.read(jar, canonical);
            draft.replace(file);
            brought.put(file, canonical);
        }
        for (String name : request.removes()) {
            draft.remove(name);
        }
        for (String name : request.stops()) {
            draft.stop(name);
        }
        PatchId id = new PatchId(catalog.product(), request.base(), next(request.base(), levels));
        Changes changes = draft.changes();
        return new Patch(id, changes, artifacts(changes, before, brought), request.advisory(),
                terms(request.terms(), changes, base));
    }

    /** A device finds out by itself; said here, its owner learns of it before anything is fetched. */
    private static Terms terms(Terms terms, Changes changes, BaseRelease base) {
        Set<BundleRef> system = base.bundles().stream().filter(bundle -> bundle.startLevel() == 0)
                .map(BaseBundle::bundle).collect(Collectors.toSet());
        Stream<BundleRef> touched = Stream.of(changes.replaces().stream().map(Replacement::from),
                changes.stops().stream(), changes.removes().stream()).flatMap(bundles -> bundles);
        return touched.anyMatch(bundle -> system.contains(bundle) || Infrastructure.contains(bundle.symbolicName()))
                ? terms.withMode(Terms.Mode.RELAUNCH)
                : terms;
    }

    /** The number after all that were ever given. */
    private PatchLevel next(String base, List<Patch> levels) throws PublishException, IOException {
        int highest = Stream.concat(levels.stream().map(patch -> patch.id().level()), catalog.pulled(base).stream())
                .mapToInt(PatchLevel::number).max().orElse(0);
        try {
            return new PatchLevel(highest + 1);
        } catch (IllegalArgumentException e) {
            throw new PublishException("this base has as many levels as there can be; release a new base", e);
        }
    }

    /** What the level before had and is still wanted, and the new ones. */
    private List<Artifact> artifacts(Changes changes, Optional<Patch> before, Map<BundleFile, Path> brought)
            throws PublishException, IOException {
        Contents contents = new Contents(catalog, disk, progress, Xz.SMALL);
        List<Digest> wanted = changes.replaces().stream().map(Replacement::to).map(bundle -> bundle.digest()).toList();
        List<Artifact> artifacts = new ArrayList<>(before.map(Patch::artifacts).orElse(List.of()));
        artifacts.removeIf(artifact -> !wanted.contains(artifact.digest()));
        for (Map.Entry<BundleFile, Path> file : brought.entrySet()) {
            Digest digest = file.getKey().bundle().digest();
            if (artifacts.stream().noneMatch(artifact -> artifact.digest().equals(digest))) {
                artifacts.add(contents.place(file.getKey(), file.getValue()));
            }
        }
        return artifacts;
    }
}

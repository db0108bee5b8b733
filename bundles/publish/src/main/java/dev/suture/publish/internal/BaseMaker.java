// SPDX-License-Identifier: Apache-2.0
package dev.suture.publish.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.suture.patch.Artifact;
import dev.suture.patch.BaseRelease;
import dev.suture.patch.BaseRelease.BaseBundle;
import dev.suture.patch.Names;
import dev.suture.publish.BaseRequest;
import dev.suture.publish.Progress;
import dev.suture.publish.PublishException;

/** From a list of jars to a base release. */
public final class BaseMaker {
    private final Catalog catalog;
    private final Disk disk;
    private final Progress progress;

    /** For the repository behind {@code catalog}. */
    public BaseMaker(Catalog catalog, Disk disk, Progress progress) {
        this.catalog = catalog;
        this.disk = disk;
        this.progress = progress;
    }

    /**
     * Makes it. Nothing is in the repository before all of the request is known to be good; then its content is, if wanted.
     *
     * @throws PublishException if the base exists, or a file is no bundle
     */
    public BaseRelease make(BaseRequest request) throws PublishException, IOException {
        try {
            Names.name("base", request.base());
            if (catalog.findBase(request.base()).isPresent()) {
                throw new PublishException("base " + request.base() + " of " + catalog.product()
                        + " is published already and never changes; name another");
            }
            if (request.bundles().isEmpty() && request.described().isEmpty()) {
                throw new PublishException(
                        "base " + request.base() + " has no bundles; name at least one feature or inventory");
            }
            return make(request, read(request));
        } catch (IllegalArgumentException e) {
            throw new PublishException("base " + request.base() + " is refused: " + e.getMessage(), e);
        }
    }

    private BaseRelease make(BaseRequest request, List<Part> parts) throws PublishException, IOException {
        List<BaseBundle> bundles = Stream.concat(request.described().stream(), parts.stream().map(Part::described))
                .toList();
        List<Artifact> artifacts = new ArrayList<>();
        if (request.content()) {
            Contents contents = new Contents(catalog, disk, progress, Xz.QUICK);
            for (Part part : parts) {
                artifacts.add(contents.place(part.file(), part.canonical()));
            }
        }
        return new BaseRelease(catalog.product(), request.base(), bundles, request.configurations(), artifacts);
    }

    private List<Part> read(BaseRequest request) throws PublishException, IOException {
        List<Part> parts = new ArrayList<>();
        Set<String> names = new HashSet<>();
        request.described().forEach(bundle -> names.add(bundle.bundle().toString()));
        for (BaseRequest.Entry entry : request.bundles()) {
            progress.step("bundle " + (names.size() + 1) + " of "
                    + (request.described().size() + request.bundles().size()) + ": " + entry.jar().getFileName());
            Path canonical = disk.part("canonical-" + parts.size());
            BundleFile file = BundleFile.read(entry.jar(), canonical);
            if (!names.add(file.bundle().toString())) {
                throw new PublishException(entry.jar() + " is " + file.bundle() + ", which is in the list already");
            }
            parts.add(new Part(file, canonical, entry.startLevel()));
        }
        return parts;
    }

    /** A bundle that was read. @param canonical where its canonical form is */
    private record Part(BundleFile file, Path canonical, int startLevel) {
        BaseBundle described() {
            return new BaseBundle(file.bundle(), file.length(), startLevel);
        }
    }
}

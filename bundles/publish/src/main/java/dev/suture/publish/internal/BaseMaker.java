// SPDX-License-Identifier: Apache-2.0
package dev.suture.publish.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.suture.patch.BaseRelease;
import dev.suture.patch.BaseRelease.BaseBundle;
import dev.suture.patch.Names;
import dev.suture.publish.BaseRequest;
import dev.suture.publish.Progress;
import dev.suture.publish.PublishException;

/** From a list of jars to a base release. */
public final class BaseMaker {
    private final Catalog catalog;
    private final Progress progress;

    /** For the repository behind {@code catalog}. */
    public BaseMaker(Catalog catalog, Progress progress) {
        this.catalog = catalog;
        this.progress = progress;
    }

    /** Makes it. @throws PublishException if the base exists, or a file is no bundle */
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
            return new BaseRelease(catalog.product(), request.base(), bundles(request),
                    request.configurations());
        } catch (IllegalArgumentException e) {
            throw new PublishException("base " + request.base() + " is refused: " + e.getMessage(), e);
        }
    }

    private List<BaseBundle> bundles(BaseRequest request) throws PublishException, IOException {
        List<BaseRequest.Entry> entries = request.bundles();
        List<BaseBundle> bundles = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (BaseBundle bundle : request.described()) {
            names.add(bundle.bundle().toString());
            bundles.add(bundle);
        }
        for (BaseRequest.Entry entry : entries) {
            progress.step(
                    "bundle " + (bundles.size() + 1) + " of " + (request.described().size() + entries.size()) + ": "
                            + entry.jar().getFileName());
            BundleFile file = BundleFile.read(entry.jar(), OutputStream.nullOutputStream());
            if (!names.add(file.bundle().toString())) {
                throw new PublishException(entry.jar() + " is " + file.bundle() + ", which is in the list already");
            }
            bundles.add(new BaseBundle(file.bundle(), file.length(), entry.startLevel()));
        }
        return bundles;
    }
}

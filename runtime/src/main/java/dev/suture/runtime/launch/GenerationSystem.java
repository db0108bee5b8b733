// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.launch;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.suture.launcher.internal.Launch;
import dev.suture.runtime.UserError;
import dev.suture.runtime.state.GenerationFiles;
import dev.suture.stage.Generation;
import dev.suture.stage.Generation.ManagedBundle;

/**
 * What a generation is launched by: the framework, the anchor and the launcher that are in it, in a class loader that shares
 * nothing but the JDK with this process. A generation without any runs on those of this process.
 */
final class GenerationSystem {
    private final ClassLoader loader;

    private GenerationSystem(ClassLoader loader) {
        this.loader = loader;
    }

    static GenerationSystem of(Generation generation, GenerationFiles files) throws IOException {
        List<URL> jars = new ArrayList<>();
        for (ManagedBundle bundle : generation.bundles()) {
            if (bundle.isSystem()) {
                jars.add(files.file(generation.number(), bundle).toUri().toURL());
            }
        }
        // Never closed: the framework lives in it until this process ends.
        return new GenerationSystem(jars.isEmpty()
                ? Launch.class.getClassLoader()
                : new URLClassLoader("suture-system", jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader()));
    }

    /** Launches. @return a {@code Callable<Boolean>} and {@code AutoCloseable} */
    @SuppressWarnings("unchecked")
    Object launch(Map<String, Object> plan) {
        try {
            Class<?> type = loader.loadClass(Launch.class.getName());
            return ((Function<Map<String, Object>, ?>) type.getConstructor().newInstance()).apply(plan);
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new UserError("the launcher, anchor or framework of this generation do not fit together: " + e, e);
        }
    }
}

package dev.cinestream.embedded;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The whole class path once more, for the parts alone, closed by nobody.
///
/// A server's threads load classes all their life, also while it stops. Under the class loader of a dev mode run or of a
/// test they would find it closed.
public final class LastingClassLoader extends URLClassLoader {
    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    private LastingClassLoader(List<URL> classPath) {
        // The system class loader goes first: what it has (all, in a test; the log manager, in dev
        // mode) is not doubled.
        super("embedded-parts", classPath.toArray(URL[]::new), ClassLoader.getSystemClassLoader());
    }

    /// [LastingParts#start] in a class loader that lasts.
    @SuppressWarnings("unchecked") // the method's own return type
    public static Map<String, String> startParts(
            Path folder, int kafkaPort, int postgresPort, boolean forget) {
        var thread = Thread.currentThread();
        var caller = thread.getContextClassLoader();
        try {
            var lasting = new LastingClassLoader(classPath());
            // Threads inherit it.
            thread.setContextClassLoader(lasting);
            return (Map<String, String>)
                    lasting.loadClass(LastingParts.class.getName())
                            .getMethod("start", Path.class, int.class, int.class, boolean.class)
                            .invoke(null, folder, kafkaPort, postgresPort, forget);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("cannot start the embedded parts", e);
        } catch (ReflectiveOperationException | IOException e) {
            throw new IllegalStateException("cannot load the embedded parts", e);
        } finally {
            thread.setContextClassLoader(caller);
        }
    }

    /// Every jar has a manifest, and the application's classes are where this one is.
    private static List<URL> classPath() throws IOException {
        var urls = new ArrayList<URL>();
        urls.add(LastingParts.class.getProtectionDomain().getCodeSource().getLocation());
        for (var manifests = LastingParts.class.getClassLoader().getResources(MANIFEST);
                manifests.hasMoreElements(); ) {
            var manifest = manifests.nextElement().toString();
            if (manifest.startsWith("jar:") && manifest.endsWith("!/" + MANIFEST)) {
                urls.add(jar(manifest.substring("jar:".length(), manifest.indexOf("!/"))));
            }
        }
        return urls;
    }

    private static URL jar(String place) throws MalformedURLException {
        return URI.create(place).toURL();
    }
}

package dev.cinestream;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.lang.reflect.InvocationTargetException;

/// Where the program begins. In dev mode the real parts are started first; elsewhere they are given.
@QuarkusMain
public final class CineStream {
    /// A class of the broker's: on the class path in dev mode, never in the packaged application or the native image.
    private static final String BROKER = "kafka/server/KafkaRaftServer.class";

    CineStream() {}

    public static void main(String[] args) {
        // Quarkus knows its launch mode only once it runs, and then it is too late to tell it where
        // the parts are.
        var development = CineStream.class.getClassLoader().getResource(BROKER) != null;
        if (!development) {
            Quarkus.run(args);
            return;
        }
        development("start");
        try {
            Quarkus.run(args);
        } finally {
            development("applicationEnded");
        }
    }

    /// Calls a step of `DevelopmentRun` by name. Not in code: the parts' jars exist in dev mode only, and a native build would
    /// follow the call to them. The name is put together at run time, so that it finds no constant to follow either.
    private static void development(String step) {
        var name = CineStream.class.getPackageName() + ".embedded.DevelopmentRun";
        try {
            Class.forName(name, true, CineStream.class.getClassLoader())
                    .getMethod(step)
                    .invoke(null);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("cannot start the embedded parts", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(name + " is not on the class path", e);
        }
    }
}

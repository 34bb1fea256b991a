package dev.cinestream.user.credential;

import dev.cinestream.eventsourcing.command.CommandBus.OverloadedException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;

/// Passwords as Argon2id hashes (RFC 9106) in the string form of the Password Hashing Competition, which says with which
/// parameters a hash was made: stronger ones may come, the old hashes still open.
///
/// Each takes 19 MiB and some 20 ms of a core, on purpose. As many are worked on at once as there are cores, and a bounded
/// number waits; more are refused with [OverloadedException], so that a flood of logins costs logins only.
@ApplicationScoped
public class Passwords {

    /// The name of the metric that counts Argon2 computations.
    public static final String COMPUTED = "cinestream.passwords.computed";

    private static final int MEMORY_KIBIBYTES = 19 * 1024; // OWASP's minimum, with two passes
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int MOST_WAITING = 256;
    private static final int MOST_MEMORY_KIBIBYTES = 256 * 1024;
    private static final int MOST_PASSES = 16;
    private static final Pattern FORM =
            Pattern.compile(
                    "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

    private final SecureRandom random = new SecureRandom();
    private final ThreadPoolExecutor threads = threads();
    private final Counter computed;
    private final String nobodys;

    Passwords(MeterRegistry metrics) {
        computed = Counter.builder(COMPUTED).description("Argon2 computations").register(metrics);
        byte[] salt = new byte[SALT_BYTES];
        nobodys = write(MEMORY_KIBIBYTES, PASSES, LANES, salt, new byte[HASH_BYTES]);
    }

    private static ThreadPoolExecutor threads() {
        int cores = Runtime.getRuntime().availableProcessors();
        return new ThreadPoolExecutor(
                cores,
                cores,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(MOST_WAITING),
                Thread.ofPlatform().name("password-", 0).daemon().factory());
    }

    /// The hash of a new password, with a salt of its own.
    public Uni<String> hash(String password) {
        return onOurThreads(() -> {
            byte[] salt = new byte[SALT_BYTES];
            random.nextBytes(salt);
            byte[] hash =
                    hash(password, MEMORY_KIBIBYTES, PASSES, LANES, salt, new byte[HASH_BYTES]);
            return write(MEMORY_KIBIBYTES, PASSES, LANES, salt, hash);
        });
    }

    /// Whether it is the password of this hash. Takes as long when there is no hash, so that the time does not tell who has
    /// an account.
    public Uni<Boolean> matches(String password, @Nullable String hash) {
        return onOurThreads(() -> opens(password, hash == null ? nobodys : hash) && hash != null);
    }

    private boolean opens(String password, String written) {
        Matcher parts = FORM.matcher(written);
        if (!parts.matches()) {
            throw new IllegalStateException("a stored password hash is not of the form");
        }
        int memory = Integer.parseInt(parts.group(1));
        int passes = Integer.parseInt(parts.group(2));
        if (memory > MOST_MEMORY_KIBIBYTES || passes > MOST_PASSES) {
            throw new IllegalStateException("a stored password hash asks for too much");
        }
        byte[] expected = Base64.getDecoder().decode(parts.group(5));
        byte[] found =
                hash(
                        password,
                        memory,
                        passes,
                        Integer.parseInt(parts.group(3)),
                        Base64.getDecoder().decode(parts.group(4)),
                        new byte[expected.length]);
        return MessageDigest.isEqual(expected, found);
    }

    private byte[] hash(
            String password, int memory, int passes, int lanes, byte[] salt, byte[] into) {
        computed.increment();
        var generator = new Argon2BytesGenerator();
        generator.init(
                new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                        .withMemoryAsKB(memory)
                        .withIterations(passes)
                        .withParallelism(lanes)
                        .withSalt(salt)
                        .build());
        generator.generateBytes(
                Normalizer.normalize(password, Normalizer.Form.NFKC)
                        .getBytes(StandardCharsets.UTF_8),
                into);
        return into;
    }

    private static String write(int memory, int passes, int lanes, byte[] salt, byte[] hash) {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(
                        memory,
                        passes,
                        lanes,
                        base64.encodeToString(salt),
                        base64.encodeToString(hash));
    }

    private <T> Uni<T> onOurThreads(Callable<T> work) {
        return Uni.createFrom()
                .<T>emitter(emitter -> {
                    try {
                        threads.execute(() -> {
                            try {
                                emitter.complete(work.call());
                            } catch (Exception e) {
                                emitter.fail(e);
                            }
                        });
                    } catch (RejectedExecutionException e) {
                        emitter.fail(new OverloadedException("too many passwords at once"));
                    }
                });
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }
}

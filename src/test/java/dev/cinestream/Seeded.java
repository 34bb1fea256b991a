package dev.cinestream;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A source of test data that gives the same again for the same seed. `-Dseed=N` runs one seed only.
public final class Seeded {

    private final Random random;

    public Seeded(long seed) {
        random = new Random(seed);
    }

    /// Runs the property with many seeds; a failure says with which it failed.
    public static void forSeeds(int count, Consumer<Seeded> property) {
        Long only = Long.getLong("seed");
        long first = only == null ? 0 : only;
        long runs = only == null ? count : 1;
        for (long seed = first; seed < first + runs; seed++) {
            try {
                property.accept(new Seeded(seed));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("fails with -Dseed=" + seed + ": " + e.getMessage(), e);
            }
        }
    }

    /// From 0 to below the bound.
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /// True once in so many times.
    public boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    @SafeVarargs
    public final <T> T oneOf(T... choices) {
        return choices[below(choices.length)];
    }

    public <T> @Nullable T orNull(T value) {
        return oneIn(2) ? null : value;
    }

    public <T> List<T> listOf(int most, Supplier<T> element) {
        var list = new ArrayList<T>();
        int size = below(most + 1);
        for (int i = 0; i < size; i++) {
            list.add(element.get());
        }
        return List.copyOf(list);
    }

    public UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }
}

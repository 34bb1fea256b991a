package dev.cinestream.chaos;

import dev.cinestream.embedded.ServerProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/// The misfortunes of a run, in the order the seed gives: `kill -9` and a restart, or a pause longer than any lease.
final class Faults {

    /// Applications are hit more often: they hold the state worth losing.
    private static final List<String> VICTIMS =
            List.of(
                    "application-1",
                    "application-2",
                    "application-1",
                    "application-2",
                    "broker",
                    "postgres");

    private static final int LONGER_THAN_A_LEASE = 4_000;

    private final Random random;
    private final Plant plant;
    private final Instant start = Instant.now();

    Faults(long seed, Plant plant) {
        this.random = new Random(seed);
        this.plant = plant;
    }

    /// Waits a while, then does the next one to the end.
    void next(int number) throws InterruptedException {
        Thread.sleep(2_000L + random.nextInt(3_000));
        plant.revive();
        String name = VICTIMS.get(random.nextInt(VICTIMS.size()));
        boolean kill = random.nextBoolean();
        int absent = kill ? random.nextInt(2_000) : LONGER_THAN_A_LEASE + random.nextInt(2_000);
        System.out.printf(
                "%5d s  fault %d: %s %s, back after %d ms%n",
                Duration.between(start, Instant.now()).toSeconds(),
                number,
                name,
                kill ? "killed" : "paused",
                absent);
        strike(plant.parts().get(name), kill, absent);
    }

    private static void strike(ServerProcess victim, boolean kill, int absent)
            throws InterruptedException {
        if (kill) {
            victim.kill9();
            Thread.sleep(absent);
            victim.restart();
        } else {
            victim.pause();
            Thread.sleep(absent);
            victim.resume();
        }
    }
}

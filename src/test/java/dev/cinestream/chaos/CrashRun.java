package dev.cinestream.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// One crash test from start to verdict (CS-7, CS-8, CS-9): a plant under load and misfortune, and the checker's word on
/// what is left of it. Whatever is killed or paused, what was acknowledged is in the log once and in order, and every read
/// model comes back from the log as it was.
final class CrashRun {

    private static final Duration SETTLED_WITHIN = Duration.ofMinutes(2);

    private final Settings settings;
    private final Commands commands;

    CrashRun(Settings settings, Commands commands) {
        this.settings = settings;
        this.commands = commands;
    }

    /// @throws IllegalStateException when the load was answered what it never should be
    Verdict run() throws IOException, InterruptedException, SQLException {
        System.out.println("crash test: " + settings);
        Path folder =
                Path.of("target", "chaos", Long.toString(ProcessHandle.current().pid()))
                        .toAbsolutePath();
        try (Plant plant = Plant.start(folder)) {
            plant.awaitReady();
            String token = plant.token(Load.SUBJECT, "editor", "viewer");
            Load load = new Load(plant.uris(), token, commands, settings);
            load.start();
            int faults = strike(plant, load);
            List<Answered> answered = load.stop();
            if (!load.trouble().isEmpty()) {
                throw new IllegalStateException(
                        "seed %d: %s".formatted(settings.seed(), load.trouble()));
            }
            plant.awaitReady();
            awaitSettled(plant);
            return judge(plant, load, answered, faults);
        }
    }

    /// Back when all faults are done and enough is acknowledged, or the time is over.
    private int strike(Plant plant, Load load) throws InterruptedException {
        Instant deadline = Instant.now().plus(Duration.ofMinutes(settings.minutes()));
        Faults faults = new Faults(settings.seed(), plant);
        int done = 0;
        while (Instant.now().isBefore(deadline) && load.trouble().isEmpty()) {
            if (done < settings.faults()) {
                faults.next(++done);
            } else if (load.acknowledged() >= settings.commands()) {
                break;
            } else {
                plant.revive();
                Thread.sleep(500);
            }
        }
        System.out.printf(
                "%d faults done, %d commands acknowledged, %d requests repeated%n",
                done, load.acknowledged(), load.repeated());
        return done;
    }

    private static void awaitSettled(Plant plant) throws InterruptedException, SQLException {
        Instant deadline = Instant.now().plus(SETTLED_WITHIN);
        while (!plant.tables().settled() && Instant.now().isBefore(deadline)) {
            Thread.sleep(200);
        }
    }

    private Verdict judge(Plant plant, Load load, List<Answered> answered, int faults)
            throws InterruptedException, SQLException {
        LogChecker checker = new LogChecker();
        TopicReader.readAll(plant.bootstrapServers(), checker::read);
        Tables tables = plant.tables().read();
        Findings findings = checker.judge(answered, tables);
        rebuild(plant, tables, findings);
        return new Verdict(settings, faults, load.acknowledged(), checker.repeats(), findings);
    }

    /// Every read model is forgotten, and made again of the log alone.
    private static void rebuild(Plant plant, Tables before, Findings findings)
            throws InterruptedException, SQLException {
        ReadModels models = new ReadModels(plant.tables());
        Map<String, String> rows = models.fingerprints();
        plant.stopApplications();
        models.forget();
        plant.awaitReady();
        Instant deadline = Instant.now().plus(SETTLED_WITHIN);
        while (!plant.tables().read().watermarks().equals(before.watermarks())
                && Instant.now().isBefore(deadline)) {
            Thread.sleep(500);
        }
        ReadModels.compare(rows, models.fingerprints(), findings);
    }
}

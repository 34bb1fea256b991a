package dev.cinestream.content.bulk;

import dev.cinestream.content.bulk.ImportedLine.Status;
import dev.cinestream.eventsourcing.command.CommandContext.Durability;
import dev.cinestream.platform.http.RequestLines;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Some forty open films and public-domain classics, so that a new catalog is not empty. Imported at each start where
/// `cinestream.demo.catalog` says so, which is in dev mode; from the second time on it finds all of them there.
///
/// What an editor did to one of them in between is undone by that, except that a withdrawn one stays withdrawn.
@Singleton
public class DemoCatalog {

    private static final Logger LOG = Logger.getLogger(DemoCatalog.class);
    private static final String FILE = "demo/catalog.ndjson";
    private static final ImportRun RUN =
            new ImportRun(
                    "system:demo", "demo-catalog", "the demo catalog", null, Durability.COMMIT);

    private final TitleImport titles;
    private final RequestLines lines;
    private final boolean wanted;

    DemoCatalog(
            TitleImport titles,
            RequestLines lines,
            @ConfigProperty(name = "cinestream.demo.catalog", defaultValue = "false")
                    boolean wanted) {
        this.titles = titles;
        this.lines = lines;
        this.wanted = wanted;
    }

    /// Begins and goes on in the background: the start does not wait for it.
    void begin(@Observes StartupEvent started) {
        if (wanted) {
            titles.importAll(lines.parse(TitleLine.class, file()), RUN)
                    .subscribe()
                    .with(
                            DemoCatalog::tell,
                            e -> LOG.error("the demo catalog was not imported", e));
        }
    }

    private static void tell(List<ImportedLine> results) {
        LOG.infof(
                "demo catalog: %d titles, %d of them new",
                results.size(), count(results, Status.CREATED));
        results.stream()
                .filter(line -> line.status() == Status.REFUSED)
                .forEach(line ->
                        LOG.warnf("demo catalog, line %d: %s", line.line(), line.problem()));
    }

    private static long count(List<ImportedLine> results, Status status) {
        return results.stream().filter(line -> line.status() == status).count();
    }

    private static byte[] file() {
        try (InputStream in =
                Thread.currentThread().getContextClassLoader().getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(
                        "cinestream.demo.catalog is on, and this application was built without "
                                + FILE);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(FILE, e);
        }
    }
}

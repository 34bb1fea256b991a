package dev.cinestream.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// All figures of a run: the table on the console and `target/bench/report.json`. Written after every row, so that a run
/// that is cut off leaves what it had.
final class Report {

    private static final Path FILE = Path.of("target", "bench", "report.json");
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final long started = System.nanoTime();
    private final List<Figure> figures = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    void add(Figure figure) throws IOException {
        figures.add(figure);
        write();
    }

    /// With what the single trials gave.
    void add(Figure figure, Figure.Pair of) throws IOException {
        add(figure);
        note(figure.name() + ": " + of.trials());
    }

    void note(String note) throws IOException {
        notes.add(note);
        write();
    }

    private void write() throws IOException {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("seconds", Math.round((System.nanoTime() - started) / 1e9));
        report.put(
                "machine",
                Map.of(
                        "cores", Runtime.getRuntime().availableProcessors(),
                        "java", Runtime.version().toString(),
                        "os", System.getProperty("os.name") + " " + System.getProperty("os.arch")));
        report.put("rows", figures.stream().map(Report::row).toList());
        report.put("notes", notes);
        Files.createDirectories(FILE.getParent());
        Files.write(FILE, JSON.writeValueAsBytes(report));
    }

    private static Map<String, Object> row(Figure figure) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", figure.name());
        row.put("value", figure.value());
        row.put("unit", figure.unit());
        row.put("ceiling", figure.ceiling());
        row.put("ratio", figure.ratio());
        row.put("aim", figure.aim());
        row.put("met", figure.met());
        return row;
    }

    /// The table, aligned; then the notes.
    String table() {
        var text = new StringBuilder("\n");
        text.append(line("what", "value", "unit", "ceiling", "ratio", "aim"));
        for (Figure figure : figures) {
            Double ratio = figure.ratio();
            Boolean met = figure.met();
            text.append(
                    line(
                            figure.name(),
                            number(figure.value()),
                            figure.unit(),
                            figure.ceiling() == null ? "" : number(figure.ceiling()),
                            ratio == null ? "" : String.format(Locale.ROOT, "%.2f", ratio),
                            figure.aim() + (met == null ? "" : met ? "  met" : "  missed")));
        }
        notes.forEach(note -> text.append("- ").append(note).append('\n'));
        return text.toString();
    }

    void print() {
        System.out.write(table().getBytes(UTF_8), 0, table().getBytes(UTF_8).length);
        System.out.flush();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : "%.2f", value);
    }

    private static String line(
            String what, String value, String unit, String ceiling, String ratio, String aim) {
        return "%-64s %12s %-12s %12s %7s  %s%n".formatted(what, value, unit, ceiling, ratio, aim);
    }
}

package dev.cinestream.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.cinestream.platform.json.JsonProblems;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The bodies of requests that are streams of JSON lines of any number (`application/x-ndjson`). The bound on bodies does
/// not hold for them; a line has one of its own.
///
/// A sender that gets an answer line for each line must read while it sends: both sides wait for each other otherwise,
/// once the buffers between them are full.
@ApplicationScoped
public class RequestLines {

    public static final String MEDIA_TYPE = "application/x-ndjson";

    private final CurrentVertxRequest current;
    private final ObjectMapper mapper;

    RequestLines(CurrentVertxRequest current, ObjectMapper mapper) {
        this.current = current;
        this.mapper = mapper;
    }

    /// The lines of the request that is being served, in order, a few at a time. To be called by a resource before anything
    /// else reads the body, and subscribed to once. When the connection breaks it ends with the last whole line.
    ///
    /// @param longestBytes of a line
    /// @param most lines at once, and lines that wait
    public <T> Multi<List<JsonLine<T>>> read(Class<T> type, int longestBytes, int most) {
        ObjectReader reader = mapper.readerFor(type);
        return JsonLines.of(
                current.getCurrent().request(),
                longestBytes,
                most,
                line -> parse(reader, line, longestBytes));
    }

    /// The lines of a small file.
    public <T> List<JsonLine<T>> parse(Class<T> type, byte[] file) {
        ObjectReader reader = mapper.readerFor(type);
        List<JsonLine<T>> lines = new ArrayList<>();
        var splitter = new LineSplitter(file.length);
        splitter.feed(file, line -> lines.add(parse(reader, line, file.length)));
        splitter.end(line -> lines.add(parse(reader, line, file.length)));
        return lines;
    }

    private static <T> JsonLine<T> parse(
            ObjectReader reader, LineSplitter.Line line, int longestBytes) {
        if (line.tooLong()) {
            return new JsonLine.Unreadable<>(line.number(), tooLong(longestBytes).problem());
        }
        try {
            return value(
                    line.number(),
                    reader.readValue(
                            new Utf8InputStream(
                                    new ByteArrayInputStream(line.bytes()),
                                    longestBytes,
                                    () -> tooLong(longestBytes))));
        } catch (ProblemException e) {
            return new JsonLine.Unreadable<>(line.number(), e.problem());
        } catch (JsonProcessingException e) {
            return new JsonLine.Unreadable<>(line.number(), problemOf(e));
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be read", e);
        }
    }

    private static <T> JsonLine<T> value(long number, @Nullable T value) {
        return value == null
                ? new JsonLine.Unreadable<>(
                        number, Problem.of(400, "malformed-json", "The line is null."))
                : new JsonLine.Read<>(number, value);
    }

    private static Problem problemOf(JsonProcessingException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException ours) {
                return ours.problem();
            }
        }
        Problem problem = JsonProblems.explain(e);
        if (problem == null) {
            throw new IllegalStateException("a type that JSON cannot be read into", e);
        }
        return problem;
    }

    private static ProblemException tooLong(int longestBytes) {
        return ProblemException.tooLarge("A line here has at most " + longestBytes + " bytes.");
    }
}

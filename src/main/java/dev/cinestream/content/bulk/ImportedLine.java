package dev.cinestream.content.bulk;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.cinestream.platform.http.Problem;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What became of a line of an import.
///
/// @param line its number, from 1; blank lines count
/// @param id of the title; null when the line could not be read
/// @param revision the title's after the line; null when it is refused
/// @param problem why it is refused
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "ImportedLine")
public record ImportedLine(
        long line,
        @Nullable UUID id,
        Status status,
        @Nullable Long revision,
        @Nullable Problem problem) {

    /// How a line ended.
    @RegisterForReflection
    public enum Status {
        /// There was no such title.
        @JsonProperty("created")
        CREATED,
        /// There was one, and it is as the line says now.
        @JsonProperty("revised")
        REVISED,
        /// It was so already.
        @JsonProperty("unchanged")
        UNCHANGED,
        /// Nothing was done.
        @JsonProperty("refused")
        REFUSED
    }

    static ImportedLine refused(long line, @Nullable UUID id, Problem problem) {
        return new ImportedLine(line, id, Status.REFUSED, null, problem);
    }
}

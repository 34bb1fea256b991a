package dev.cinestream.content.readmodel;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.cinestream.content.AvailabilityWindow;
import dev.cinestream.content.TitleMetadata;
import java.util.List;

/// The JSON in the read model's columns. A mapper of its own: rows must not change with a setting of the API.
final class TitleJson {

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .defaultPropertyInclusion(
                            JsonInclude.Value.construct(
                                    JsonInclude.Include.NON_NULL, JsonInclude.Include.USE_DEFAULTS))
                    .build();
    private static final TypeReference<List<AvailabilityWindow>> WINDOWS = new TypeReference<>() {};

    private TitleJson() {}

    static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a title cannot be written as JSON", e);
        }
    }

    static TitleMetadata metadata(String json) {
        try {
            return JSON.readValue(json, TitleMetadata.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a row of the catalog holds unreadable metadata", e);
        }
    }

    static List<AvailabilityWindow> windows(String json) {
        try {
            return JSON.readValue(json, WINDOWS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a row of the catalog holds unreadable windows", e);
        }
    }
}

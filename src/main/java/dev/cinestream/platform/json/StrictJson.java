package dev.cinestream.platform.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.AnnotationIntrospectorPair;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.cinestream.eventsourcing.schema.MoneyJson;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.time.Instant;

/// The mapper of the HTTP edge. It takes what is meant and nothing else: an unknown or doubled property, a number in
/// quotes, a missing component of a record, text that Postgres could not store are refused, so that a typo is an error
/// for the one who made it and not a surprise for somebody else.
///
/// The log has a mapper of its own, see [dev.cinestream.eventsourcing.schema.EventCodec].
@Singleton
public final class StrictJson implements ObjectMapperCustomizer {

    private static final int DEEPEST = 64;
    private static final int LONGEST_NUMBER = 40;
    private static final int LONGEST_STRING = 2_000_000;
    private static final int LONGEST_NAME = 1_000;

    @Override
    public int priority() {
        return MINIMUM_PRIORITY; // last: what is set here holds
    }

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder()
                                .maxNestingDepth(DEEPEST)
                                .maxNumberLength(LONGEST_NUMBER)
                                .maxStringLength(LONGEST_STRING)
                                .maxNameLength(LONGEST_NAME)
                                .build());
        mapper.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
        mapper.enable(JsonGenerator.Feature.COMBINE_UNICODE_SURROGATES_IN_UTF8);
        mapper.enable(
                DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
                DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);
        mapper.disable(
                DeserializationFeature.ACCEPT_FLOAT_AS_INT,
                DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE,
                DeserializationFeature.READ_DATE_TIMESTAMPS_AS_NANOSECONDS);
        mapper.disable(
                SerializationFeature.WRITE_DATES_AS_TIMESTAMPS,
                SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS);
        mapper.setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);
        refuseCoercion(mapper);
        mapper.setAnnotationIntrospector(
                AnnotationIntrospectorPair.pair(
                        new RequiredComponents(),
                        mapper.getDeserializationConfig().getAnnotationIntrospector()));
        mapper.registerModule(MoneyJson.module());
        mapper.registerModule(
                new SimpleModule("cinestream-edge")
                        .addDeserializer(String.class, new StorableText())
                        .addDeserializer(Instant.class, new Rfc3339())
                        .addKeyDeserializer(String.class, new StorableText.Key()));
    }

    @SuppressWarnings(
            "deprecation") // ALLOW_COERCION_OF_SCALARS has no other switch on a mapper that is
    // already built
    private static void refuseCoercion(ObjectMapper mapper) {
        mapper.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS);
        for (LogicalType type :
                new LogicalType[] {
                    LogicalType.Textual,
                    LogicalType.Integer,
                    LogicalType.Float,
                    LogicalType.Boolean,
                    LogicalType.Enum,
                    LogicalType.DateTime
                }) {
            for (CoercionInputShape shape : shapesRefusedFor(type)) {
                mapper.coercionConfigFor(type).setCoercion(shape, CoercionAction.Fail);
            }
        }
    }

    private static CoercionInputShape[] shapesRefusedFor(LogicalType type) {
        return switch (type) {
            case Textual ->
                    new CoercionInputShape[] {
                        CoercionInputShape.Integer,
                        CoercionInputShape.Float,
                        CoercionInputShape.Boolean
                    };
            case Integer ->
                    new CoercionInputShape[] {
                        CoercionInputShape.String,
                        CoercionInputShape.EmptyString,
                        CoercionInputShape.Float,
                        CoercionInputShape.Boolean
                    };
            case Float, Boolean ->
                    new CoercionInputShape[] {
                        CoercionInputShape.String, CoercionInputShape.EmptyString
                    };
            default ->
                    new CoercionInputShape[] {
                        CoercionInputShape.Integer, CoercionInputShape.EmptyString
                    };
        };
    }
}

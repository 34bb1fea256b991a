package dev.cinestream.eventsourcing.schema;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.cinestream.eventsourcing.privacy.PersonalCipher;
import dev.cinestream.eventsourcing.privacy.SubjectKey;
import java.io.IOException;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Events and states as JSON bytes and back. A mapper of its own, not the one of the HTTP edge: what is in the log for
/// ever must not change with a setting of the API.
///
/// Reading is tolerant (an unknown property is skipped: a newer instance may have written it), writing is exact.
public final class EventCodec {

    /// Where the codec finds the keys of persons; see [PersonalCipher#KEYS].
    public interface Keys extends Function<UUID, @Nullable SubjectKey> {}

    private final ObjectMapper mapper;

    /// @param stateTypes the aggregates' states; a sealed one, and each sealed interface in the components of its records, is
    ///     written with the simple class name as property `state`
    public EventCodec(Iterable<Class<?>> stateTypes) {
        JsonMapper.Builder builder =
                JsonMapper.builder()
                        .addModule(new JavaTimeModule())
                        .addModule(PersonalCipher.module())
                        .addModule(MoneyJson.module())
                        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                        .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .defaultPropertyInclusion(
                                JsonInclude.Value.construct(
                                        JsonInclude.Include.NON_NULL,
                                        JsonInclude.Include.USE_DEFAULTS));
        for (Class<?> type : stateTypes) {
            for (Class<?> sealed : SealedTypes.in(type)) {
                builder.addMixIn(sealed, SealedState.class);
                for (Class<?> permitted : sealed.getPermittedSubclasses()) {
                    builder.registerSubtypes(new NamedType(permitted, permitted.getSimpleName()));
                }
            }
        }
        mapper = builder.build();
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
    private interface SealedState {}

    /// @throws UnserialisableException when it cannot be written
    public byte[] write(Object eventOrState, Class<?> as, Keys keys) {
        try {
            return mapper.writerFor(as)
                    .withAttribute(PersonalCipher.KEYS, keys)
                    .writeValueAsBytes(eventOrState);
        } catch (IOException e) {
            rethrowOurs(e);
            throw new UnserialisableException(
                    eventOrState.getClass().getSimpleName()
                            + " cannot be written: "
                            + e.getMessage(),
                    e);
        }
    }

    /// A state without the persons who were erased since it was read.
    ///
    /// @throws UnserialisableException when it cannot be written
    public byte[] writeBlanked(Object state, Class<?> as, Keys keys) {
        try {
            return mapper.writerFor(as)
                    .withAttribute(PersonalCipher.KEYS, keys)
                    .withAttribute(PersonalCipher.BLANKS_ERASED, true)
                    .writeValueAsBytes(state);
        } catch (IOException e) {
            rethrowOurs(e);
            throw new UnserialisableException(
                    as.getSimpleName() + " cannot be written: " + e.getMessage(), e);
        }
    }

    /// An event or a state for eyes, not for disk: personal data in clear, or marked as erased. Never log it.
    ///
    /// @param as the event's class, or the state's declared type
    public JsonNode readable(Object eventOrState, Class<?> as) {
        return shown(eventOrState, as, PersonalCipher.IN_CLEAR);
    }

    /// An event or a state for other systems: of what is personal it says only whom it is about.
    ///
    /// @param as the event's class, or the state's declared type
    public JsonNode impersonal(Object eventOrState, Class<?> as) {
        return shown(eventOrState, as, PersonalCipher.LEFT_OUT);
    }

    private JsonNode shown(Object eventOrState, Class<?> as, String personal) {
        try {
            return mapper.readTree(
                    mapper.writerFor(as)
                            .withAttribute(personal, true)
                            .writeValueAsBytes(eventOrState));
        } catch (IOException e) {
            throw new UnserialisableException(
                    eventOrState.getClass().getSimpleName() + " cannot be shown", e);
        }
    }

    /// Reads an event, whatever version it was written in.
    ///
    /// @throws UnserialisableException when its name is unknown or its payload does not fit
    public <E> E readEvent(EventTypes<E> types, String name, byte[] payload, Keys keys) {
        try {
            if (!types.isOld(name)) {
                return read(known(types, name), payload, keys);
            }
            JsonNode json = mapper.readTree(payload);
            if (!(json instanceof ObjectNode object)) {
                throw new UnserialisableException(name + " is not a JSON object", null);
            }
            EventTypes.Upcasted current = types.upcast(name, object);
            return read(
                    known(types, current.name()),
                    mapper.writeValueAsBytes(current.payload()),
                    keys);
        } catch (IOException e) {
            rethrowOurs(e);
            throw new UnserialisableException(name + " cannot be read: " + e.getMessage(), e);
        }
    }

    public <S> S readState(Class<S> type, byte[] bytes, Keys keys) {
        try {
            return read(type, bytes, keys);
        } catch (IOException e) {
            rethrowOurs(e);
            throw new UnserialisableException(
                    type.getName() + " cannot be read: " + e.getMessage(), e);
        }
    }

    private <T> T read(Class<T> type, byte[] bytes, Keys keys) throws IOException {
        T value = mapper.readerFor(type).withAttribute(PersonalCipher.KEYS, keys).readValue(bytes);
        if (value == null) {
            throw new UnserialisableException(type.getSimpleName() + " is a JSON null", null);
        }
        return value;
    }

    private static <E> Class<? extends E> known(EventTypes<E> types, String name) {
        Class<? extends E> type = types.classOf(name);
        if (type == null) {
            throw new UnserialisableException(
                    "no event type is declared under the name " + name, null);
        }
        return type;
    }

    /// Jackson wraps what a (de)serialiser throws; ours are signals for the caller.
    private static void rethrowOurs(IOException wrapped) {
        for (Throwable cause = wrapped; cause != null; cause = cause.getCause()) {
            if (cause instanceof PersonalCipher.KeyNeededException needed) {
                throw needed;
            }
            if (cause instanceof PersonalCipher.SubjectErasedException erased) {
                throw erased;
            }
        }
    }

    /// Bytes that are no event, or an event that has no bytes.
    public static final class UnserialisableException extends RuntimeException {
        public UnserialisableException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}

package dev.cinestream.eventsourcing.privacy;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.cinestream.eventsourcing.decider.Personal;
import dev.cinestream.eventsourcing.decider.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.UUID;
import java.util.function.Function;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/// Writes [Personal] as `{"subject": …, "sealed": base64(iv ‖ AES-256-GCM)}` and reads it back. The keys come with each
/// call, as the attribute [#KEYS], since they are fetched asynchronously and Jackson is not.
public final class PersonalCipher {

    /// Attribute: `Function<UUID, @Nullable SubjectKey>`; null means "not fetched yet".
    public static final String KEYS = "cinestream.subject-keys";

    /// Attribute, when writing for eyes instead of for disk: the text in clear, or `"erased": true`.
    public static final String IN_CLEAR = "cinestream.in-clear";

    /// Attribute, when writing for others: whom it is about, and nothing else.
    public static final String LEFT_OUT = "cinestream.left-out";

    /// Attribute, when writing a state: a person who was erased meanwhile is written as blank.
    public static final String BLANKS_ERASED = "cinestream.blanks-erased";

    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;

    private PersonalCipher() {}

    public static SimpleModule module() {
        return new SimpleModule("personal")
                .addSerializer(Personal.class, new Writer())
                .addDeserializer(Personal.class, new Reader())
                .addSerializer(Secret.class, new SecretWriter())
                .addDeserializer(Secret.class, new SecretReader());
    }

    /// A key that must be fetched before this can be written or read.
    public static final class KeyNeededException extends RuntimeException {
        private final UUID subject;

        KeyNeededException(UUID subject) {
            super("the key of subject " + subject + " is not loaded", null, false, false);
            this.subject = subject;
        }

        public UUID subject() {
            return subject;
        }
    }

    /// Nothing may be recorded about an erased person.
    public static final class SubjectErasedException extends RuntimeException {
        SubjectErasedException(UUID subject) {
            super("subject " + subject + " was erased; nothing more can be recorded about them");
        }
    }

    private static SubjectKey key(@Nullable Object attribute, UUID subject) {
        if (!(attribute instanceof Function<?, ?> keys)) {
            throw new IllegalStateException("personal data outside the event codec");
        }
        @SuppressWarnings("unchecked")
        SubjectKey key = ((Function<UUID, @Nullable SubjectKey>) keys).apply(subject);
        if (key == null) {
            throw new KeyNeededException(subject);
        }
        return key;
    }

    private static final class Writer extends StdSerializer<Personal> {
        Writer() {
            super(Personal.class);
        }

        @Override
        public void serialize(Personal value, JsonGenerator json, SerializerProvider context)
                throws IOException {
            json.writeStartObject();
            json.writeStringField("subject", value.subject().toString());
            String text = value.text();
            if (context.getAttribute(IN_CLEAR) != null) {
                writeClear(json, text);
            } else if (text != null && context.getAttribute(LEFT_OUT) == null) {
                switch (key(context.getAttribute(KEYS), value.subject())) {
                    case SubjectKey.Present present ->
                            json.writeStringField("sealed", seal(present, value.subject(), text));
                    case SubjectKey.Erased _ -> {
                        if (context.getAttribute(BLANKS_ERASED) == null) {
                            throw new SubjectErasedException(value.subject());
                        }
                    }
                }
            }
            json.writeEndObject();
        }

        private static void writeClear(JsonGenerator json, @Nullable String text)
                throws IOException {
            if (text == null) {
                json.writeBooleanField("erased", true);
            } else {
                json.writeStringField("text", text);
            }
        }
    }

    /// As the person's text, except that eyes do not see it.
    private static final class SecretWriter extends StdSerializer<Secret> {
        SecretWriter() {
            super(Secret.class);
        }

        @Override
        public void serialize(Secret secret, JsonGenerator json, SerializerProvider context)
                throws IOException {
            if (context.getAttribute(IN_CLEAR) == null) {
                context.defaultSerializeValue(secret.value(), json);
                return;
            }
            json.writeStartObject();
            json.writeStringField("subject", secret.value().subject().toString());
            json.writeBooleanField(secret.value().erased() ? "erased" : "secret", true);
            json.writeEndObject();
        }
    }

    private static final class SecretReader extends StdDeserializer<Secret> {
        SecretReader() {
            super(Secret.class);
        }

        @Override
        public Secret deserialize(JsonParser parser, DeserializationContext context)
                throws IOException {
            return new Secret(context.readValue(parser, Personal.class));
        }
    }

    private static final class Reader extends StdDeserializer<Personal> {
        Reader() {
            super(Personal.class);
        }

        @Override
        public Personal deserialize(JsonParser parser, DeserializationContext context)
                throws IOException {
            JsonNode json = parser.readValueAsTree();
            UUID subject = UUID.fromString(json.path("subject").asText());
            JsonNode sealed = json.get("sealed");
            if (sealed == null) {
                return new Personal(subject, null);
            }
            return switch (key(context.getAttribute(KEYS), subject)) {
                case SubjectKey.Present present ->
                        new Personal(subject, open(present, subject, sealed.asText()));
                case SubjectKey.Erased _ -> new Personal(subject, null);
            };
        }
    }

    private static String seal(SubjectKey.Present key, UUID subject, String text) {
        try {
            Cipher cipher = Cipher.getInstance(ALGORITHM);
            cipher.init(Cipher.ENCRYPT_MODE, key.key()); // which draws a random iv
            bindTo(subject, cipher);
            byte[] encrypted = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder()
                    .encodeToString(
                            ByteBuffer.allocate(IV_BYTES + encrypted.length)
                                    .put(cipher.getIV())
                                    .put(encrypted)
                                    .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM failed for subject " + subject, e);
        }
    }

    private static String open(SubjectKey.Present key, UUID subject, String sealed) {
        try {
            byte[] bytes = Base64.getDecoder().decode(sealed);
            byte[] iv = new byte[IV_BYTES];
            ByteBuffer.wrap(bytes).get(iv);
            Cipher cipher = Cipher.getInstance(ALGORITHM);
            cipher.init(Cipher.DECRYPT_MODE, key.key(), new GCMParameterSpec(TAG_BITS, iv));
            bindTo(subject, cipher);
            byte[] text = cipher.doFinal(bytes, IV_BYTES, bytes.length - IV_BYTES);
            return new String(text, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "personal data of subject " + subject + " does not open with its key", e);
        }
    }

    /// So that a text cannot be moved to another person.
    private static void bindTo(UUID subject, Cipher cipher) {
        cipher.updateAAD(subject.toString().getBytes(StandardCharsets.UTF_8));
    }
}

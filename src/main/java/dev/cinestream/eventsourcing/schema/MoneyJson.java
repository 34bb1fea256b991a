package dev.cinestream.eventsourcing.schema;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.joda.money.Money;

/// Writes money as `{"minor": 1299, "currency": "EUR"}`, the minor unit being the currency's smallest (a cent), and reads it
/// back; in events and at the edge alike.
public final class MoneyJson {

    private MoneyJson() {}

    public static SimpleModule module() {
        return new SimpleModule("money")
                .addSerializer(Money.class, new Writer())
                .addDeserializer(Money.class, new Reader());
    }

    private static final class Writer extends StdSerializer<Money> {
        Writer() {
            super(Money.class);
        }

        @Override
        public void serialize(Money money, JsonGenerator out, SerializerProvider provider)
                throws IOException {
            out.writeStartObject();
            out.writeNumberField("minor", money.getAmountMinorLong());
            out.writeStringField("currency", money.getCurrencyUnit().getCode());
            out.writeEndObject();
        }
    }

    private static final class Reader extends StdDeserializer<Money> {
        Reader() {
            super(Money.class);
        }

        @Override
        public Money deserialize(JsonParser in, DeserializationContext context) throws IOException {
            JsonNode node = context.readTree(in);
            JsonNode minor = node.path("minor");
            JsonNode currency = node.path("currency");
            if (!minor.canConvertToLong() || !minor.isIntegralNumber() || !currency.isTextual()) {
                return context.reportInputMismatch(
                        Money.class,
                        "money is {\"minor\": a whole number, \"currency\": ISO 4217}");
            }
            try {
                return Money.ofMinor(CurrencyUnit.of(currency.textValue()), minor.longValue());
            } catch (IllegalCurrencyException e) {
                return context.reportInputMismatch(Money.class, "there is no such currency");
            }
        }
    }
}

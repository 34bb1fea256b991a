package dev.cinestream.eventsourcing.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.Seeded;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A changed byte, a missing event, an exchanged pair: each breaks the chain where it was done (CS-7, CS-8).
class ChecksumTest {

    private static final int SEEDS = 300;

    @Test
    void an_untouched_chain_holds() {
        Seeded.forSeeds(SEEDS, random -> assertThat(firstBreak(chain(random))).isNull());
    }

    @Test
    void a_changed_byte_breaks_the_chain_there() {
        Seeded.forSeeds(
                SEEDS,
                random -> {
                    List<Recorded> chain = chain(random);
                    int at = random.below(chain.size());
                    byte[] payload = chain.get(at).payload().clone();
                    payload[random.below(payload.length)] ^= (byte) (1 << random.below(8));
                    chain.set(at, new Recorded(chain.get(at).metadata(), payload));

                    assertThat(firstBreak(chain)).isEqualTo(at);
                });
    }

    @Test
    void a_missing_event_breaks_the_chain_after_it() {
        Seeded.forSeeds(
                SEEDS,
                random -> {
                    List<Recorded> chain = chain(random);
                    int at = random.below(chain.size() - 1);
                    chain.remove(at);

                    assertThat(firstBreak(chain)).isEqualTo(at);
                });
    }

    @Test
    void an_exchanged_pair_breaks_the_chain_there() {
        Seeded.forSeeds(
                SEEDS,
                random -> {
                    List<Recorded> chain = chain(random);
                    int at = random.below(chain.size() - 1);
                    chain.add(at, chain.remove(at + 1));

                    assertThat(firstBreak(chain)).isEqualTo(at);
                });
    }

    @Test
    void an_event_that_claims_another_place_breaks_the_chain() {
        Seeded.forSeeds(
                SEEDS,
                random -> {
                    List<Recorded> chain = chain(random);
                    int at = random.below(chain.size());
                    Metadata was = chain.get(at).metadata();
                    Metadata claims =
                            random.oneOf(
                                    placed(
                                            was,
                                            was.id(),
                                            was.revision() + 1,
                                            was.lane(),
                                            was.sequence()),
                                    placed(
                                            was,
                                            was.id(),
                                            was.revision(),
                                            was.lane() + 1,
                                            was.sequence()),
                                    placed(
                                            was,
                                            was.id(),
                                            was.revision(),
                                            was.lane(),
                                            was.sequence() + 1),
                                    placed(
                                            was,
                                            random.uuid(),
                                            was.revision(),
                                            was.lane(),
                                            was.sequence()));
                    chain.set(at, new Recorded(claims, chain.get(at).payload()));

                    assertThat(firstBreak(chain)).isEqualTo(at);
                });
    }

    /// Where a check of the stream first fails.
    private static @Nullable Integer firstBreak(List<Recorded> stream) {
        String before = HexFormat.of().formatHex(Checksum.none());
        for (int i = 0; i < stream.size(); i++) {
            if (!Checksum.expected(before, stream.get(i))
                    .equals(stream.get(i).metadata().checksum())) {
                return i;
            }
            before = stream.get(i).metadata().checksum();
        }
        return null;
    }

    private static List<Recorded> chain(Seeded random) {
        UUID stream = random.uuid();
        List<Recorded> chain = new ArrayList<>();
        byte[] before = Checksum.none();
        int length = 2 + random.below(20);
        for (int i = 1; i <= length; i++) {
            byte[] payload =
                    ("{\"by\":" + random.below(1_000_000) + "}")
                            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
            Instant at = Instant.EPOCH.plus(random.below(Integer.MAX_VALUE), ChronoUnit.MICROS);
            UUID id = random.uuid();
            before =
                    Checksum.of(
                            before,
                            id,
                            "test.counter-raised.v2",
                            stream,
                            i,
                            5,
                            10L + i,
                            at,
                            "alice",
                            payload);
            chain.add(
                    new Recorded(
                            new Metadata(
                                    id,
                                    "test.counter-raised.v2",
                                    "test.counter",
                                    stream,
                                    i,
                                    5,
                                    10L + i,
                                    at,
                                    "c",
                                    "c",
                                    "alice",
                                    null,
                                    HexFormat.of().formatHex(before),
                                    null),
                            payload));
        }
        return chain;
    }

    private static Metadata placed(Metadata was, UUID id, long revision, int lane, long sequence) {
        return new Metadata(
                id,
                was.type(),
                was.category(),
                was.streamId(),
                revision,
                lane,
                sequence,
                was.recordedAt(),
                was.correlationId(),
                was.causationId(),
                was.actor(),
                was.reason(),
                was.checksum(),
                was.traceparent());
    }
}

package dev.cinestream.eventsourcing.heads;

import dev.cinestream.eventsourcing.command.AggregateType;
import dev.cinestream.eventsourcing.heads.HeadFinding.Kind;
import dev.cinestream.eventsourcing.privacy.PersonalCipher;
import dev.cinestream.eventsourcing.privacy.SubjectKeys;
import dev.cinestream.eventsourcing.schema.EventCodec;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a head must be, and how one that lies in the table differs. States are compared in clear, as trees: their bytes
/// differ with every encryption, and with the version of the code that wrote them.
///
/// Thread contract: waits for keys of persons.
final class HeadRight<S> {

    private static final Duration AT_MOST = Duration.ofSeconds(30);

    private final AggregateType<?, S, ?, ?> type;
    private final EventCodec codec;
    private final SubjectKeys keys;

    HeadRight(AggregateType<?, S, ?, ?> type, EventCodec codec, SubjectKeys keys) {
        this.type = type;
        this.codec = codec;
        this.keys = keys;
    }

    /// Null when they agree.
    @Nullable Kind difference(@Nullable Folded<S> folded, HeadTable.@Nullable Stored head) {
        if (folded == null) {
            return head == null || head.revision() == 0 ? null : Kind.AHEAD;
        }
        if (folded.broken != null) {
            return folded.broken;
        }
        if (head == null) {
            return Kind.MISSING;
        }
        if (head.revision() != folded.revision) {
            return head.revision() < folded.revision ? Kind.BEHIND : Kind.AHEAD;
        }
        if (!head.checksum().equals(folded.checksum)) {
            return Kind.CHECKSUM;
        }
        return withKeys(() -> isState(folded.state, head.state())) ? null : Kind.STATE;
    }

    private boolean isState(S folded, byte[] stored) {
        try {
            S state = codec.readState(type.stateType(), stored, keys::cached);
            return codec.readable(state, type.stateType())
                    .equals(codec.readable(folded, type.stateType()));
        } catch (EventCodec.UnserialisableException e) {
            return false;
        }
    }

    /// What must lie there; without a state when nothing must.
    HeadTable.Right of(UUID stream, @Nullable Folded<S> folded) {
        if (folded == null) {
            return new HeadTable.Right(stream, 0, "", null);
        }
        try {
            byte[] state =
                    withKeys(() -> codec.write(folded.state, type.stateType(), keys::cached));
            return new HeadTable.Right(stream, folded.revision, folded.checksum, state);
        } catch (PersonalCipher.SubjectErasedException e) {
            throw new IllegalStateException(
                    "a person was erased while heads were rebuilt; rebuild them again", e);
        }
    }

    private <T> T withKeys(Supplier<T> step) {
        while (true) {
            try {
                return step.get();
            } catch (PersonalCipher.KeyNeededException e) {
                keys.loadForReading(Set.of(e.subject())).await().atMost(AT_MOST);
            }
        }
    }
}

package dev.cinestream.eventsourcing.decider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.eventsourcing.command.AggregateType;
import dev.cinestream.eventsourcing.privacy.SubjectKey;
import dev.cinestream.eventsourcing.schema.EventCodec;
import dev.cinestream.eventsourcing.schema.Schemas;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;

/// Says in a sentence what an aggregate does: `given(events).when(command).then(events)`, where the types allow legal
/// sentences only. Every `when` also checks what must hold for each decider: it decides the same twice, its events and
/// states survive the codec, its events fit their schemas, and a fold in two pieces equals a fold in one.
public final class DeciderKit<C, S, E, R extends Rejection> {

    /// Everybody's key, as long as it is only about surviving.
    private static final SubjectKey KEY =
            new SubjectKey.Present(new SecretKeySpec(new byte[32], "AES"));

    private final AggregateType<C, S, E, R> type;
    private final EventCodec codec;

    public DeciderKit(AggregateType<C, S, E, R> type) {
        this.type = type;
        codec = new EventCodec(List.of(type.stateType()));
    }

    public Given given(List<E> events) {
        return new Given(List.copyOf(events));
    }

    /// What has happened.
    public final class Given {
        private final List<E> before;

        private Given(List<E> before) {
            this.before = before;
        }

        public Then when(C command) {
            Decider<C, S, E, R> decider = type.decider();
            S state = decider.evolve(decider.initial(), before);
            Decision<E, R> decision = decider.decide(command, state);
            assertThat(decider.decide(command, state)).as("decided again").isEqualTo(decision);
            survivesTheCodec(state);
            List<E> after = new ArrayList<>(before);
            if (decision instanceof Decision.Accepted<E, R>(List<E> events)) {
                after.addAll(events);
                events.forEach(this::eventSurvivesTheCodec);
            }
            foldsTheSameInTwoPieces(after);
            return new Then(decision, List.copyOf(after));
        }

        private void eventSurvivesTheCodec(E event) {
            String name = type.eventTypes().nameOf(event);
            byte[] bytes = codec.write(event, event.getClass(), _ -> KEY);
            E read = codec.readEvent(type.eventTypes(), name, bytes, _ -> KEY);
            assertThat(read).as(name + " from its JSON").isEqualTo(event);
            Schemas.check(name, bytes);
        }

        private void survivesTheCodec(S state) {
            byte[] bytes = codec.write(state, type.stateType(), _ -> KEY);
            assertThat(codec.readState(type.stateType(), bytes, _ -> KEY))
                    .as("the state from its JSON")
                    .isEqualTo(state);
        }

        private void foldsTheSameInTwoPieces(List<E> events) {
            Decider<C, S, E, R> decider = type.decider();
            S whole = decider.evolve(decider.initial(), events);
            survivesTheCodec(whole);
            for (int cut = 0; cut <= events.size(); cut++) {
                S first = decider.evolve(decider.initial(), events.subList(0, cut));
                assertThat(decider.evolve(first, events.subList(cut, events.size())))
                        .as("folded in two pieces, cut at " + cut)
                        .isEqualTo(whole);
            }
        }
    }

    /// What came of it.
    public final class Then {
        private final Decision<E, R> decision;
        private final List<E> all;

        private Then(Decision<E, R> decision, List<E> all) {
            this.decision = decision;
            this.all = all;
        }

        public void then(E event) {
            assertThat(decision).isEqualTo(Decision.accept(event));
        }

        /// In this order, and no others.
        @SafeVarargs
        @SuppressWarnings("varargs") // only read
        public final void thenAll(E... events) {
            assertThat(decision).isEqualTo(Decision.accept(List.of(events)));
        }

        public void thenNothing() {
            assertThat(decision).isEqualTo(Decision.accept());
        }

        public void thenRejected(R rejection) {
            assertThat(decision).isEqualTo(Decision.reject(rejection));
        }

        /// All that has happened by now, for the next sentence.
        public List<E> events() {
            return all;
        }
    }
}

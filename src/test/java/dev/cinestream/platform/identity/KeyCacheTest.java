package dev.cinestream.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A provider's keys are asked for when they are needed, and not all the time (CS-1).
class KeyCacheTest {

    private static final PublicKey KEY = key();

    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private Map<String, PublicKey> published = Map.of("first", KEY);
    private boolean isAway;
    private int readings;
    private KeyCache keys;

    @BeforeEach
    void nothing_is_known() {
        keys = new KeyCache(this::read, () -> now);
    }

    private Uni<Map<String, PublicKey>> read() {
        return Uni.createFrom()
                .deferred(() -> {
                    readings++;
                    return isAway
                            ? Uni.createFrom().failure(new IllegalStateException("away"))
                            : Uni.createFrom().item(published);
                });
    }

    @Test
    void a_key_is_read_when_a_token_names_it() {
        want("first");

        assertThat(keys.key("first")).isEqualTo(KEY);
    }

    @Test
    void what_is_known_is_not_asked_for_again() {
        want("first");
        want("first");

        assertThat(readings).isEqualTo(1);
    }

    @Test
    void a_new_key_is_found() {
        want("first");
        published = Map.of("second", KEY);
        passes(KeyCache.FIRST_PAUSE);

        want("second");

        assertThat(keys.key("second")).isEqualTo(KEY);
        assertThat(keys.key("first")).isNull();
    }

    @Test
    void made_up_names_do_not_make_it_ask_all_the_time() {
        for (int second = 0; second < 3_600; second++) {
            want("made-up-" + second);
            want("again-" + second);
            passes(Duration.ofSeconds(1));
        }

        assertThat(readings).isLessThan(70);
    }

    @Test
    void a_key_that_was_taken_back_is_noticed() {
        want("first");
        published = Map.of();
        passes(KeyCache.FRESH.plusSeconds(1));

        want("first");

        assertThat(keys.key("first")).isNull();
    }

    @Test
    void keys_are_good_for_a_day_while_the_provider_is_away() {
        want("first");
        isAway = true;
        passes(KeyCache.GOOD);
        want("first");
        assertThat(keys.key("first")).isEqualTo(KEY);

        passes(Duration.ofSeconds(1));

        assertThat(keys.key("first")).isNull();
    }

    @Test
    void all_who_wait_wait_for_the_same_reading() {
        List<UniEmitter<? super Map<String, PublicKey>>> asked = new ArrayList<>();
        keys = new KeyCache(() -> Uni.createFrom().emitter(asked::add), () -> now);
        var one = keys.ready("first").subscribeAsCompletionStage();
        var other = keys.ready("first").subscribeAsCompletionStage();
        assertThat(asked).hasSize(1);
        assertThat(other).isNotDone();

        asked.getFirst().complete(published);

        assertThat(one).isCompleted();
        assertThat(other).isCompleted();
    }

    private void want(String kid) {
        keys.ready(kid).await().indefinitely();
    }

    private void passes(Duration time) {
        now = now.plus(time);
    }

    private static PublicKey key() {
        try {
            return KeyPairGenerator.getInstance("EC").generateKeyPair().getPublic();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

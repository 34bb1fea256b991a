package dev.cinestream.billing.customer;

import static dev.cinestream.billing.customer.Ada.euro;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.Seeded;
import dev.cinestream.billing.Period;
import java.time.Instant;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/// Parts of periods, to the second (CS-4).
class ProrationTest {

    private static final Instant FROM = Instant.parse("2026-11-01T00:00:00Z");
    private static final Period DAY = new Period(FROM, FROM.plusSeconds(86_400));

    @Test
    void all_of_a_period_is_left_at_its_begin_and_nothing_at_its_end() {
        assertThat(Proration.left(DAY, FROM).of(euro(1299))).isEqualTo(euro(1299));
        assertThat(Proration.left(DAY, DAY.until()).of(euro(1299))).isEqualTo(euro(0));
    }

    @Test
    void each_second_counts() {
        Money price = euro(8_640_000);

        assertThat(Proration.left(DAY, FROM.plusSeconds(1)).of(price))
                .isEqualTo(euro(8_640_000 - 100));
    }

    @Test
    void half_a_cent_is_rounded_away_from_zero() {
        Instant noon = FROM.plusSeconds(43_200);

        assertThat(Proration.left(DAY, noon).of(euro(1))).isEqualTo(euro(1));
        assertThat(Proration.left(DAY, noon).of(euro(-1))).isEqualTo(euro(-1));
    }

    @Test
    void nothing_is_left_of_less_than_a_second() {
        Period moment = new Period(FROM, FROM.plusMillis(300));

        assertThat(Proration.left(moment, FROM).of(euro(1299))).isEqualTo(euro(0));
    }

    @Test
    void what_is_left_and_what_is_gone_are_all_but_a_rounding() {
        Seeded.forSeeds(
                500,
                seeded -> {
                    Instant at = FROM.plusSeconds(seeded.below(86_401));
                    Money price = euro(seeded.below(1_000_000));
                    Money left = Proration.left(DAY, at).of(price);
                    Money gone =
                            Proration.of(
                                    price, at.getEpochSecond() - FROM.getEpochSecond(), 86_400);

                    assertThat(left.plus(gone).minus(price).abs().getAmountMinorLong())
                            .isLessThanOrEqualTo(1);
                });
    }
}

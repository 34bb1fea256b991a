package dev.cinestream.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.Seeded;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Anniversaries on a customer's calendar, over its odd days (CS-4).
class CycleTest {

    @Test
    void periods_follow_one_another_on_the_anchors_day_or_the_months_last() {
        Seeded.forSeeds(
                500,
                seeded -> {
                    Cycle cycle = cycle(seeded);
                    int day = cycle.anchor().atZone(cycle.zone()).getDayOfMonth();
                    for (int number = 0; number < 60; number++) {
                        Period period = cycle.period(number);
                        assertThat(period.until()).isEqualTo(cycle.period(number + 1).from());
                        assertThat(period.from()).isBefore(period.until());
                        LocalDate begin = period.from().atZone(cycle.zone()).toLocalDate();
                        assertThat(begin.getDayOfMonth())
                                .isEqualTo(Math.min(day, begin.lengthOfMonth()));
                    }
                });
    }

    @Test
    void the_hour_stays_when_clocks_are_put_forward() {
        ZonedDateTime evening =
                ZonedDateTime.of(2027, 2, 28, 20, 0, 0, 0, ZoneId.of("Europe/Berlin"));
        Cycle cycle = new Cycle(evening.toInstant(), evening.getZone(), Interval.MONTH);

        assertThat(List.of(cycle.begin(0), cycle.begin(1)))
                .containsExactly(
                        Instant.parse("2027-02-28T19:00:00Z"),
                        Instant.parse("2027-03-28T18:00:00Z"));
    }

    @Test
    void an_hour_that_a_day_lacks_is_the_next_one() {
        ZonedDateTime early =
                ZonedDateTime.of(2027, 2, 28, 2, 30, 0, 0, ZoneId.of("Europe/Berlin"));
        Cycle cycle = new Cycle(early.toInstant(), early.getZone(), Interval.MONTH);

        assertThat(cycle.begin(1)).isEqualTo(Instant.parse("2027-03-28T01:30:00Z"));
        assertThat(cycle.begin(2).atZone(early.getZone()).getHour()).isEqualTo(2);
    }

    private static Cycle cycle(Seeded seeded) {
        Instant anchor =
                Instant.parse(
                                seeded.oneOf(
                                        "2027-01-31T12:00:00Z",
                                        "2028-02-29T23:30:00Z",
                                        "2027-03-28T01:30:00Z",
                                        "2026-10-25T00:30:00.5Z"))
                        .plusSeconds(seeded.below(400 * 24 * 3600));
        return new Cycle(
                anchor,
                ZoneId.of(
                        seeded.oneOf(
                                "Europe/Berlin",
                                "America/New_York",
                                "Asia/Kathmandu",
                                "Australia/Lord_Howe",
                                "America/Sao_Paulo",
                                "UTC")),
                seeded.oneOf(Interval.values()));
    }
}

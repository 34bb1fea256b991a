package dev.cinestream.content.readmodel;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How often a title was rated 1, 2 … 10 (half stars), and what follows from that. Nothing is kept but the counts, which are
/// exact; averages are worked out of them when they are asked for.
///
/// @param counts ten of them
public record RatingTally(List<Long> counts) {

    /// The weighted average begins as if so many had given [#PRIOR_MEAN]: a title that one viewer loves is not above all others.
    public static final int PRIOR_RATINGS = 20;

    /// In the middle of what viewers give, by experience: most rate what they chose to watch.
    public static final BigDecimal PRIOR_MEAN = new BigDecimal("6.5");

    static final RatingTally NONE =
            new RatingTally(List.of(0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L));

    private static final int DECIMALS = 2;

    public RatingTally {
        counts = List.copyOf(counts);
    }

    public long ratings() {
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    /// Of all ratings, in half stars.
    public long total() {
        long total = 0;
        for (int i = 0; i < counts.size(); i++) {
            total += (i + 1) * counts.get(i);
        }
        return total;
    }

    /// Null when nobody rated it.
    public @Nullable BigDecimal average() {
        return ratings() == 0 ? null : quotient(BigDecimal.valueOf(total()), ratings());
    }

    /// The Bayesian average, which titles are compared by.
    public BigDecimal weighted() {
        BigDecimal prior = PRIOR_MEAN.multiply(BigDecimal.valueOf(PRIOR_RATINGS));
        return quotient(prior.add(BigDecimal.valueOf(total())), PRIOR_RATINGS + ratings());
    }

    private static BigDecimal quotient(BigDecimal total, long ratings) {
        return total.divide(BigDecimal.valueOf(ratings), DECIMALS, RoundingMode.HALF_UP);
    }
}

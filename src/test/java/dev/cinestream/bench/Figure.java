package dev.cinestream.bench;

import org.jspecify.annotations.Nullable;

/// One row of the report.
///
/// @param ceiling what the raw parts did in the same run, in the same unit; null where nothing can be set beside it
/// @param aim in words; empty where there is none
/// @param met null where there is no aim, or the run allows no answer
record Figure(
        String name,
        double value,
        String unit,
        @Nullable Double ceiling,
        String aim,
        @Nullable Boolean met) {

    /// More is better, and the value should reach that share of the ceiling.
    static Figure atLeast(double share, String name, Pair pair, String unit) {
        return new Figure(
                name,
                pair.measured(),
                unit,
                pair.ceiling(),
                "≥ %s × the ceiling".formatted(plain(share)),
                pair.measured() >= share * pair.ceiling());
    }

    /// A value that stands alone and should stay below.
    static Figure atMost(double most, String name, double value, String unit) {
        return new Figure(name, value, unit, null, "≤ " + plain(most), value <= most);
    }

    static Figure plain(String name, double value, String unit, @Nullable Double ceiling) {
        return new Figure(name, value, unit, ceiling, "", null);
    }

    @Nullable Double ratio() {
        return ceiling == null || ceiling == 0 ? null : value / ceiling;
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    /// A value and its ceiling, of one run.
    ///
    /// @param trials what each of the four gave
    record Pair(double ceiling, double measured, String trials) {

        /// Takes each twice, in turn, so that a machine that slows down slows both; gives the medians.
        static Pair of(Trial ceiling, Trial measured) throws Exception {
            double[] ceilings = new double[2];
            double[] values = new double[2];
            for (int i = 0; i < 2; i++) {
                ceilings[i] = ceiling.run();
                values[i] = measured.run();
            }
            return new Pair(
                    (ceilings[0] + ceilings[1]) / 2,
                    (values[0] + values[1]) / 2,
                    "ceiling %,.0f and %,.0f, measured %,.0f and %,.0f"
                            .formatted(ceilings[0], ceilings[1], values[0], values[1]));
        }
    }

    /// Takes one figure.
    interface Trial {
        double run() throws Exception;
    }
}

package dev.cinestream.chaos;

/// What a run is told: `-Dchaos.seed`, `.faults`, `.commands`, `.minutes`, `.clients`, `.rate`.
///
/// @param seed decides every choice of the load and of the faults
/// @param faults how many
/// @param commands acknowledged, at least
/// @param minutes at most, for faults and load together
/// @param clients that ask at the same time
/// @param rate commands a second that all of them together aim at
record Settings(long seed, int faults, int commands, int minutes, int clients, int rate) {

    static Settings given() {
        return new Settings(
                Long.getLong("chaos.seed", 20_260_101L),
                Integer.getInteger("chaos.faults", 30),
                Integer.getInteger("chaos.commands", 50_000),
                Integer.getInteger("chaos.minutes", 20),
                Integer.getInteger("chaos.clients", 64),
                Integer.getInteger("chaos.rate", 600));
    }
}

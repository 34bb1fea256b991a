package dev.cinestream.eventsourcing.feed;

import static java.util.stream.Collectors.joining;

import dev.cinestream.eventsourcing.feed.FeedLog.Logged;
import dev.cinestream.eventsourcing.log.Lanes;
import dev.cinestream.eventsourcing.log.Metadata;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How far a follower has seen a category's log: the next offset of each partition, which says where to read on, and the
/// last sequence seen of each lane, which says what is new. Offsets alone would not do: a relay that was taken over may
/// send a second time, behind an offset, what lies before it.
///
/// As text it is the `Last-Event-ID`: `1.<offsets>.<sequences>`, numbers in base 36 joined by hyphens, 0 as nothing. A
/// hundred characters in a small catalog and four hundred in a huge one.
///
/// Not safe for use by more than one thread at once.
final class FeedPosition {

    private static final Pattern TEXT = Pattern.compile("1\\.([0-9a-z-]*)\\.([0-9a-z-]*)");
    private static final int LONGEST_TEXT = 4_000;
    private static final int RADIX = 36;

    private final long[] offsets;
    private final long[] sequences;

    private FeedPosition(long[] offsets, long[] sequences) {
        this.offsets = offsets;
        this.sequences = sequences;
    }

    /// Where everything is still to come.
    static FeedPosition begin(Lanes lanes) {
        return new FeedPosition(new long[lanes.partitions()], new long[lanes.perCategory()]);
    }

    FeedPosition copy() {
        return new FeedPosition(offsets.clone(), sequences.clone());
    }

    long offset(int partition) {
        return offsets[partition];
    }

    void seek(int partition, long offset) {
        offsets[partition] = offset;
    }

    /// Moves past the record and says whether it is an event seen for the first time.
    boolean pass(Logged record) {
        if (record.offset() < offsets[record.partition()]) {
            return false;
        }
        offsets[record.partition()] = record.offset() + 1;
        Metadata event = record.metadata();
        if (event == null || event.sequence() <= sequences[event.lane()]) {
            return false;
        }
        sequences[event.lane()] = event.sequence();
        return true;
    }

    /// Whether nothing that lies before the other is still to come here.
    boolean covers(FeedPosition other) {
        for (int partition = 0; partition < offsets.length; partition++) {
            if (offsets[partition] < other.offsets[partition]) {
                return false;
            }
        }
        return true;
    }

    /// @return null when the text is not such a position
    static @Nullable FeedPosition parse(String text, Lanes lanes) {
        if (text.length() > LONGEST_TEXT) {
            return null;
        }
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        try {
            long[] offsets = numbers(parts.group(1));
            long[] sequences = numbers(parts.group(2));
            return offsets.length <= lanes.partitions() && sequences.length == lanes.perCategory()
                    ? new FeedPosition(Arrays.copyOf(offsets, lanes.partitions()), sequences)
                    : null;
        } catch (NumberFormatException _) {
            return null;
        }
    }

    private static long[] numbers(String text) {
        return Arrays.stream(text.split("-", -1))
                .mapToLong(each -> each.isEmpty() ? 0 : Long.parseLong(each, RADIX))
                .toArray();
    }

    @Override
    public String toString() {
        return "1." + text(offsets) + "." + text(sequences);
    }

    private static String text(long[] numbers) {
        return Arrays.stream(numbers)
                .mapToObj(each -> each == 0 ? "" : Long.toString(each, RADIX))
                .collect(joining("-"));
    }
}

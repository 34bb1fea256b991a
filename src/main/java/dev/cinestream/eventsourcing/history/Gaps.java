package dev.cinestream.eventsourcing.history;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/// Rising offsets as the distances between them, in unsigned LEB128: a stream's events lie close together, so most take a
/// byte or two.
final class Gaps {

    private static final int MORE = 0x80;

    private Gaps() {}

    /// @param offsets rising; the first is kept elsewhere
    static byte[] encode(List<Long> offsets) {
        var bytes = new ByteArrayOutputStream(offsets.size() * 2);
        for (int i = 1; i < offsets.size(); i++) {
            long gap = offsets.get(i) - offsets.get(i - 1);
            if (gap <= 0) {
                throw new IllegalArgumentException("offsets must rise: " + offsets);
            }
            while (gap >= MORE) {
                bytes.write((int) (gap & 0x7f) | MORE);
                gap >>>= 7;
            }
            bytes.write((int) gap);
        }
        return bytes.toByteArray();
    }

    static List<Long> decode(long first, byte[] gaps) {
        List<Long> offsets = new ArrayList<>();
        offsets.add(first);
        long gap = 0;
        int shift = 0;
        for (byte each : gaps) {
            gap |= (long) (each & 0x7f) << shift;
            shift += 7;
            if ((each & MORE) == 0) {
                offsets.add(offsets.getLast() + gap);
                gap = 0;
                shift = 0;
            }
        }
        return offsets;
    }
}

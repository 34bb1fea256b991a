package dev.cinestream.eventsourcing.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Ids that follow from what is known, so that whoever asks twice gets the same: UUIDv8 (RFC 9562) from SHA-256.
public final class DerivedIds {

    private DerivedIds() {}

    /// The same parts, the same id. Each part is led by its length, so no two lists of parts look alike.
    public static UUID of(String... parts) {
        MessageDigest digest = sha256();
        for (String part : parts) {
            byte[] bytes = part.getBytes(UTF_8);
            digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
            digest.update(bytes);
        }
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        long high = (hash.getLong() & 0xffff_ffff_ffff_0fffL) | 0x8000L;
        long low = (hash.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /// An id for each command, in order. It derives from the cause and from the aggregate, and from the place among the
    /// commands for the same aggregate; not from the place among all, because a policy that looks something up may find
    /// more aggregates when it is asked again.
    static List<String> commandIds(Cause cause, List<AddressedCommand<?, ?, ?, ?>> commands) {
        Map<String, Integer> places = new HashMap<>();
        List<String> ids = new ArrayList<>(commands.size());
        for (AddressedCommand<?, ?, ?, ?> each : commands) {
            String category = each.type().category();
            String stream = each.streamId().toString();
            int place = places.merge(category + "/" + stream, 1, Integer::sum);
            UUID id =
                    of(
                            cause.reaction(),
                            cause.causationId(),
                            category,
                            stream,
                            Integer.toString(place));
            ids.add(cause.actor() + ":" + id);
        }
        return ids;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each JDK has SHA-256", e);
        }
    }
}

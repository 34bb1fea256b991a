package dev.cinestream.eventsourcing.log;

import java.util.UUID;

/// How a stream finds its lane, a lane its group, and a lane its Kafka partition. Pinned: a change would tear streams
/// apart, so the numbers are stored at the first start and compared at every other.
///
/// @param perCategory lanes in a category
/// @param groups lane groups over all categories; the unit of locking and leasing
/// @param partitions Kafka partitions of a category's topic
public record Lanes(int perCategory, int groups, int partitions) {

    /// Names the hash; stored beside the numbers.
    public static final String HASH = "murmur3_x86_32/uuid-big-endian/seed-0";

    public Lanes {
        if (perCategory % groups != 0) {
            throw new IllegalArgumentException(
                    "lanes per category ("
                            + perCategory
                            + ") must be a multiple of the groups ("
                            + groups
                            + ")");
        }
    }

    public int laneOf(UUID streamId) {
        return Math.floorMod(murmur3(streamId), perCategory);
    }

    public int groupOf(int lane) {
        return lane % groups;
    }

    public int partitionOf(int lane) {
        return lane % partitions;
    }

    /// MurmurHash3 x86_32 (Austin Appleby, public domain) over the UUID's 16 bytes, big-endian, seed 0.
    static int murmur3(UUID id) {
        int hash = 0;
        hash = mix(hash, Integer.reverseBytes((int) (id.getMostSignificantBits() >>> 32)));
        hash = mix(hash, Integer.reverseBytes((int) id.getMostSignificantBits()));
        hash = mix(hash, Integer.reverseBytes((int) (id.getLeastSignificantBits() >>> 32)));
        hash = mix(hash, Integer.reverseBytes((int) id.getLeastSignificantBits()));
        hash ^= 16;
        hash ^= hash >>> 16;
        hash *= 0x85ebca6b;
        hash ^= hash >>> 13;
        hash *= 0xc2b2ae35;
        return hash ^ (hash >>> 16);
    }

    private static int mix(int hash, int block) {
        int k = Integer.rotateLeft(block * 0xcc9e2d51, 15) * 0x1b873593;
        return Integer.rotateLeft(hash ^ k, 13) * 5 + 0xe6546b64;
    }
}

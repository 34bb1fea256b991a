package dev.cinestream.chaos;

import dev.cinestream.chaos.Findings.Kind;

/// One stream as its lane shows it: revisions 1, 2, 3 …, each checksum made from the one before.
final class StreamLog {

    private static final String NOTHING = "0".repeat(64);

    private final String stream;
    private final Findings findings;
    private long revision;
    private String checksum = NOTHING;

    StreamLog(String stream, Findings findings) {
        this.stream = stream;
        this.findings = findings;
    }

    /// @param afterHole the lane misses events, which are counted there: this one's predecessor may be among them
    void read(LogRecord event, boolean afterHole) {
        long next = event.number("ce_revision");
        if (next <= revision) {
            findings.add(Kind.DOUBLED, "%s@%d again at %s".formatted(stream, next, event.place()));
            return;
        }
        if (next == revision + 1) {
            checkChain(event);
        } else if (!afterHole) {
            findings.add(
                    Kind.LOST,
                    "%s has revision %d after %d, at %s"
                            .formatted(stream, next, revision, event.place()));
        }
        revision = next;
        checksum = event.text("ce_checksum");
    }

    long revision() {
        return revision;
    }

    String checksum() {
        return checksum;
    }

    private void checkChain(LogRecord event) {
        if (!event.key().equals(event.text("ce_subject"))) {
            findings.add(
                    Kind.CHANGED, "the key at %s is another stream's".formatted(event.place()));
        }
        if (!event.chained(checksum).equals(event.text("ce_checksum"))) {
            findings.add(
                    Kind.CHANGED,
                    "%s@%d at %s is not what its checksum says"
                            .formatted(stream, revision + 1, event.place()));
        }
    }
}

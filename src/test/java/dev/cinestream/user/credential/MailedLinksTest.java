package dev.cinestream.user.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cinestream.eventsourcing.privacy.MasterKey;
import dev.cinestream.user.credential.MailedLinks.Link;
import dev.cinestream.user.credential.MailedLinks.Purpose;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Nobody makes a link but us (CS-1).
class MailedLinksTest {

    private static final Link LINK = new Link(new UUID(1, 2), new UUID(3, 4));

    private final MailedLinks links = new MailedLinks(key((byte) 1));

    private static MasterKey key(byte fill) {
        byte[] bytes = new byte[32];
        java.util.Arrays.fill(bytes, fill);
        return new MasterKey(Base64.getEncoder().encodeToString(bytes));
    }

    @Test
    void what_was_written_is_read() {
        String text = links.write(Purpose.CONFIRM_EMAIL, LINK);

        assertThat(links.read(Purpose.CONFIRM_EMAIL, text)).contains(LINK);
    }

    @Test
    void it_is_good_for_its_purpose_only() {
        String text = links.write(Purpose.CONFIRM_EMAIL, LINK);

        assertThat(links.read(Purpose.RESET_PASSWORD, text)).isEmpty();
    }

    @Test
    void another_installations_is_not_ours() {
        String text = new MailedLinks(key((byte) 2)).write(Purpose.CONFIRM_EMAIL, LINK);

        assertThat(links.read(Purpose.CONFIRM_EMAIL, text)).isEmpty();
    }

    @Test
    void each_changed_byte_is_noticed() {
        byte[] bytes = Base64.getUrlDecoder().decode(links.write(Purpose.CONFIRM_EMAIL, LINK));
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            String text = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);

            assertThat(links.read(Purpose.CONFIRM_EMAIL, text)).as("byte " + i).isEmpty();
        }
    }

    @Test
    void what_is_no_link_is_none() {
        for (String text : new String[] {"", "x", "not base64!", "AAAA"}) {
            assertThat(links.read(Purpose.CONFIRM_EMAIL, text)).as(text).isEmpty();
        }
    }
}

package dev.cinestream.billing.payment.simulator;

/// A notice that is yet to be delivered.
///
/// @param id of the delivery; what is delivered twice has two
/// @param delayMillis from now
/// @param body a Stripe event
public record NoticeRow(long id, long delayMillis, int tries, String body) {

    static NoticeRow planned(long delayMillis, String body) {
        return new NoticeRow(0, delayMillis, 0, body);
    }
}

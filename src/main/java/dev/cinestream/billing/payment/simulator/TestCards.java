package dev.cinestream.billing.payment.simulator;

import dev.cinestream.billing.payment.PaymentOrder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What each card does; the table is in the package's description.
final class TestCards {

    private static final Pattern DECLINES = Pattern.compile("pm_card_declinesTimes_(\\d{1,3})");

    private TestCards() {}

    /// What becomes of a charge, and what its caller hears of it.
    ///
    /// @param status what the simulator keeps; null when it keeps nothing
    /// @param code of a decline
    record Habit(
            ChargeRow.@Nullable Status status, @Nullable String code, boolean hard, Answer answer) {

        static final Habit SUCCEEDS = succeeds(Answer.TOLD);

        static Habit succeeds(Answer answer) {
            return new Habit(ChargeRow.Status.SUCCEEDED, null, false, answer);
        }

        static Habit declines(String code, boolean hard) {
            return new Habit(ChargeRow.Status.DECLINED, code, hard, Answer.TOLD);
        }
    }

    /// What a caller hears.
    enum Answer {
        TOLD,
        NOT_KNOWN_YET,
        NONE
    }

    static Habit of(PaymentOrder order) {
        return switch (order.reference()) {
            case "pm_card_visa_chargeDeclined" -> Habit.declines("generic_decline", false);
            case "pm_card_visa_chargeDeclinedInsufficientFunds" ->
                    Habit.declines("insufficient_funds", false);
            case "pm_card_visa_chargeDeclinedProcessingError" ->
                    Habit.declines("processing_error", false);
            case "pm_card_visa_chargeDeclinedLostCard" -> Habit.declines("lost_card", true);
            case "pm_card_visa_chargeDeclinedStolenCard" -> Habit.declines("stolen_card", true);
            case "pm_card_visa_chargeDeclinedExpiredCard" -> Habit.declines("expired_card", true);
            case "pm_card_authenticationRequired" ->
                    new Habit(ChargeRow.Status.ACTION_NEEDED, null, false, Answer.TOLD);
            case "pm_card_timeoutAfterCharge" -> Habit.succeeds(Answer.NONE);
            case "pm_card_providerAway" -> new Habit(null, null, false, Answer.NONE);
            case "pm_card_processing" -> Habit.succeeds(Answer.NOT_KNOWN_YET);
            default -> declinesTimes(order);
        };
    }

    private static Habit declinesTimes(PaymentOrder order) {
        Matcher times = DECLINES.matcher(order.reference());
        return times.matches() && order.attempt() <= Integer.parseInt(times.group(1))
                ? Habit.declines("insufficient_funds", false)
                : Habit.SUCCEEDS;
    }

    /// Whether who charges it hears what became of it.
    static boolean isTold(String reference) {
        return !reference.equals("pm_card_timeoutAfterCharge")
                && !reference.equals("pm_card_processing");
    }

    static boolean refundsFail(String reference) {
        return reference.equals("pm_card_refundFail");
    }

    static boolean refundsAreAnswered(String reference) {
        return !reference.equals("pm_card_refundTimeout");
    }
}

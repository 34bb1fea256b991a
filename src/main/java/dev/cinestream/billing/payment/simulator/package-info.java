/// A payment provider of our own for development and tests, with Stripe's habits.
///
/// What a payment method's name (`pm_…`) makes it do; other names succeed:
///
/// | name | what happens |
/// |---|---|
/// | `pm_card_visa`, `pm_card_mastercard`, … | succeeds |
/// | `pm_card_visa_chargeDeclined` | soft decline `generic_decline` |
/// | `pm_card_visa_chargeDeclinedInsufficientFunds` | soft decline `insufficient_funds` |
/// | `pm_card_visa_chargeDeclinedProcessingError` | soft decline `processing_error` |
/// | `pm_card_visa_chargeDeclinedLostCard` | hard decline `lost_card` |
/// | `pm_card_visa_chargeDeclinedStolenCard` | hard decline `stolen_card` |
/// | `pm_card_visa_chargeDeclinedExpiredCard` | hard decline `expired_card` |
/// | `pm_card_declinesTimes_2` | the first two attempts at an invoice are declined for `insufficient_funds`, the third succeeds |
/// | `pm_card_authenticationRequired` | the customer must confirm at `/dev/payments/<payment>` |
/// | `pm_card_timeoutAfterCharge` | charges and never answers; knows of it when asked |
/// | `pm_card_providerAway` | never answers, and never charges |
/// | `pm_card_processing` | does not know yet; succeeds, which a notice tells, or who asks |
/// | `pm_card_refundFail` | succeeds; its refunds fail |
/// | `pm_card_refundTimeout` | succeeds; its refunds are made and never answered |
@org.jspecify.annotations.NullMarked
package dev.cinestream.billing.payment.simulator;

/// Who pays for what.
///
/// - **Customer**: an account as it pays: where it lives, how it pays, what it is credited, and its subscription. One
///   boundary, because a change of plan, the credit it leaves and the next bill must never disagree.
/// - **Plan**: what can be subscribed to, in versions. A subscription keeps the version it began with until it is moved.
/// - **Terms**: the plan, version, interval and price that a subscription is on.
/// - **Offer**: what a version of a plan offers: names, prices, trial, entitlement.
/// - **Coupon**: a code that takes a discount off the bills of who redeems it. **Redemption**: that one customer did, once.
/// - **Period**: what one charge pays for, from an anniversary to the next; reckoned from the anchor, so that who began on
///   the 31st is billed on the last day of shorter months and on the 31st again after them.
/// - **Bill**: what a customer owes, to the cent: lines, discount, tax, credit used. Reckoned by the customer's rules, by the
///   same function for a preview and for the real thing.
/// - **Invoice**: a bill as a document with a number, and what becomes of it: payments, refunds, credit notes.
/// - **Payment**: one attempt to collect an invoice. Its id is the idempotency key at the provider.
/// - **Decline**: a payment that the provider refused. A soft one may pass another day; a hard one never will.
/// - **Dunning**: trying again after soft declines, telling the customer, and giving up.
/// - **Credit**: money of the customer's that the next bill uses first.
/// - **Entitlement**: what a subscription allows: streams at once, resolution, profiles, downloads.
/// - **Next step**: when something happens by itself, and what: each living subscription and each open invoice has one.
/// - **Test clock**: time as some customers have it, moved by hand; for development only.
///
/// Money is Joda-Money, never floating point. Moments arrive in commands: rules have no clock.
@NullMarked
@Module(name = "billing", dependsOn = "user")
package dev.cinestream.billing;

import dev.cinestream.Module;
import org.jspecify.annotations.NullMarked;

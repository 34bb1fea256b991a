package dev.cinestream.billing.payment;

import java.time.Instant;
import java.util.UUID;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// A payment in the provider's books.
///
/// @param name the provider's for it
/// @param payment ours; null when it does not come from us
public record Charge(
        String name, @Nullable UUID payment, Money amount, boolean succeeded, Instant madeAt) {}

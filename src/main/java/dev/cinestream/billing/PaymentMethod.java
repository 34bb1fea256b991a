package dev.cinestream.billing;

import dev.cinestream.eventsourcing.decider.Personal;
import dev.cinestream.eventsourcing.decider.Secret;
import org.jspecify.annotations.Nullable;

/// How a customer pays: a card (or what else the provider takes) that the provider keeps and we only name.
///
/// @param provider `simulator` or `stripe`
/// @param reference the provider's name for it
/// @param display for its owner's eyes, for example `Visa •••• 4242`
/// @param expires `2028-12`; null when it does not
public record PaymentMethod(
        String provider, Secret reference, Personal display, @Nullable String expires) {}

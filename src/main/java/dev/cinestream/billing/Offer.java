package dev.cinestream.billing;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.CurrencyUnit;

/// What a version of a plan offers.
///
/// @param names by BCP 47 language tag
/// @param prices one for each interval and currency that it is sold in
/// @param trialDays before the first charge, for who has had no trial yet; 0 for none
public record Offer(
        Map<String, String> names, List<Price> prices, int trialDays, Entitlement entitlement) {

    private static final String USUAL_LANGUAGE = "en";

    public Offer {
        names = Collections.unmodifiableMap(new LinkedHashMap<>(names));
        prices = List.copyOf(prices);
    }

    /// What a subscription would be on; nothing when it is not sold so.
    ///
    /// @param language of the name on invoices; the nearest there is
    public Optional<Terms> terms(
            UUID plan, int version, Interval interval, CurrencyUnit currency, String language) {
        return price(interval, currency)
                .map(price ->
                        new Terms(
                                plan,
                                version,
                                name(language),
                                interval,
                                price.amount(),
                                price.taxIncluded(),
                                trialDays,
                                entitlement));
    }

    public Optional<Price> price(Interval interval, CurrencyUnit currency) {
        return prices.stream()
                .filter(price -> price.interval() == interval)
                .filter(price -> price.amount().getCurrencyUnit().equals(currency))
                .findFirst();
    }

    /// In that language; else in its wider one (`pt` for `pt-BR`), in English, or in whichever comes first.
    public String name(String language) {
        for (String tag = language; !tag.isEmpty(); tag = wider(tag)) {
            String name = names.get(tag);
            if (name != null) {
                return name;
            }
        }
        String english = names.get(USUAL_LANGUAGE);
        return english == null ? names.values().iterator().next() : english;
    }

    private static String wider(String tag) {
        return tag.substring(0, Math.max(tag.lastIndexOf('-'), 0));
    }
}

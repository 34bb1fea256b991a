package dev.cinestream.billing.plan;

import dev.cinestream.billing.Entitlement;
import dev.cinestream.billing.Offer;
import dev.cinestream.billing.Price;
import dev.cinestream.eventsourcing.decider.Rejection.Flaw;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Bounds of what a plan offers. Each flaw says where and what would be right.
final class OfferRules {

    private static final int MOST_LANGUAGES = 100;
    private static final int LONGEST_NAME = 100;
    private static final int MOST_PRICES = 200;
    private static final long HIGHEST_PRICE = 100_000_000;
    private static final int LONGEST_TRIAL = 365;
    private static final int MOST_STREAMS = 100;
    private static final int HIGHEST_PICTURE = 8640;
    private static final int MOST_PROFILES = 50;
    private static final int MOST_DOWNLOADS = 1000;

    private OfferRules() {}

    static List<Flaw> flawsOf(Offer offer) {
        List<Flaw> flaws = new ArrayList<>();
        names(offer, flaws);
        prices(offer, flaws);
        range("/trialDays", offer.trialDays(), 0, LONGEST_TRIAL, flaws);
        entitlement(offer.entitlement(), flaws);
        return flaws;
    }

    /// Of an offer that subscribers of the one before are moved to.
    static List<Flaw> flawsOf(Offer offer, Offer before) {
        List<Flaw> flaws = flawsOf(offer);
        for (Price price : before.prices()) {
            if (offer.price(price.interval(), price.amount().getCurrencyUnit()).isEmpty()) {
                flaws.add(
                        new Flaw(
                                "/prices",
                                "must have a price for each "
                                        + price.interval()
                                        + " in "
                                        + price.amount().getCurrencyUnit()
                                        + ", as subscribers who are moved pay one"));
            }
        }
        return flaws;
    }

    private static void names(Offer offer, List<Flaw> flaws) {
        if (offer.names().isEmpty() || offer.names().size() > MOST_LANGUAGES) {
            flaws.add(new Flaw("/names", "must be from 1 to " + MOST_LANGUAGES));
        }
        offer.names()
                .forEach((language, name) -> {
                    if (!isLanguage(language)) {
                        flaws.add(
                                new Flaw(
                                        "/names/" + escaped(language),
                                        "must be named by a BCP 47 language tag such as en or pt-BR"));
                    }
                    if (name.isBlank() || name.length() > LONGEST_NAME) {
                        flaws.add(
                                new Flaw(
                                        "/names/" + escaped(language),
                                        "must have from 1 to " + LONGEST_NAME + " characters"));
                    }
                });
    }

    private static void prices(Offer offer, List<Flaw> flaws) {
        if (offer.prices().isEmpty() || offer.prices().size() > MOST_PRICES) {
            flaws.add(new Flaw("/prices", "must be from 1 to " + MOST_PRICES));
        }
        Set<String> sold = new HashSet<>();
        for (int i = 0; i < offer.prices().size(); i++) {
            Price price = offer.prices().get(i);
            String place = "/prices/" + i;
            if (price.amount().isNegative()
                    || price.amount().getAmountMinorLong() > HIGHEST_PRICE) {
                flaws.add(new Flaw(place + "/amount/minor", "must be from 0 to " + HIGHEST_PRICE));
            }
            if (!sold.add(price.interval() + " " + price.amount().getCurrencyUnit())) {
                flaws.add(new Flaw(place, "must be the only one of its interval and currency"));
            }
        }
    }

    private static void entitlement(Entitlement allowed, List<Flaw> flaws) {
        range("/entitlement/streams", allowed.streams(), 1, MOST_STREAMS, flaws);
        range("/entitlement/height", allowed.height(), 1, HIGHEST_PICTURE, flaws);
        range("/entitlement/profiles", allowed.profiles(), 1, MOST_PROFILES, flaws);
        range("/entitlement/downloads", allowed.downloads(), 0, MOST_DOWNLOADS, flaws);
    }

    private static void range(String place, int value, int least, int most, List<Flaw> flaws) {
        if (value < least || value > most) {
            flaws.add(new Flaw(place, "must be from " + least + " to " + most));
        }
    }

    /// As RFC 6901 wants it.
    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static boolean isLanguage(String tag) {
        try {
            return !tag.isEmpty()
                    && new Locale.Builder().setLanguageTag(tag).build().toLanguageTag().equals(tag);
        } catch (IllformedLocaleException _) {
            return false;
        }
    }
}
